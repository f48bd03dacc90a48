"""Drawings of boxes and arrows as SVG, laid out in layers from left to right; no script, no style of its own.

Where boxes go is the work of fast-sugiyama (a layered layout, MIT). What they look like is the style sheet's:
``.box``, ``.wire``, ``.arrow``; so a drawing follows the light and the dark, and print.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from fast_sugiyama import from_edges
from markupsafe import Markup

_LETTER: Final = 7.8
_HEIGHT: Final = 30
_ROW: Final = 46
_GAP: Final = 58
_EDGE: Final = 12
_WIDE: Final = 760
"""Pixels above which a drawing may shrink to the page, as far as it stays legible."""


@dataclass(frozen=True)
class Box:
    """A box: what stands in it, where it leads ('' for nowhere), and a class of the style sheet."""

    text: str
    href: str = ""
    style: str = ""

    @property
    def width(self) -> float:
        """Its width, by the number of its letters."""
        return len(self.text) * _LETTER + 24


@dataclass(frozen=True)
class Wire:
    """An arrow from one box to another, by name, and what it says when it is pointed at."""

    start: str
    end: str
    text: str = ""


def draw(boxes: Mapping[str, Box], wires: Sequence[Wire], title: str) -> Markup:
    """Return a drawing; wires to a box that is not there, or back to where they begin, are left out."""
    shown = [wire for wire in wires if wire.start in boxes and wire.end in boxes and wire.start != wire.end]
    places, paths = _layout(boxes, shown)
    width = max((x + boxes[name].width for name, (x, _) in places.items()), default=0) + _EDGE
    height = max((y for _, y in places.values()), default=0) + _HEIGHT / 2 + _EDGE
    height = max([height, *(y + _EDGE for path in paths for _, y in path)])
    parts = [_wire(wire, path) for wire, path in zip(shown, paths, strict=True)]
    parts += [_box(boxes[name], *places[name]) for name in boxes]
    size = (round(width), round(height))
    head = Markup(
        '<svg class="diagram{}" xmlns="http://www.w3.org/2000/svg" role="group" aria-label="{}" '
        'width="{}" height="{}" viewBox="0 0 {} {}">'
    ).format(" wide" if width > _WIDE else "", title, *size, *size)
    return head + _ARROW + Markup("").join(parts) + Markup("</svg>")


_ARROW: Final = Markup(
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path class="arrow" d="M0 0 8 4 0 8z"/></marker></defs>'
)


def _layout(
    boxes: Mapping[str, Box], wires: Sequence[Wire]
) -> tuple[dict[str, tuple[float, float]], list[list[tuple[float, float]]]]:
    """Return the left middle of each box, and the points of each wire from box to box."""
    names = list(boxes)
    number = {name: place for place, name in enumerate(names)}
    pairs = sorted({(number[wire.start], number[wire.end]) for wire in wires})
    raw, links = _layers(pairs)
    for name in names:  # what nothing is wired to stands below all else
        raw.setdefault(number[name], (1 + max((down for down, _ in raw.values()), default=0), 0.0))
    lefts = _lefts({across for _, across in raw.values()}, raw, [boxes[name] for name in names])
    points = {node: (lefts[across], _EDGE + _HEIGHT / 2 + down) for node, (down, across) in raw.items()}
    places = {name: points[number[name]] for name in names}
    paths = []
    for wire in wires:
        bends = [points[node] for node in _route(number[wire.start], number[wire.end], links, len(names))]
        paths.append(_path(boxes, places, wire, bends))
    return places, paths


def _layers(pairs: Sequence[tuple[int, int]]) -> tuple[dict[int, tuple[float, float]], list[tuple[int, int]]]:
    """Return each node's place down and its layer across, bends of long wires included, and the parts of wires."""
    raw: dict[int, tuple[float, float]] = {}
    links: list[tuple[int, int]] = []
    top = 0.0
    for positions, _, _, edges in from_edges(pairs, dummy_vertices=True, vertex_spacing=_ROW) if pairs else ():
        least = min(x for _, (x, _) in positions)
        for node, (x, y) in positions:
            raw[int(node)] = (top + x - least, -round(float(y) / _ROW))
        links += [(int(start), int(end)) for start, end in edges or ()]
        top += max(x for _, (x, _) in positions) - least + _ROW
    return raw, links


def _lefts(layers: set[float], raw: Mapping[int, tuple[float, float]], boxes: Sequence[Box]) -> dict[float, float]:
    """Return where each layer begins: after the widest box of the one before, and a gap."""
    lefts, left = {}, float(_EDGE)
    for layer in sorted(layers):
        lefts[layer] = left
        widths = [boxes[node].width for node, (_, across) in raw.items() if across == layer and node < len(boxes)]
        left += max(widths, default=0) + _GAP
    return lefts


def _route(start: int, end: int, links: Sequence[tuple[int, int]], real: int) -> list[int]:
    """Return the bends of the wire between two nodes, in its direction; [] where it goes straight."""
    if (start, end) in links or (end, start) in links:
        return []
    for first, last, turned in ((start, end, False), (end, start, True)):
        for found in _chains(first, last, links, real):
            return found[::-1] if turned else found
    return []


def _chains(first: int, last: int, links: Sequence[tuple[int, int]], real: int) -> list[list[int]]:
    """Return the chains of bends that lead from one node to another."""
    found = []
    for begin, step in links:
        if begin != first or step < real:
            continue
        chain = [step]
        while chain[-1] >= real:
            chain.append(next(end for start, end in links if start == chain[-1]))
        if chain[-1] == last:
            found.append(chain[:-1])
    return found


def _path(
    boxes: Mapping[str, Box],
    places: Mapping[str, tuple[float, float]],
    wire: Wire,
    bends: Sequence[tuple[float, float]],
) -> list[tuple[float, float]]:
    """Return the points of a wire: out of the side of one box that looks at the other, and in at its side."""
    (x1, y1), (x2, y2) = places[wire.start], places[wire.end]
    forward = x1 <= x2
    start = (x1 + boxes[wire.start].width if forward else x1, y1)
    end = (x2 if forward else x2 + boxes[wire.end].width, y2)
    return [start, *bends, end]


def _wire(wire: Wire, path: Sequence[tuple[float, float]]) -> Markup:
    drawn = f"M{path[0][0]:.0f} {path[0][1]:.0f}"
    for (x1, y1), (x2, y2) in pairwise(path):
        middle = (x1 + x2) / 2
        drawn += f"C{middle:.0f} {y1:.0f} {middle:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    title = Markup("<title>{}</title>").format(wire.text) if wire.text else Markup("")
    return Markup('<path class="wire" marker-end="url(#arrow)" d="{}">{}</path>').format(drawn, title)


def _box(box: Box, x: float, y: float) -> Markup:
    drawn = Markup(
        '<rect x="{:.0f}" y="{:.0f}" width="{:.0f}" height="{}" rx="5"/>'
        '<text x="{:.0f}" y="{:.0f}" text-anchor="middle">{}</text>'
    ).format(x, y - _HEIGHT / 2, box.width, _HEIGHT, x + box.width / 2, y + 5, box.text)
    style = f"box {box.style}".strip()
    if box.href:
        return Markup('<a class="{}" href="{}">{}</a>').format(style, box.href, drawn)
    return Markup('<g class="{}">{}</g>').format(style, drawn)
