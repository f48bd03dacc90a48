"""The chart of counts: where each bar lies on its axis, so that a template only writes it down."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tct.web.drawn import Picture, Row
from tct.web.measures import number
from tct.web.reader import Link


@dataclass(frozen=True)
class Bar:
    """One quantity: its bounds as parts of the axis (0 to 1), None where there is no bound on that side."""

    text: Link
    said: str
    lower: float | None
    upper: float | None

    @property
    def kind(self) -> str:
        """How it is drawn: exact, floor, ceiling, between, or none where no bound is known."""
        if self.lower is None and self.upper is None:
            return "none"
        if self.lower is None:
            return "ceiling"
        if self.upper is None:
            return "floor"
        return "exact" if self.lower == self.upper else "between"


@dataclass
class Axis:
    """The quantities of one unit and their axis: its ticks as (part of the axis, text)."""

    unit: str
    ticks: list[tuple[float, str]]
    bars: list[Bar] = field(default_factory=list)


def axes(picture: Picture, lang: str) -> list[Axis]:
    """Return the chart: an axis for each unit, in the order of the layers; rows without a unit have none."""
    found: dict[str, list[tuple[Row, Link, dict[str, Any]]]] = {}
    for shown in picture.layers:
        for row in shown.rows if shown.layer.layer == "bar" else []:
            for link in row.cells["quantity"]:
                part = picture.parts.get(link.iri, {})
                if "unit" in part:
                    found.setdefault(part["unit"]["text"], []).append((row, link, part))
    return [_axis(unit, entries, lang) for unit, entries in found.items()]


def _axis(unit: str, entries: list[tuple[Row, Link, dict[str, Any]]], lang: str) -> Axis:
    step, top = scale(value for _, _, part in entries for value in _bounds(part) if value is not None)
    count = round(top / step) if step else 0
    ticks = [(i / count, number(_plain(step * i), lang)) for i in range(count + 1)] if step else []
    axis = Axis(unit, ticks)
    for row, link, part in entries:
        lower, upper = (None if value is None or not top else value / top for value in _bounds(part))
        axis.bars.append(Bar(row.cells["item"][0], link.text, lower, upper))
    return axis


def _bounds(part: dict[str, Any]) -> tuple[float | None, float | None]:
    return part.get("lower"), part.get("upper")


def _plain(value: float) -> str:
    return format(Decimal(repr(round(value, 6))).normalize(), "f")


def scale(values: Iterable[float]) -> tuple[float, float]:
    """Return the step between two ticks and the end of an axis from 0 that leaves room beyond the largest value.

    >>> scale([11886]), scale([2000, 25]), scale([])
    ((5000, 15000), (1000, 3000), (0, 0))
    """
    largest = max(values, default=0)
    if largest <= 0:
        return 0, 0
    rough = largest * 1.15 / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    return step, step * math.ceil(largest * 1.1 / step)
