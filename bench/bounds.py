"""The figures to reach, each beside what was measured: reached, or not, with the ratio to the Oxigraph server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

US, PEER = "tct", "oxigraph"


@dataclass(frozen=True)
class Bound:
    """One bound: what it asks, what was measured, the ratio to the peer where one is meant, and the verdict."""

    what: str
    measured: str
    ratio: str
    reached: bool | None
    """None where nothing was measured."""

    @property
    def verdict(self) -> str:
        """The verdict in words."""
        return {True: "reached", False: "**not reached**", None: "not measured"}[self.reached]


def figure(query: dict[str, Any], server: str, kind: str) -> dict[str, float] | None:
    """Return the figures of a query on a server, None where there are none."""
    found: dict[str, float] | None = query["servers"].get(server, {}).get(kind)
    return None if found is None or "broken" in found else found


def near(ours: float, theirs: float) -> bool:
    """Whether a cold median is within its bound: 1.3 times the peer's, or 0.5 ms more where that is under 2 ms.

    >>> near(1.2, 0.8), near(2.0, 0.8), near(13.0, 10.0), near(14.0, 10.0)
    (True, False, True, False)
    """
    return ours <= 1.3 * theirs or (theirs < 2 and ours <= theirs + 0.5)


def bounds(found: dict[str, Any], scale: str) -> list[Bound]:
    """Return the bounds on one scale; those on start and memory are for the real graph only."""
    questions = {name: one for name, one in found.get("queries", {}).items() if one["kind"] == "question"}
    result = [_cold(questions), _repeated(questions), _rates(questions), _points(found), *_hostile(found)]
    return [*result, *_process(found)] if scale == "1" else result


def cold_pairs(questions: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Return the cold medians of this server and the peer, in ms, for each question that both answered."""
    pairs = {}
    for name, one in questions.items():
        ours, theirs = figure(one, US, "cold"), figure(one, PEER, "cold")
        if ours and theirs:
            pairs[name] = (ours["p50"], theirs["p50"])
    return pairs


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _cold(questions: dict[str, Any]) -> Bound:
    what = "each question, cold: p50 at most 1.3 × Oxigraph's, or within 0.5 ms of it where that is under 2 ms"
    pairs = cold_pairs(questions)
    if not pairs:
        return Bound(what, "", "", None)
    good = sum(near(*pair) for pair in pairs.values())
    ratios = [ours / theirs for ours, theirs in pairs.values()]
    more = [ours - theirs for ours, theirs in pairs.values()]
    measured = f"{good} of {len(pairs)} questions; at most {max(more):+.2f} ms, median {_middle(more):+.2f} ms"
    return Bound(what, measured, f"median {_middle(ratios):.2f}, worst {max(ratios):.2f}", good == len(pairs))


def _repeated(questions: dict[str, Any]) -> Bound:
    what = "each question, repeated: p50 under 1 ms"
    times = [found["p50"] for one in questions.values() if (found := figure(one, US, "repeated"))]
    if not times:
        return Bound(what, "", "", None)
    good = sum(value < 1 for value in times)
    measured = f"{good} of {len(times)} questions; median {_middle(times):.2f} ms, worst {max(times):.2f} ms"
    return Bound(what, measured, "", good == len(times))


def _rates(questions: dict[str, Any]) -> Bound:
    what = "repeated, questions over 10 ms on Oxigraph: at least 10 × its rate"
    ratios = []
    for one in questions.values():
        ours, theirs = figure(one, US, "rate"), figure(one, PEER, "rate")
        if ours and theirs and (figure(one, PEER, "cold") or {"p50": 0})["p50"] > 10:
            ratios.append(ours["rate"] / max(theirs["rate"], 1e-3))
    if not ratios:
        return Bound(what, "no question took so long", "", None)
    good = sum(ratio >= 10 for ratio in ratios)
    shown = f"median {_middle(ratios):.0f}, least {min(ratios):.1f}"
    return Bound(what, f"{good} of {len(ratios)} questions", shown, good == len(ratios))


def _points(found: dict[str, Any]) -> Bound:
    what = "point lookups, 8 connections, cold: at least 2,500 requests/s"
    points = found.get("points", {})
    if US not in points:
        return Bound(what, "", "", None)
    ours = points[US]["rate"]
    ratio = f"{ours['rate'] / points[PEER]['rate']['rate']:.2f}" if PEER in points else ""
    measured = f"{ours['rate']:,.0f}/s ({ours['low']:,.0f} to {ours['high']:,.0f})"
    clean = set(ours["outcomes"]) <= {"200", "pending"}
    return Bound(what, measured if clean else f"{measured}, {ours['outcomes']}", ratio, clean and ours["rate"] >= 2500)


def _hostile(found: dict[str, Any]) -> list[Bound]:
    lookups = "point lookups while four runaways run: p99 under 50 ms"
    runaways = "every runaway answered at its deadline, within 10 %"
    mixes = found.get("hostile", {})
    ours = mixes.get(US, {"broken": ""})
    if "broken" in ours:
        return [Bound(lookups, ours["broken"], "", None), Bound(runaways, ours["broken"], "", None)]
    peer = mixes.get(PEER, {})
    ratio = f"{ours['p99'] / peer['p99']:.2f}" if ours["p99"] and peer.get("p99") else ""
    ends = [one["seconds"] for one in ours["runaways"]]
    shown = ", ".join(f"{one['outcome']} at {one['seconds'] or 0:.2f} s" for one in ours["runaways"])
    timely = all(end is not None and abs(end - ours["deadline"]) <= ours["deadline"] / 10 for end in ends)
    honest = all(one["outcome"] in {"503", "504"} for one in ours["runaways"])
    clean = set(ours["outcomes"]) <= {"200", "pending"}
    p99 = "no lookup was answered" if ours["p99"] is None else f"{ours['p99']:.1f} ms at {ours['rate']:,.0f}/s"
    good = clean and ours["p99"] is not None and ours["p99"] < 50
    p99 = p99 if clean else f"{p99}, {ours['outcomes']}"
    return [Bound(lookups, p99, ratio, good), Bound(runaways, shown, "", timely and honest)]


def _process(found: dict[str, Any]) -> list[Bound]:
    ours, peer = found["servers"].get(US, {}), found["servers"].get(PEER, {})
    result = []
    if "start" in ours:
        start = ours["start"]
        ratio = f"{start['p50'] / peer['start']['p50']:.1f}" if "start" in peer else ""
        shown = f"{start['p50'] / 1000:.2f} s ({start['low'] / 1000:.2f} to {start['high'] / 1000:.2f})"
        result.append(Bound("start to first answer under 1.5 s", shown, ratio, start["p50"] < 1500))
    peaks = [ours[name] for name in ("peak", "pages_peak") if name in ours]
    if peaks:
        ratio = f"{max(peaks) / peer['peak']:.1f}" if "peak" in peer else ""
        what = "under 400 MB, two workers and a spare (sum of each process's peak)"
        result.append(Bound(what, f"{max(peaks) / 1e6:.0f} MB", ratio, max(peaks) < 400e6))
    return result
