"""`make bench`: what a build, a first answer and each question cost, in one run on this machine.

Nothing here is asserted: speed is measured, compared within the run, and reported. Bounds of the project (whole
process, idle machine): build and full validation under 10 s, first answer under 1.5 s, under 250 MB resident.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from servers import serving, tct
from support import ROOT
from tct.build import Build
from tct.questions import Catalogue, run
from tct.store import MemoryStore

REPEATS = 5


def timed(work: Callable[[], object], repeats: int = REPEATS) -> list[float]:
    """Return the seconds of each of some runs."""
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return seconds


def show(what: str, seconds: list[float], scale: float = 1.0, unit: str = "s") -> None:
    """Print the median and the range of some runs."""
    low, middle, high = (f(seconds) * scale for f in (min, statistics.median, max))
    sys.stdout.write(f"{what:<44} {middle:8.2f} {unit}   ({low:.2f} to {high:.2f}, {len(seconds)} runs)\n")


def resident(process: int) -> int:
    """Return the resident bytes of a process and its children."""
    children = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False).stdout.split()
    total = 0
    for number in [str(process), *children]:
        pages = Path(f"/proc/{number}/statm").read_text(encoding="ascii").split()[1]
        total += int(pages) * os.sysconf("SC_PAGE_SIZE")
    return total


def first_answer(output: Path) -> None:
    """Start the server over a finished build and ask it one question."""
    with serving(output) as (address, _):
        httpx.get(f"{address}/sparql", params={"query": "ASK { ?s ?p ?o }"}).raise_for_status()


def memory(output: Path) -> int:
    """Return the resident bytes of a server that has answered every question once."""
    with serving(output) as (address, _):
        for question in Catalogue(ROOT / "queries" / "questions"):
            httpx.get(f"{address}/questions/{question.slug}").raise_for_status()
            httpx.get(f"{address}/sparql", params={"query": question.query()}).raise_for_status()
        found = subprocess.run(["pgrep", "-f", str(output)], capture_output=True, text=True, check=True).stdout.split()
        return resident(min(int(number) for number in found))


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as directory:
        output = Path(directory) / "out"

        def build_anew() -> None:
            (output / "current").unlink(missing_ok=True)
            assert tct("build", "--output", str(output)).returncode == 0

        show("build and full validation", timed(build_anew, 3))
        show("build, nothing changed", timed(lambda: tct("build", "--output", str(output))))
        show("serve on a finished build: first answer", timed(lambda: first_answer(output)))
        sys.stdout.write(f"{'resident, server and its query process':<44} {memory(output) / 1e6:8.1f} MB\n")
        build = Build.current(output)
        fast, reference = build.open(), MemoryStore(build.dataset())
        catalogue = Catalogue(ROOT / "queries" / "questions")
        medians = {q.slug: statistics.median(timed(lambda q=q: run(q, fast))) for q in catalogue}  # type: ignore[misc]
        slow = {q.slug: timed(lambda q=q: run(q, reference), 1)[0] for q in catalogue}  # type: ignore[misc]
        show(f"{len(medians)} questions, embedded engine (medians)", list(medians.values()), 1000, "ms")
        show(f"{len(slow)} questions, reference engine", list(slow.values()), 1000, "ms")
        ratio = statistics.median(slow[slug] / medians[slug] for slug in medians)
        sys.stdout.write(f"{'reference engine / embedded engine, median':<44} {ratio:8.1f} times\n")
        for slug in sorted(medians, key=lambda slug: -medians[slug])[:3]:
            sys.stdout.write(f"{'slowest: ' + slug:<44} {medians[slug] * 1000:8.2f} ms\n")


if __name__ == "__main__":
    main()
