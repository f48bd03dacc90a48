"""Where things lie: the tree that the graph is made from, and the named graph of each of its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from tct.errors import UsageError
from tct.namespaces import GRAPH

CONTENT = ("ontology/core.ttl", "data/release.toml")


@dataclass(frozen=True)
class Layout:
    """A tree with ``ontology``, ``data`` and ``queries``."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Layout:
        """Return the tree of the working directory, of the checkout, or of the installed package.

        Raises UsageError where ``start`` is given and is no such tree.
        """
        if start is not None:
            if not all((start / name).is_file() for name in CONTENT):
                raise UsageError(f"{start} has no {' and '.join(CONTENT)}; give the root of a checkout")
            return cls(start)
        package = Path(__file__).resolve().parent
        for root in (Path.cwd(), package.parent.parent, package / "assets"):
            if all((root / name).is_file() for name in CONTENT):
                return cls(root)
        raise UsageError("found no ontology and data; run in a checkout, or give --root")

    @property
    def questions(self) -> Path:
        """The directory of the query catalogue."""
        return self.root / "queries" / "questions"

    @property
    def sources(self) -> Path:
        """The directory of the document versions."""
        return self.root / "data" / "sources"

    @property
    def shapes(self) -> list[Path]:
        """The files of the shapes."""
        return sorted((self.root / "ontology" / "shapes").glob("*.ttl"))

    @property
    def rules(self) -> list[Path]:
        """The files of the rules of inference."""
        return sorted((self.root / "ontology" / "rules").glob("*.rq"))

    def turtle(self) -> Iterator[tuple[Path, URIRef]]:
        """Yield each Turtle file that authors write, with its named graph."""
        ontology, data = self.root / "ontology", self.root / "data"
        yield ontology / "core.ttl", GRAPH.ontology
        for folder, graph in (
            (ontology / "schemes", GRAPH.schemes),
            (ontology / "alignments", GRAPH.alignments),
            (data / "reference", GRAPH.reference),
            (data / "readings", GRAPH.readings),
        ):
            for path in sorted(folder.glob("*.ttl")):
                yield path, graph
        for path in sorted((data / "facts").glob("*.ttl")):
            yield path, GRAPH[path.stem]

    def inputs(self) -> list[Path]:
        """Return every file that a build depends on, in a stable order."""
        folders = ("ontology", "data")
        found = [path for name in folders for path in (self.root / name).rglob("*") if path.is_file()]
        return sorted(found)

    def shown(self, path: Path) -> str:
        """Return a path as the user knows it: relative to the root, with slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
