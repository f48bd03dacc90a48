"""A larger graph of the same shape: the entities of a real build, copied under other names, a seed fixing all else.

What a corpus shares stays one: vocabulary, schemes, rules, countries, places. What each document brings is copied:
documents and passages, facts, claims, events, quantities, agents, people. Numbers of quantities are moved by up to a
half. Copies lie in up to `FAMILIES` named graphs of each kind, as a corpus has one for each source document. The first
copy is the real graph itself, so that every question still has its real answer inside the larger one.

Memory: one copy of the graph as text, whatever the scale. The same seed and scale give the same bytes.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tct.namespaces import BASE

SEED: Final = 20261124
FAMILIES: Final = 50
"""Most named graphs of a kind that copies are spread over."""

SHARED: Final = frozenset({"", "ns", "scheme", "rule", "shape", "country", "place"})
"""First path segments of the IRIs that all copies have in common."""

MARK: Final = (
    f"<{BASE}> <http://www.w3.org/2000/01/rdf-schema#comment> "
    '"SYNTHETIC: a real graph copied {copies} times under other names, to measure speed; it states no facts."@en '
    f"<{BASE}graph/synthetic> .\n"
)

_IRI = re.compile(rf"<{re.escape(BASE)}(?P<kind>[^/#>]*)(?P<slug>/[^#>]*)?(?P<fragment>#[^>]*)?>")
_NUMBER = re.compile(
    rf'^<{re.escape(BASE)}quantity/[^>]*> <{re.escape(BASE)}ns#(?:number|lower|upper)> "(?P<number>\d+)"', re.MULTILINE
)
_SUFFIX, _FAMILY = "\x01", "\x02"
_SLOT = re.compile("\x03(\\d+):(\\d+)\x03")


@dataclass(frozen=True)
class Template:
    """A graph as text with slots: what every copy repeats, and what only the first of each named graph repeats."""

    first: str
    repeated: str
    by_family: str

    @property
    def quads(self) -> int:
        """The number of quads that a copy adds."""
        return self.repeated.count("\n")

    def copies(self, scale: int) -> int:
        """Return how many copies make the graph ``scale`` times as large, the first one included."""
        whole = self.first.count("\n")
        return 1 + math.ceil(whole * (scale - 1) / self.quads)

    def copy(self, number: int, seed: int) -> str:
        """Return copy ``number`` (1, 2, …) as N-Quads."""
        chance = random.Random(f"{seed}/{number}")
        factors: dict[str, float] = {}
        family = (number - 1) % FAMILIES + 1
        text = self.repeated if number > FAMILIES else self.repeated + self.by_family

        def jitter(found: re.Match[str]) -> str:
            factor = factors.setdefault(found[1], chance.uniform(0.5, 1.5))
            return str(max(1, round(int(found[2]) * factor)))

        return _SLOT.sub(jitter, text).replace(_SUFFIX, f"-s{number}").replace(_FAMILY, f"-f{family}")


def template(nquads: str) -> Template:
    """Read canonical N-Quads (no blank nodes, one quad a line) into a template."""
    repeated, by_family = [], []
    subjects: dict[str, int] = {}
    for line in nquads.splitlines(keepends=True):
        slotted = _IRI.sub(_slots, _numbered(line, subjects))
        if _SUFFIX in slotted:
            repeated.append(slotted)
        elif _FAMILY in slotted.rpartition(" <")[0]:  # says something of a graph, not only in it
            by_family.append(slotted)
    return Template(nquads, "".join(repeated), "".join(by_family))


def _numbered(line: str, subjects: dict[str, int]) -> str:
    """Return a line with the number of a quantity, if it has one, as a slot that knows its subject."""
    found = _NUMBER.match(line)
    if not found or found["number"] == "0":
        return line
    subject = subjects.setdefault(line.partition(" ")[0], len(subjects))
    return f"{line[: found.start('number')]}\x03{subject}:{found['number']}\x03{line[found.end('number') :]}"


def _slots(found: re.Match[str]) -> str:
    """Return an IRI with a slot for the copy, or for the named graph, where copies differ."""
    kind, slug, fragment = found["kind"], found["slug"] or "", found["fragment"] or ""
    if kind in SHARED or not slug:
        return found[0]
    slot = _FAMILY if kind == "graph" else _SUFFIX
    return f"<{BASE}{kind}{slug}{slot}{fragment}>"


def pieces(nquads: str, scale: int, seed: int = SEED) -> Iterator[str]:
    """Give the graph ``scale`` times as large, piece by piece; the graph as it is where ``scale`` is 1."""
    yield nquads
    if scale > 1:
        shape = template(nquads)
        copies = shape.copies(scale)
        yield MARK.format(copies=copies)
        for number in range(1, copies):
            yield shape.copy(number, seed)


def generate(source: Path, target: Path, scale: int, seed: int = SEED) -> int:
    """Write the larger graph of the canonical N-Quads in ``source``; return its number of quads."""
    quads = 0
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        for piece in pieces(source.read_text(encoding="utf-8"), scale, seed):
            stream.write(piece)
            quads += piece.count("\n")
    return quads
