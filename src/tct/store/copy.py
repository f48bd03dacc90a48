"""A store that is written to: always a copy of a finished one, which nobody reads before it is finished too.

pyoxigraph has no transaction object, and no reader may open a store beside its writer. A finished store is therefore
never opened for writing: a copy of it is (hard links to its immutable files), changed, closed, and read from then on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from tct.errors import QueryRefused, QuerySyntax
from tct.store.oxigraph import query_syntax

READABLE: Final = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES}
"""Syntaxes that are read from the network. RDF/XML and JSON-LD never are: entity bombs, remote contexts."""

_PLACE = re.compile(r"^Parser error at line \d+ .*?: ")


class Copy:
    """A store that is open for writing. A graph is named by its IRI; None is the graph without a name."""

    def __init__(self, engine: ox.Store) -> None:
        """Wrap an open engine."""
        self.engine = engine

    @classmethod
    def make(cls, source: Path, target: Path) -> Copy:
        """Copy a finished store to a directory that does not exist yet, and open the copy.

        On one file system the large files are hard links: a copy costs milliseconds, whatever its size.
        """
        duplicate(source, target)
        return cls(ox.Store(str(target)))

    def update(self, text: str, base: str = "") -> None:
        """Apply a SPARQL update that the guard has let through; relative IRIs are resolved against ``base``.

        Raises QuerySyntax for what the engine does not parse, and QueryRefused for what it cannot do.
        """
        try:
            self.engine.update(text, base_iri=base or None)
        except SyntaxError as error:
            raise query_syntax(error) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryRefused(f"the update cannot be applied: {error}", title="Update refused") from error

    def add(self, graph: str | None, form: str, text: str, base: str) -> None:
        """Add the triples of a document in Turtle (``ttl``) or N-Triples (``nt``); its blank nodes get new names.

        Relative IRIs are resolved against ``base``. Raises QuerySyntax with line and column, and QueryRefused for
        RDF 1.2, which this dataset does not use.
        """
        parser = ox.parse(text, READABLE[form], base_iri=base, rename_blank_nodes=True)
        try:
            self.engine.extend(_quads(parser, _name(graph)))
        except SyntaxError as error:
            raise QuerySyntax(_PLACE.sub("", str(error.msg)), error.lineno or 1, error.offset or 1) from error

    def create(self, graph: str) -> None:
        """Make a graph exist; it may be empty."""
        self.engine.add_graph(ox.NamedNode(graph))

    def clear(self, graph: str | None) -> None:
        """Empty a graph; it exists on."""
        self.engine.clear_graph(_name(graph))

    def drop(self, graph: str) -> None:
        """Make a graph no longer exist."""
        self.engine.remove_graph(ox.NamedNode(graph))

    def has(self, graph: str) -> bool:
        """Whether a graph exists."""
        return self.engine.contains_named_graph(ox.NamedNode(graph))

    def lines(self, graph: str | None = None) -> list[bytes]:
        """Return the sorted N-Triples of a graph that has a name, or the sorted N-Quads of everything."""
        if graph is None:
            written = self.engine.dump(format=ox.RdfFormat.N_QUADS)
        else:
            written = self.engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))
        assert written is not None  # no output was named, so bytes come back
        return sorted(written.splitlines())

    def counts(self) -> dict[str, int]:
        """Return the number of triples of each graph that has a name, empty ones too, by IRI."""
        counts = {name.value: 0 for name in self.engine.named_graphs() if isinstance(name, ox.NamedNode)}
        found = self.engine.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        assert isinstance(found, ox.QuerySolutions)
        for row in found:
            counts[row["g"].value] = int(row["n"].value)
        return dict(sorted(counts.items()))

    def finish(self) -> None:
        """Write everything to its files, and close them: the engine no longer works on them in the background."""
        self.engine.flush()
        del self.engine

    def __enter__(self) -> Copy:
        """Return the copy."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the copy where it is not finished; nobody will read it then."""
        self.__dict__.pop("engine", None)


def duplicate(source: Path, target: Path) -> None:
    """Copy a finished store to a directory that does not exist yet."""
    ox.Store.read_only(str(source)).backup(str(target))


def _name(graph: str | None) -> ox.NamedNode | ox.DefaultGraph:
    return ox.DefaultGraph() if graph is None else ox.NamedNode(graph)


def _quads(triples: Iterator[ox.Quad], graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    for triple in triples:
        if isinstance(triple.object, ox.Triple) or getattr(triple.object, "direction", None):
            raise QueryRefused("triple terms and base directions are RDF 1.2; this store holds RDF 1.1")
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)
