"""The plot of a run. Run by the peers' Python, which has matplotlib: ``python -m bench.plot DIRECTORY``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl  # type: ignore[import-not-found]  # it is in the peers' environment

mpl.use("Agg")
import matplotlib.pyplot as plt  # type: ignore[import-not-found]

COLOURS = {
    "tct": "#0b6e4f",
    "oxigraph": "#e07a1f",
    "rdflib-memory": "#8d99ae",
    "rdflib-oxigraph": "#5c6784",
    "virtuoso": "#7b2d8b",
}


def latencies(axes: Any, found: dict[str, Any]) -> None:
    """Draw the cold median of each load on each server."""
    names = list(found["servers"])
    loads = [name for name, one in found.get("queries", {}).items() if one["kind"] == "load"]
    rows: dict[str, dict[str, float]] = {
        load: {name: found["queries"][load]["servers"].get(name, {}).get("cold", {}).get("p50", 0) for name in names}
        for load in loads
    }
    if points := found.get("points"):
        rows = {"point": {name: points.get(name, {}).get("latency", {}).get("p50", 0) for name in names}, **rows}
    width = 0.8 / max(1, len(names))
    for place, name in enumerate(names):
        values = [row[name] or float("nan") for row in rows.values()]
        axes.bar([n + place * width for n in range(len(rows))], values, width, label=name, color=COLOURS[name])
    axes.set_xticks([n + 0.4 - width / 2 for n in range(len(rows))], list(rows), rotation=40, ha="right", fontsize=8)
    axes.set_yscale("log")
    axes.set_ylabel("cold p50, ms")
    axes.legend(fontsize=7)


def questions(axes: Any, found: dict[str, Any]) -> None:
    """Draw, for each server, the cold medians of all questions from the quickest to the slowest."""
    every = [one for one in found.get("queries", {}).values() if one["kind"] == "question"]
    for name in found["servers"]:
        times = sorted(
            one["servers"][name]["cold"]["p50"]
            for one in every
            if "p50" in one["servers"].get(name, {}).get("cold", {})
        )
        if times:
            axes.plot(range(1, len(times) + 1), times, label=name, color=COLOURS[name])
    again = sorted(
        one["servers"]["tct"]["repeated"]["p50"]
        for one in every
        if "p50" in one["servers"].get("tct", {}).get("repeated", {})
    )
    if again:
        axes.plot(range(1, len(again) + 1), again, label="tct, repeated", color=COLOURS["tct"], linestyle=":")
    axes.set_yscale("log")
    axes.set_xlabel("questions answered")
    axes.set_ylabel("each within, ms")
    axes.legend(fontsize=7)


def hostile(axes: Any, found: dict[str, Any]) -> None:
    """Draw the p99 of point lookups alone and beside four runaways."""
    mixes = {name: one for name, one in found.get("hostile", {}).items() if "broken" not in one}
    for place, (name, one) in enumerate(mixes.items()):
        axes.bar(place - 0.2, one["alone_p99"] or 0, 0.4, color=COLOURS[name], alpha=0.4)
        if one["p99"]:
            axes.bar(place + 0.2, one["p99"], 0.4, color=COLOURS[name])
        else:
            axes.text(place + 0.2, 1, "no answer", rotation=90, ha="center", va="bottom", fontsize=8)
    axes.set_xticks(range(len(mixes)), list(mixes), rotation=40, ha="right", fontsize=8)
    axes.axhline(50, color="black", linewidth=0.8, linestyle="--")
    axes.set_yscale("log")
    axes.set_ylabel("p99 of point lookups, ms: alone (pale), beside four runaways")


def main() -> None:
    """Draw one row of panels for each scale."""
    directory = Path(sys.argv[1])
    results = json.loads((directory / "results.json").read_text(encoding="utf-8"))
    scales = results["scales"]
    figure, grid = plt.subplots(len(scales), 3, figsize=(15, 4.6 * len(scales)), squeeze=False)
    for row, (scale, found) in zip(grid, scales.items(), strict=True):
        latencies(row[0], found)
        questions(row[1], found)
        hostile(row[2], found)
        row[1].set_title(f"graph × {scale}: {found['quads']:,} quads")
    figure.tight_layout()
    figure.savefig(directory / "plot.svg", metadata={"Date": None})
    figure.savefig(directory / "plot.png", dpi=110)


if __name__ == "__main__":
    main()
