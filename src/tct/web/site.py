"""What the pages read from the tree beside the graph: sections, withdrawn nodes, source texts, the JSON-LD context."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from tct import text
from tct.errors import SourceError
from tct.layout import Layout
from tct.namespaces import expand
from tct.sources import read_toml, read_versions
from tct.web.sections import Section, read_sections


@dataclass(frozen=True)
class Withdrawn:
    """A node that was published and then withdrawn: its IRI, the day, the reason, what to read instead ('' or IRI)."""

    node: str
    date: date
    reason: Mapping[str, str]
    replaced: str = ""


@dataclass(frozen=True)
class Site:
    """What the pages read from the tree beside the graph, read once at start-up."""

    layout: Layout
    sources: Path | None
    sections: Mapping[str, Mapping[str, Section]]
    withdrawn: Mapping[str, Withdrawn]
    stamp: str
    texts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, layout: Layout, sources: Path | None = None) -> Site:
        """Read it from a tree, with the source texts where they are given; raises SourceError for a bad file.

        A text that is not the one that was read (its digest differs) is left out: its sentences stand elsewhere.
        """
        texts: dict[str, str] = {}
        if sources is not None:
            for version in read_versions(layout.sources):
                content = version.read_text(sources)
                if content is not None and text.digest(content) == version.sha256:
                    texts[str(version.iri)] = content
        return cls(
            layout,
            sources,
            read_sections(layout.root / "queries" / "pages"),
            read_withdrawn(layout.root / "data" / "withdrawn.toml"),
            _stamp(layout),
            texts,
        )

    @cached_property
    def context(self) -> dict[str, Any]:
        """The JSON-LD context of the model, terms and prefixes."""
        path = self.layout.root / "ontology" / "context.jsonld"
        context: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
        return context

    def quotation(self, version: str, start: int, end: int) -> str:
        """Return the characters of an edition; '' where the server was given no text of it."""
        return self.texts.get(version, "")[start:end]


def read_withdrawn(path: Path) -> dict[str, Withdrawn]:
    """Return the withdrawn nodes by IRI; none where there is no such file. Raises SourceError for a bad entry."""
    if not path.is_file():
        return {}
    try:
        found = [_withdrawn(entry) for entry in read_toml(path).get("withdrawn", [])]
    except (KeyError, TypeError, ValueError) as error:
        raise SourceError(f"{path}: {str(error).removeprefix('Withdrawn.__init__() ')}") from error
    return {entry.node: entry for entry in found}


def _withdrawn(entry: Mapping[str, Any]) -> Withdrawn:
    replaced = expand(entry["replaced"]) if entry.get("replaced") else ""
    found = Withdrawn(**{**entry, "node": expand(entry["node"]), "replaced": replaced})
    if set(found.reason) != {"en", "es"} or not isinstance(found.date, date):
        raise ValueError(f"{found.node}: give a date, and a reason in en and es")
    return found


def _stamp(layout: Layout) -> str:
    """Return a digest of what pages are made from beside the graph: an entity tag must change with it."""
    hasher = hashlib.sha256()
    package = Path(__file__).parent
    files = [*package.rglob("*.html"), *package.parent.rglob("*.py"), *(layout.root / "queries").rglob("*.*")]
    for path in sorted([*files, *(layout.root / "data").glob("withdrawn.toml")]):
        hasher.update(path.name.encode() + path.read_bytes())
    return hasher.hexdigest()[:16]
