"""What this project costs by itself: a build, a first answer, memory, and its two engines side by side."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from bench.measure import Result
from bench.servers import ROOT, Tct
from tct.build import Build
from tct.layout import Layout
from tct.questions import Catalogue, run
from tct.store import MemoryStore


def timed(work: Callable[[], object], repeats: int) -> Result:
    """Return the median, the least and the most milliseconds of some runs."""
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        seconds.append((time.perf_counter() - start) * 1000)
    return {"p50": statistics.median(seconds), "low": min(seconds), "high": max(seconds), "requests": repeats}


def build(output: Path) -> None:
    """Run `tct build` as a user would."""
    tct = Path(sys.executable).parent / "tct"
    done = subprocess.run(
        [tct, "build", "--root", ROOT, "--output", output], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"bench: tct build failed, so there is nothing to measure:\n{done.stdout}{done.stderr}")


def builds(output: Path, repeats: int) -> dict[str, Result]:
    """Measure a build with full validation, and one where nothing changed."""

    def anew() -> None:
        (output / "current").unlink(missing_ok=True)
        build(output)

    return {
        "build and full validation": timed(anew, repeats),
        "build, nothing changed": timed(lambda: build(output), repeats),
    }


def memory(engine: Tct) -> tuple[int, int]:
    """Return the peak and the shares of memory of a server that has answered every question, by page and by query."""
    with engine.running(None) as running, httpx.Client(base_url=f"http://127.0.0.1:{running.target.port}") as client:
        for question in Catalogue(Layout.find(ROOT).questions):
            client.get(f"/questions/{question.slug}").raise_for_status()
            client.get("/sparql", params={"query": question.query()}).raise_for_status()
        return running.memory()


def engines(output: Path, repeats: int) -> dict[str, Result]:
    """Measure every question in the embedded and in the reference engine, without HTTP; medians over the questions."""
    release = Build.current(output)
    fast, reference = release.open(), MemoryStore(release.dataset())
    questions = list(Catalogue(Layout.find(ROOT).questions))
    quick = {one.slug: timed(lambda one=one: run(one, fast), repeats)["p50"] for one in questions}  # type: ignore[misc]
    slow = {one.slug: timed(lambda one=one: run(one, reference), 1)["p50"] for one in questions}  # type: ignore[misc]
    return {
        f"{len(quick)} questions, embedded engine": _range(list(quick.values())),
        f"{len(slow)} questions, reference engine": _range(list(slow.values())),
    }


def _range(values: list[float]) -> Result:
    return {"p50": statistics.median(values), "low": min(values), "high": max(values), "requests": len(values)}
