"""The order of a run; see README.md. Run as ``python -m bench``, or by `make bench`."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import repeat
from pathlib import Path
from typing import Any

from bench import costs, hostile, loads, measure, release, report
from bench.field import Field
from bench.generate import generate
from bench.measure import CONNECTIONS, Effort, Result
from bench.process import NotStarted
from bench.servers import ENGINES, PEERS, ROOT, Engine, Tct, dump, versions
from bench.wire import Connection, Target

PARTS = ("costs", "questions", "loads", "hostile")
DEADLINE = 10.0
SPARE = 15.0
"""Seconds that repeated starts or loads of one server may take together."""


class Clock:
    """Tells how far the run is, on one line of standard error."""

    def __init__(self) -> None:
        """Start the clock."""
        self.start = time.monotonic()

    def __call__(self, what: str) -> None:
        """Show what happens now."""
        minutes, seconds = divmod(int(time.monotonic() - self.start), 60)
        line = f"[{minutes:2}:{seconds:02}] {what}"
        end = "\r" if sys.stderr.isatty() else "\n"
        sys.stderr.write(f"\x1b[K{line[:110]}{end}" if end == "\r" else f"{line}\n")
        sys.stderr.flush()


def options(arguments: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure this server beside its peers.")
    parser.add_argument("--only", default=",".join(ENGINES), help="servers, with commas: %(default)s")
    parser.add_argument("--scale", default="1,100", help="sizes of the graph, with commas: %(default)s; 1000 works too")
    parser.add_argument("--parts", default=",".join(PARTS), help="what to measure: %(default)s")
    parser.add_argument("--question", default="", help="only questions and loads whose name holds this")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, a deadline of 3 s: a look, not a figure")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "bench", help="where results go: %(default)s")
    parser.add_argument("--scratch", type=Path, help="a directory for data and logs, kept (default: one that is not)")
    found = parser.parse_args(arguments)
    found.only = [name for name in found.only.split(",") if name]
    found.parts = [name for name in found.parts.split(",") if name]
    found.scale = [int(number) for number in found.scale.split(",")]
    if unknown := [name for name in found.only if name not in ENGINES]:
        parser.error(f"--only {','.join(unknown)}: choose from {', '.join(ENGINES)}")
    if unknown := [name for name in found.parts if name not in PARTS]:
        parser.error(f"--parts {','.join(unknown)}: choose from {', '.join(PARTS)}")
    return found


class Run:
    """One run: its options, its results so far, and where they go."""

    def __init__(self, chosen: argparse.Namespace, scratch: Path) -> None:
        """Prepare a run."""
        self.chosen, self.scratch, self.say = chosen, scratch, Clock()
        self.effort = Effort(3, 0.2, 10.0, 0.25) if chosen.quick else Effort()
        self.deadline = 3.0 if chosen.quick else DEADLINE
        self.results: dict[str, Any] = {"machine": machine(), "quick": chosen.quick, "scales": {}}

    def save(self) -> None:
        """Write what there is so far."""
        self.chosen.output.mkdir(parents=True, exist_ok=True)
        dump(self.results, self.chosen.output / "results.json")

    def all(self) -> None:
        """Measure everything that was chosen."""
        real = self.scratch / "real"
        self.say("tct build")
        costs.build(real)
        os.environ[release.REAL] = str(real)
        if "costs" in self.chosen.parts:
            self.results["costs"] = self.own_costs(real)
        for scale in self.chosen.scale:
            found: dict[str, Any] = {}
            self.results["scales"][str(scale)] = found
            self.scale(real, scale, found)
            self.save()

    def own_costs(self, real: Path) -> dict[str, Result]:
        """Measure what the project costs by itself."""
        self.say("costs of a build")
        found = costs.builds(self.scratch / "again", 1 if self.chosen.quick else 3)
        self.say("engines")
        return found | costs.engines(real, self.effort.rounds)

    def scale(self, real: Path, scale: int, found: dict[str, Any]) -> None:
        """Measure every chosen server on the graph of one scale."""
        directory = self.scratch / f"x{scale}"
        directory.mkdir(parents=True, exist_ok=True)
        nquads = directory / "graph.nq"
        self.say(f"x{scale}: generating")
        found["quads"] = generate(next(real.glob("releases/*/dataset.nq")), nquads, scale)
        found["bytes"] = nquads.stat().st_size
        engines = self.engines(nquads, scale, found)
        self.results["versions"] = self.results.get("versions", {}) | versions(list(engines.values()))
        found["servers"] = {name: self.loaded(engine, scale) for name, engine in engines.items()}
        self.save()
        subjects = loads.subjects(nquads)
        if {"questions", "loads"} & set(self.chosen.parts):
            self.say(f"x{scale}: starting {', '.join(engines)}")
            with Field(engines) as servers:
                self.ask(servers, scale, subjects, found)
        if scale == 1 and "tct" in engines and "costs" in self.chosen.parts:
            self.say("memory with every page and question")
            tct = engines["tct"]
            assert isinstance(tct, Tct)
            found["servers"]["tct"]["pages_peak"] = costs.memory(tct)[0]
        if "hostile" in self.chosen.parts:
            found["hostile"] = {name: self.mixed(engine, scale, subjects) for name, engine in engines.items()}

    def engines(self, nquads: Path, scale: int, found: dict[str, Any]) -> dict[str, Engine]:
        """Return the servers that are installed and take this scale; ``found`` says why others do not."""
        engines: dict[str, Engine] = {}
        found["absent"] = {}
        for name in self.chosen.only:
            kind = ENGINES[name]
            if missing := kind.missing():
                found["absent"][name] = f"not installed: {missing}"
            elif scale > kind.largest:
                found["absent"][name] = f"not asked above x{kind.largest}"
            else:
                directory = self.scratch / f"x{scale}" / name
                shutil.rmtree(directory, ignore_errors=True)
                directory.mkdir()
                engines[name] = kind(nquads, directory)
        return engines

    def loaded(self, engine: Engine, scale: int) -> Result:
        """Load the data and start the server, ten times where that is quick; milliseconds."""
        self.say(f"x{scale}: {engine.label}: load")
        start = time.perf_counter()
        engine.load()
        result: Result = {"load": (time.perf_counter() - start) * 1000}
        starts: list[float] = []
        if engine.loads_as_it_starts and scale > 1:
            return result  # it is weighed as it starts to be asked
        while len(starts) < self.effort.rounds and sum(starts) < SPARE:
            self.say(f"x{scale}: {engine.label}: start {len(starts) + 1}")
            try:
                with engine.running(None) as running:
                    starts.append(running.seconds)
                    result["idle_peak"], result["idle_share"] = running.memory()
            except NotStarted as error:
                return result | {"broken": str(error)}
        return result | {"start": _starts(starts)}

    def ask(self, servers: Field, scale: int, subjects: list[str], found: dict[str, Any]) -> None:
        """Ask all servers all queries, then for their memory."""
        chosen = self.chosen
        queries = loads.loads() * ("loads" in chosen.parts)
        queries += loads.questions(ROOT) * ("questions" in chosen.parts)
        queries = [query for query in queries if chosen.question in query.name]
        for name, target in servers.targets.items():
            self.say(f"x{scale}: {name}: counting what it holds")
            found["servers"][name]["quads"] = measure.number(target, loads.COUNT, 120)
        found["queries"] = {}
        spent: dict[str, float] = {}
        for number, query in enumerate(queries, 1):
            self.say(f"x{scale}: {query.kind} {number} of {len(queries)}: {query.name}")
            found["queries"][query.name] = {"kind": query.kind, **self.query(servers, query, spent)}
        self.save()
        if "loads" in chosen.parts:
            self.say(f"x{scale}: point lookups")
            found["points"] = self.points(servers, subjects)
        for name, seconds in servers.starts.items():
            found["servers"][name].setdefault("start", _starts([seconds]))
        for name in servers.live:
            servers.remember(name)
        for name, (peak, share) in servers.peaks.items():
            found["servers"][name] |= {"peak": peak, "share": share}
        found["gone"] = servers.gone

    def query(self, servers: Field, query: loads.Query, spent: dict[str, float]) -> dict[str, Any]:
        """Measure one query: cold on every server, repeated on this one, and rates where they are compared."""
        effort, result, once = self.effort, {}, {}
        for name in list(servers.live):
            if spent.get(name, 0.0) > BUDGET.get(name, 1e9) / (4 if self.chosen.quick else 1):
                continue
            first = result[name] = measure.first(servers.live[name].target, query.text, effort.patience)
            spent[name] = spent.get(name, 0.0) + first["once"] / 1000
            if first["broken"] == "timeout" or not first["status"]:
                servers.recover(name, effort.patience)
            elif not first["broken"]:
                again = (
                    first if first["once"] > 500 else measure.first(servers.targets[name], query.text, effort.patience)
                )
                once[name] = again["once"] / 1000
        targets = {name: servers.live[name].target for name in once if name in servers.live}
        cold = measure.latencies(targets, lambda target: repeat(target.request(query.text)), effort, once)
        for name, figures in cold.items():
            result[name] |= {"cold": figures}
            spent[name] += figures.get("p50", 0) * figures.get("requests", 0) / 1000
        if "tct" in targets:
            result["tct"]["repeated"] = self.repeated(targets["tct"], query.text)
        slow = 10 < cold.get("oxigraph", {}).get("p50", 0) < 2000
        compared = ("tct", "oxigraph") if query.kind == "question" and slow else tuple(targets)
        if query.kind == "load" or slow:
            for name in compared:
                if name in targets:
                    result[name]["rate"] = self.rate(targets[name], query.text, 0.0 if name == "tct" else once[name])
        return {"servers": result}

    def repeated(self, target: Target, query: str) -> Result:
        """Measure a query that may be answered from a cache, after one asking that fills it."""
        request, connection = target.request(query, cold=False), Connection(target, self.effort.patience)
        once = {"": [connection.ask(request).seconds for _ in range(2)][1]}
        connection.close()
        return measure.latencies({"": target}, lambda _: repeat(request), self.effort, once)[""]

    def rate(self, target: Target, query: str, once: float) -> Result:
        """Measure the rate of one repeated query over eight connections, for long enough that some end."""
        seconds = max(self.effort.rate_seconds, min(2 * once, 6.0))
        return measure.rate(target, [repeat(target.request(query, cold=False))] * CONNECTIONS, seconds)

    def points(self, servers: Field, subjects: list[str]) -> dict[str, Any]:
        """Measure point lookups: latency of one client, and the rate of eight, cold and as they come."""

        def feeds(cold: bool) -> Callable[[Target], list[Iterable[bytes]]]:
            return lambda target: [
                (target.request(query, cold) for query in loads.lookups(subjects, number * 97))
                for number in range(CONNECTIONS)
            ]

        targets, effort = servers.targets, self.effort
        latency = measure.latencies(
            targets, lambda target: feeds(True)(target)[0], replace(effort, seconds=10.0), dict.fromkeys(targets, 0.001)
        )
        cold = measure.rates(targets, feeds(True), 2 * effort.rate_seconds, effort.rounds)
        asked = {name: target for name, target in targets.items() if name == "tct"}
        repeated = measure.rates(asked, feeds(False), effort.rate_seconds, effort.rounds)
        return {
            name: {"latency": latency[name], "rate": cold[name], "repeated": repeated.get(name)} for name in targets
        }

    def mixed(self, engine: Engine, scale: int, subjects: list[str]) -> Result:
        """Start a server anew, with the deadline, and run the hostile mix."""
        if engine.loads_as_it_starts and scale > 1:
            return {"broken": "run on the real graph only"}
        self.say(f"x{scale}: hostile mix: {engine.label}")
        try:
            with engine.running(self.deadline) as running:
                return hostile.mix(running.target, subjects, self.deadline) | {"peak": running.memory()[0]}
        except NotStarted as error:
            return {"broken": str(error)}


def _starts(seconds: list[float]) -> Result:
    """Return the median and the spread of some starts, in milliseconds."""
    times = sorted(1000 * one for one in seconds)
    return {"p50": measure.percentile(times, 0.5), "low": times[0], "high": times[-1]}


BUDGET = {"rdflib-memory": 60.0, "rdflib-oxigraph": 60.0, "virtuoso": 90.0}
"""Seconds for all queries of one scale; what is left then is not asked of that server."""


def machine() -> dict[str, str]:
    """Describe the machine, without its name."""
    cpu = next((line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
                if line.startswith("model name")), platform.machine())  # fmt: skip
    memory = Path("/proc/meminfo").read_text("utf-8").split()[1]
    cores = str(len(os.sched_getaffinity(0)))
    return {"cpu": cpu, "cores": cores, "memory": f"{int(memory) / 1e6:.0f} GB", "python": platform.python_version()}


def main() -> None:
    """Measure, write the table and the plot, and print where they are."""
    chosen = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("bench: stopped"))  # so that no server stays behind
    if chosen.scratch:
        chosen.scratch.mkdir(parents=True, exist_ok=True)
        measured(chosen, chosen.scratch.resolve())
        return
    with tempfile.TemporaryDirectory(prefix="tct-bench-") as directory:
        measured(chosen, Path(directory))


def measured(chosen: argparse.Namespace, scratch: Path) -> None:
    """Measure with a scratch directory at hand."""
    run = Run(chosen, scratch)
    run.all()
    run.results["seconds"] = round(time.monotonic() - run.say.start)
    run.save()
    summary, details = report.written(run.results)
    (chosen.output / "report.md").write_text(summary, encoding="utf-8")
    (chosen.output / "queries.md").write_text(details, encoding="utf-8")
    plotter = PEERS / "python"
    if plotter.exists():
        subprocess.run([plotter, "-m", "bench.plot", chosen.output], cwd=ROOT, check=True)
    sys.stdout.write(f"\n{summary}\n{chosen.output}: report.md, queries.md, results.json, plot.svg, plot.png\n")


if __name__ == "__main__":
    main()
