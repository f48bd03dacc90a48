"""The hostile mix: point lookups over eight connections while four cross products run."""

from __future__ import annotations

from collections.abc import Iterator

from bench.loads import lookups, runaways
from bench.measure import CONNECTIONS, Result, fingerprint, percentile
from bench.wire import Connection, Stream, Target, drive


def _lookups(target: Target, subjects: list[str], number: int) -> Iterator[bytes]:
    for query in lookups(subjects, number * 97):
        yield target.request(query)


def mix(target: Target, subjects: list[str], deadline: float) -> Result:
    """Run the mix until every runaway has its answer, or half as long again as their deadline; milliseconds.

    Then ask once more, as a client does who comes after: ``after`` is how long that took, or why it failed.
    """
    quiet = [Stream(target, _lookups(target, subjects, number)) for number in range(CONNECTIONS)]
    drive(quiet, 2.0)
    wild = [Stream(target, iter([target.request(query)]), keep=True) for query in runaways()]
    tame = [Stream(target, _lookups(target, subjects, number)) for number in range(CONNECTIONS)]
    passed = drive([*wild, *tame], deadline * 1.5 + 1, wild)
    connection = Connection(target, 5.0)
    after = connection.ask(target.request("ASK { ?s ?p ?o }"))
    connection.close()
    times = [seconds for stream in tame for seconds in stream.seconds]
    alone = [seconds for stream in quiet for seconds in stream.seconds]
    return {
        "deadline": deadline,
        "seconds": passed,
        "lookups": len(times),
        "rate": len(times) / passed,
        "p50": percentile(times, 0.5) * 1000 if times else None,
        "p99": percentile(times, 0.99) * 1000 if times else None,
        "worst": max(times) * 1000 if times else None,
        "alone_p99": percentile(alone, 0.99) * 1000 if alone else None,
        "outcomes": _sum(tame),
        "runaways": [_runaway(stream) for stream in wild],
        "after": after.broken or f"{after.seconds * 1000:.1f} ms",
    }


def _runaway(stream: Stream) -> Result:
    """Say how a runaway ended: its status, after how many seconds, and whether a 200 was a lie."""
    outcome = next(iter(stream.outcomes), "pending")
    if outcome == "200" and fingerprint(stream.body)[0] < 0:
        outcome = "200, broken body"
    return {"outcome": outcome, "seconds": stream.seconds[0] if stream.seconds else None}


def _sum(streams: list[Stream]) -> dict[str, int]:
    total: dict[str, int] = {}
    for stream in streams:
        for outcome, count in stream.outcomes.items():
            total[outcome] = total.get(outcome, 0) + count
    return total
