"""The sections of the pages of a class: one query each in ``queries/pages/<class>/*.rq``, so that data adds them.

A file starts with its header, TOML behind ``#+ ``: ``order``, ``title.en``, ``title.es``, and perhaps ``empty.en``,
``empty.es`` (shown where nothing is found; without them the section is left out) and ``tone``. In the query ``$this``
is the node of the page; ``?item`` are the nodes that the section lists, other variables are shown beside each.
A file in ``any/`` is for every class; one of the same name in the directory of a class replaces it there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import URIRef

from tct.errors import Location, SyntaxProblem

ANY = "any"


@dataclass(frozen=True)
class Section:
    """One section of the pages of a class."""

    name: str
    order: int
    title: Mapping[str, str]
    sparql: str
    empty: Mapping[str, str] = field(default_factory=dict)
    tone: str = ""

    def query(self, iri: str) -> str:
        """Return the query about one node."""
        term = URIRef(iri).n3()
        return re.sub(r"\$this\b", lambda _: term, self.sparql)


def read_sections(directory: Path) -> dict[str, dict[str, Section]]:
    """Return the sections of each class (its directory's name) by name; raises SyntaxProblem for a bad header."""
    found: dict[str, dict[str, Section]] = {}
    for path in sorted(directory.glob("*/*.rq")):
        section = read_section(path)
        found.setdefault(path.parent.name, {})[section.name] = section
    return found


def read_section(path: Path) -> Section:
    """Read one section; raises SyntaxProblem where its header is malformed or lacks a language."""
    lines = path.read_text(encoding="utf-8").splitlines()
    try:
        header = tomllib.loads("\n".join(line[3:] for line in lines if line.startswith("#+ ")))
        body = "\n".join(line for line in lines if not line.startswith("#+")).strip()
        section = Section(path.stem, sparql=body, **header)
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise SyntaxProblem(Location(str(path), 1), str(error).replace("Section.__init__() ", "the header ")) from error
    if any(set(texts) != {"en", "es"} for texts in (section.title, section.empty or section.title)):
        raise SyntaxProblem(Location(str(path), 1), "title and empty are each given in en and es")
    if "$this" not in body or "?item" not in body:
        raise SyntaxProblem(Location(str(path), 1), "a section asks about $this and lists ?item")
    return section


def sections_of(kinds: Iterable[str], known: Mapping[str, Mapping[str, Section]]) -> list[Section]:
    """Return the sections of a node of some classes, in their order."""
    chosen: dict[str, Section] = dict(known.get(ANY, {}))
    for kind in kinds:
        chosen |= known.get(kind, {})
    return sorted(chosen.values(), key=lambda section: (section.order, section.name))
