"""EDTF literals (Library of Congress, levels 0 to 2) to the outermost dates that they allow.

The only module that imports ``edtf``. That library invents ten years for an unknown end (``2017-01-20/``) and
raises TypeError for an open one (``2017-01-20/..``), so an interval is taken apart here: an end that is
unknown or open has no bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from edtf import EDTFParseException, parse_edtf


@dataclass(frozen=True)
class Bounds:
    """The first and the last day that a literal allows, both inclusive; None where nothing is known."""

    first: date | None
    last: date | None

    @property
    def days(self) -> int | None:
        """Return the number of whole days from first to last, both counted, if both are known."""
        return (self.last - self.first).days + 1 if self.first and self.last else None


def bounds(literal: str) -> Bounds:
    """Return the outer bounds of an EDTF literal.

    Raises ValueError where the literal is no EDTF, ends before it starts, or leaves the years 1 to 9999.

    >>> bounds("2025?-02")
    Bounds(first=datetime.date(2025, 2, 1), last=datetime.date(2025, 2, 28))
    >>> bounds("[2017-01-20..2021-01-20]").days
    1462
    >>> bounds("2017-01-20/")
    Bounds(first=datetime.date(2017, 1, 20), last=None)
    """
    start, end = _ends(literal)
    first, last = _edge(start, "lower_strict"), _edge(end, "upper_strict")
    if first is None and last is None:
        raise ValueError(f"{literal!r} gives no date at all; leave the period out")
    if first and last and first > last:
        raise ValueError(f"{literal!r} ends before it starts")
    return Bounds(first, last)


def _ends(literal: str) -> tuple[str, str]:
    """Split a literal into the expressions that give its first and its last day ('' where unknown)."""
    if "/" in literal:
        start, _, end = literal.partition("/")
        return start.removesuffix(".."), end.removeprefix("..")
    if literal[:1] in "[{" and literal[-1:] in "]}" and len(literal) > 2:
        inner = literal[1:-1]
        if inner.startswith(".."):
            return "", inner[2:]
        if inner.endswith(".."):
            return inner[:-2], ""
    return literal, literal


def _edge(expression: str, edge: str) -> date | None:
    if not expression:
        return None
    try:
        parsed: Any = parse_edtf(expression)
        year, month, day = getattr(parsed, edge)()[:3]
        return date(year, month, day)
    except (EDTFParseException, TypeError, AttributeError, OverflowError, ValueError) as error:
        raise ValueError(f"{expression!r} is not an EDTF date in the years 1 to 9999") from error
