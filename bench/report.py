"""The results as Markdown: a summary with the bounds, and a table of every query."""

from __future__ import annotations

from typing import Any

from bench.bounds import PEER, US, bounds, cold_pairs, figure
from bench.loads import loads, shown
from bench.servers import ENGINES

LABELS = {name: engine.label for name, engine in ENGINES.items()}


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """Return a Markdown table as lines; the first column is text, the others are numbers."""
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join(["---", *["---:"] * (len(head) - 1)]) + "|"]
    return [*lines, *("| " + " | ".join(row) + " |" for row in rows), ""]


def written(results: dict[str, Any]) -> tuple[str, str]:
    """Return the summary and the table of every query."""
    machine, versions = results["machine"], results.get("versions", {})
    lines = ["# Bench", ""]
    lines.append(f"{machine['cpu']}, {machine['cores']} cores shared with the client, {machine['memory']} of memory, ")
    lines[-1] += f"Python {machine['python']}. {results.get('seconds', 0) / 60:.0f} minutes."
    lines += ["Versions: " + ", ".join(f"{LABELS[name]} {version}" for name, version in versions.items()) + ".", ""]
    if results["quick"]:
        lines += ["A quick run: few rounds, short deadlines. A look, not a figure.", ""]
    for scale, found in results["scales"].items():
        lines += _scale(scale, found)
    if "costs" in results:
        lines += ["## This project by itself", ""]
        rows = [[name, _spread(one), str(one["requests"])] for name, one in results["costs"].items()]
        lines += table(["", "median, ms (range)", "of"], rows)
    details = ["# Every query", "", "Cold p50 in ms, (lowest to highest round), p99; rates with 8 connections.", ""]
    for scale, found in results["scales"].items():
        details += _queries(scale, found)
    return "\n".join(lines), "\n".join(details)


def _scale(scale: str, found: dict[str, Any]) -> list[str]:
    lines = [f"## Graph × {scale}: {found['quads']:,} quads", ""]
    rows = [[one.what, one.measured, one.ratio, one.verdict] for one in bounds(found, scale)]
    lines += table(["figure to reach", "measured", "ratio to Oxigraph", "verdict"], rows)
    lines += _servers(found)
    if found.get("queries"):
        lines += _loads(found) + _questions(found)
    if found.get("hostile"):
        lines += _hostile(found)
    return lines


def _spread(found: dict[str, Any] | None, scale: float = 1.0, digits: int = 2) -> str:
    if found is None:
        return ""
    if "broken" in found:
        return str(found["broken"])
    low, middle, high = (found[name] / scale for name in ("low", "p50", "high"))
    return f"{middle:,.{digits}f} ({low:,.{digits}f} to {high:,.{digits}f})"


def _servers(found: dict[str, Any]) -> list[str]:
    rows = []
    for name, one in found["servers"].items():
        state = one.get("broken") or found.get("gone", {}).get(name, "")
        if "quads" in one and one["quads"] != found["quads"]:
            state = f"**holds {one['quads']:,} of {found['quads']:,} quads** {state}"
        start = _spread(one.get("start"), 1000)
        memory = [f"{one[key] / 1e6:,.0f}" if key in one else "" for key in ("idle_peak", "peak", "share")]
        rows.append([LABELS[name], f"{one['load'] / 1000:,.2f}", start, *memory, state])
    for name, why in found.get("absent", {}).items():
        rows.append([LABELS[name], "", "", "", "", "", why])
    head = ["server", "load, s", "start to first answer, s", "peak idle, MB", "peak asked, MB", "shares (PSS), MB", ""]
    return table(head, rows)


def _cell(one: dict[str, Any] | None) -> str:
    if one is None:
        return "not asked"
    if one.get("broken"):
        return str(one["broken"])
    cold = one.get("cold", {})
    return str(cold["broken"]) if "broken" in cold else f"{cold.get('p50', 0):,.2f}"


def _loads(found: dict[str, Any]) -> list[str]:
    names = list(found["servers"])
    rows, rates = [], []
    if points := found.get("points"):
        rows.append(["point lookup", *(_spread(points.get(name, {}).get("latency")) for name in names)])
        rates.append(["point lookup, cold", *(_speed(points.get(name, {}).get("rate")) for name in names)])
        again = [_speed(points.get(name, {}).get("repeated")) if name == US else "" for name in names]
        rates.append(["point lookup, as it comes", *again])
    for load in loads():
        one = found["queries"].get(load.name)
        if one is None or one["kind"] != "load":
            continue
        rows.append([load.name, *(_cell(one["servers"].get(name)) for name in names)])
        rates.append([load.name, *(_speed(one["servers"].get(name, {}).get("rate")) for name in names)])
    if not rows:
        return []
    head = [LABELS[name] for name in names]
    return [
        *table(["cold p50, ms", *head], rows),
        *table(["requests/s, 8 connections (p99, ms)", *head], rates),
    ]


def _speed(rate: dict[str, Any] | None) -> str:
    if not rate:
        return ""
    bad = {name: count for name, count in rate["outcomes"].items() if name not in {"200", "pending"}}
    return f"{rate['rate']:,.0f} ({rate.get('p99', 0):,.1f})" + (f" {bad}" if bad else "")


def _questions(found: dict[str, Any]) -> list[str]:
    """Sum the catalogue up: a line for each server, then the questions furthest above the peer."""
    questions = {name: one for name, one in found["queries"].items() if one["kind"] == "question"}
    if not questions:
        return []
    rows = []
    for name in found["servers"]:
        asked = [one["servers"][name] for one in questions.values() if name in one["servers"]]
        times = sorted(one["cold"]["p50"] for one in asked if "p50" in one.get("cold", {}))
        same = sum(_same(one, name) for one in questions.values())
        failed = sum(bool(one["broken"]) for one in asked)
        firsts = sorted(one["once"] for one in asked if not one["broken"])
        middles = [f"{values[len(values) // 2]:,.2f}" if values else "" for values in (firsts, times)]
        most = f"{times[-1]:,.2f}" if times else ""
        rows.append([LABELS[name], str(len(asked)), str(failed), str(same), *middles, most])
    head = [f"{len(questions)} questions", "asked", "failed", "same answer as Oxigraph", "asked for the first time, ms"]
    lines = table([*head, "cold: median p50, ms", "most"], rows)
    worst = sorted(cold_pairs(questions).items(), key=lambda pair: pair[1][1] / pair[1][0])[:5]
    rows = [[name, f"{ours:,.2f}", f"{theirs:,.2f}", f"{ours / theirs:.2f}"] for name, (ours, theirs) in worst]
    return lines + (table(["furthest above Oxigraph, cold", "this server, ms", "Oxigraph, ms", "ratio"], rows))


def _same(one: dict[str, Any], name: str) -> bool:
    answer, peer = one["servers"].get(name), one["servers"].get(PEER)
    return bool(answer and peer and not answer["broken"] and answer["digest"] == peer["digest"])


def _hostile(found: dict[str, Any]) -> list[str]:
    rows = []
    for name, one in found["hostile"].items():
        if "broken" in one:
            rows.append([LABELS[name], one["broken"], *[""] * 6])
            continue
        ends = ", ".join(f"{end['outcome']} {end['seconds']:.2f} s" if end["seconds"] else end["outcome"]
                         for end in one["runaways"])  # fmt: skip
        bad = {key: count for key, count in one["outcomes"].items() if key not in {"200", "pending"}}
        numbers = [
            f"{one[key]:,.1f}" if one[key] is not None else "none" for key in ("alone_p99", "p50", "p99", "worst")
        ]
        rows.append([LABELS[name], f"{one['rate']:,.0f}" + (f" {bad}" if bad else ""), *numbers, ends, one["after"]])
    head = ["hostile mix", "lookups/s", "p99 alone, ms", "p50", "p99", "worst", "the four runaways", "asked after"]
    limit = next(iter(found["hostile"].values())).get("deadline", 0)
    return [f"Deadline {limit:g} s; still pending at half as long again.", "", *table(head, rows)]


def _queries(scale: str, found: dict[str, Any]) -> list[str]:
    if not found.get("queries"):
        return []
    names, rows = list(found["servers"]), []
    for slug, one in found["queries"].items():
        cells = []
        for name in names:
            cold = figure(one, name, "cold")
            cell = f"{_spread(cold)} {cold['p99']:,.2f}" if cold else _cell(one["servers"].get(name))
            cells.append(cell + ("" if _same(one, name) or not cold or PEER not in one["servers"] else " *"))
        again = figure(one, US, "repeated")
        pair = [figure(one, name, "rate") for name in (US, PEER)]
        counts = str(one["servers"].get(PEER, one["servers"].get(US, {})).get("rows", ""))
        rows.append([slug, counts, *cells, _spread(again), " / ".join(f"{one['rate']:,.0f}" for one in pair if one)])
    head = ["query", "rows", *(LABELS[name] for name in names), "repeated, this server", "requests/s, this / Oxigraph"]
    texts = [f"- {load.name}: `{shown(load.text)}`" for load in loads() if load.name in found["queries"]]
    note = "A star: another answer than Oxigraph's (Virtuoso's union of graphs holds graphs of its own)."
    return [f"## Graph × {scale}", "", *table(head, rows), note, "", *texts, ""]
