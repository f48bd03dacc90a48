"""Measuring: each query in rounds that go from server to server, so that what disturbs one disturbs all.

A round is up to twenty requests one after another; its figure is their median. A result holds the median of the rounds
(``p50``), the lowest and the highest of them (the spread), and the 99th percentile of all requests (``p99``).
"""

from __future__ import annotations

import hashlib
import json
import math
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from bench.wire import Connection, Stream, Target, drive

Result = dict[str, Any]
ROUNDS: Final = 10
CONNECTIONS: Final = 8


@dataclass(frozen=True)
class Effort:
    """How long to measure: rounds, seconds for one query on one server, and the seconds after which one is given up."""

    rounds: int = ROUNDS
    seconds: float = 0.6
    patience: float = 10.0
    rate_seconds: float = 0.5

    def plan(self, once: float) -> tuple[int, int]:
        """Return how many rounds of how many requests a query gets that took ``once`` seconds.

        >>> Effort().plan(0.001), Effort().plan(0.2), Effort().plan(8.0)
        ((10, 20), (6, 1), (1, 1))
        """
        each = max(1, min(20, int(self.seconds / self.rounds / max(once, 1e-6))))
        return max(1, min(self.rounds, int(self.seconds * 2 / max(once, 1e-6)))), each


def percentile(values: list[float], share: float) -> float:
    """Return the nearest-rank percentile.

    >>> percentile([3.0, 1.0, 2.0], 0.5), percentile([1.0], 0.99)
    (2.0, 1.0)
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass
class Rounds:
    """The seconds of each request, by round."""

    rounds: list[list[float]] = field(default_factory=list)

    def result(self) -> Result:
        """Return the figures in milliseconds."""
        medians = [statistics.median(one) for one in self.rounds]
        every = [seconds for one in self.rounds for seconds in one]
        return {
            "p50": statistics.median(medians) * 1000,
            "low": min(medians) * 1000,
            "high": max(medians) * 1000,
            "p99": percentile(every, 0.99) * 1000,
            "requests": len(every),
        }


def fingerprint(body: bytes) -> tuple[int, str]:
    """Return the number of solutions of a JSON result, and a digest of them whatever their order.

    Numbers count by their value, and a plain literal is an xsd:string; (-1, "") where it is no JSON result.
    """
    try:
        found = json.loads(body)
        if "boolean" in found:
            return 1, str(found["boolean"])
        rows = sorted(_row(row) for row in found["results"]["bindings"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return -1, ""
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def _row(row: dict[str, dict[str, str]]) -> str:
    return " ".join(f"{name}={_term(row[name])}" for name in sorted(row))


def _term(term: dict[str, str]) -> str:
    kind, value = term.get("datatype", ""), term["value"]
    if kind.rpartition("#")[2] in {"integer", "decimal", "double", "int", "float"}:
        try:
            return f"{float(Decimal(value)):.9g}"
        except InvalidOperation:
            return value
    if kind.endswith("#boolean"):
        return {"1": "true", "0": "false"}.get(value, value)
    shown = "" if kind.endswith("#string") else kind
    return f"{term['type'].replace('typed-', '')}:{value}^{shown}@{term.get('xml:lang', '').lower()}"


def first(target: Target, query: str, patience: float) -> Result:
    """Ask a query once: its status, seconds, solutions and digest, or what went wrong."""
    connection = Connection(target, patience)
    answer = connection.ask(target.request(query), keep=True)
    connection.close()
    rows, digest = fingerprint(answer.body) if answer.status == 200 else (-1, "")
    broken = answer.broken or ("" if answer.status == 200 and rows >= 0 else f"status {answer.status}")
    if answer.status == 200 and rows < 0:
        broken = "200 with a broken body"
    return {"status": answer.status, "once": answer.seconds * 1000, "rows": rows, "digest": digest, "broken": broken}


def number(target: Target, query: str, patience: float) -> int:
    """Return the one number that a query asks for, -1 where no such answer comes."""
    connection = Connection(target, patience)
    answer = connection.ask(target.request(query), keep=True)
    connection.close()
    try:
        return int(next(iter(json.loads(answer.body)["results"]["bindings"][0].values()))["value"])
    except (ValueError, LookupError, TypeError, StopIteration):
        return -1


def latencies(targets: dict[str, Target], requests: Callable[[Target], Iterable[bytes]], effort: Effort,
              once: dict[str, float]) -> dict[str, Result]:  # fmt: skip
    """Measure a query on several servers by turns; ``once`` is about how many seconds each takes for it."""
    plans = {name: effort.plan(once[name]) for name in targets}
    connections = {name: Connection(target, effort.patience) for name, target in targets.items()}
    feeds = {name: iter(requests(target)) for name, target in targets.items()}
    found = {name: Rounds() for name in targets}
    broken: dict[str, str] = {}
    for number in range(effort.rounds):
        for name in targets:
            if number >= plans[name][0] or name in broken:
                continue
            answers = [connections[name].ask(next(feeds[name])) for _ in range(plans[name][1])]
            bad = [answer.broken or f"status {answer.status}" for answer in answers if answer.status != 200]
            if bad:
                broken[name] = bad[0]
            else:
                found[name].rounds.append([answer.seconds for answer in answers])
    for connection in connections.values():
        connection.close()
    return {name: {"broken": broken[name]} if name in broken else found[name].result() for name in targets}


def rate(target: Target, feeds: list[Iterable[bytes]], seconds: float) -> Result:
    """Ask over several connections at once; return requests a second, latencies in ms, and outcomes."""
    streams = [Stream(target, iter(feed)) for feed in feeds]
    passed = drive(streams, seconds)
    times = [value for stream in streams for value in stream.seconds]
    outcomes: dict[str, int] = {}
    for stream in streams:
        for outcome, count in stream.outcomes.items():
            outcomes[outcome] = outcomes.get(outcome, 0) + count
    result: Result = {"rate": outcomes.get("200", 0) / passed, "outcomes": dict(sorted(outcomes.items()))}
    if times:
        result |= {"p50": percentile(times, 0.5) * 1000, "p99": percentile(times, 0.99) * 1000}
    return result


def rates(targets: dict[str, Target], feeds: Callable[[Target], list[Iterable[bytes]]], seconds: float,
          rounds: int) -> dict[str, Result]:  # fmt: skip
    """Measure rates on several servers by turns; return the median, the spread, and the figures of each."""
    runs: dict[str, list[Result]] = {name: [] for name in targets}
    for _ in range(rounds):
        for name, target in targets.items():
            runs[name].append(rate(target, feeds(target), seconds))
    return {name: _middle(found) for name, found in runs.items()}


def _middle(runs: list[Result]) -> Result:
    speeds = [run["rate"] for run in runs]
    outcomes: dict[str, int] = {}
    for run in runs:
        for outcome, count in run["outcomes"].items():
            outcomes[outcome] = outcomes.get(outcome, 0) + count
    result: Result = {"rate": statistics.median(speeds), "low": min(speeds), "high": max(speeds), "outcomes": outcomes}
    for name in ("p50", "p99"):
        if known := [run[name] for run in runs if name in run]:
            result[name] = statistics.median(known)
    return result
