"""What the servers are asked: the questions of the catalogue, the loads beside this file, point lookups, runaways."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Final

from bench.generate import SEED
from tct.layout import Layout
from tct.namespaces import BASE
from tct.questions import Catalogue

HERE: Final = Path(__file__).resolve().parent
SUBJECTS: Final = 5000
"""Most distinct subjects that point lookups go through."""

RUNAWAYS: Final = 4
_RUNAWAY: Final = """\
SELECT (COUNT(*) AS ?n)
WHERE {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STR(?a) != "{number}" || ?c != ?f || ?f != ?i) }}
"""


COUNT: Final = f"""\
SELECT (COUNT(*) AS ?n)
WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{BASE}")) }}
"""
"""How many quads a server holds of the graph: each is asked before all else, so that none is quick for want of data."""


@dataclass(frozen=True)
class Query:
    """One query and what it is called."""

    name: str
    kind: str
    """``question`` or ``load``."""
    text: str


def questions(root: Path) -> list[Query]:
    """Return every question of the catalogue with its default parameters, by name."""
    return [Query(found.slug, "question", found.query()) for found in Catalogue(Layout.find(root).questions)]


def loads() -> list[Query]:
    """Return the loads of the directory ``loads``, by name."""
    return [Query(path.stem, "load", path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("loads/*.rq"))]


def subjects(nquads: Path, seed: int = SEED) -> list[str]:
    """Return a sample of the distinct subjects of sorted or grouped N-Quads, in the order of a seeded shuffle.

    Reads the file once and keeps a reservoir (algorithm R), so that any size will do.
    """
    chance, seen, last = random.Random(seed), 0, ""
    kept: list[str] = []
    with nquads.open(encoding="utf-8") as stream:
        for line in stream:
            subject = line.partition(" ")[0]
            if subject == last:
                continue
            last, seen = subject, seen + 1
            if len(kept) < SUBJECTS:
                kept.append(subject)
            elif (place := chance.randrange(seen)) < SUBJECTS:
                kept[place] = subject
    kept = sorted(set(kept))
    chance.shuffle(kept)
    return kept


def lookups(found: list[str], start: int = 0) -> Iterator[str]:
    """Give point lookups without end: everything said of one subject, each time of the next."""
    begin = start % len(found)
    for subject in cycle(found[begin:] + found[:begin]):
        yield f"SELECT ?p ?o WHERE {{ {subject} ?p ?o }}"


def runaways() -> list[str]:
    """Return cross products that no engine ends in time, each with a text of its own."""
    return [_RUNAWAY.format(number=number) for number in range(RUNAWAYS)]


def shown(query: str) -> str:
    """Return a query in one line, for a table."""
    return re.sub(r"\s+", " ", re.sub(r"^#.*$|^PREFIX .*$", "", query, flags=re.MULTILINE)).strip()
