"""The embedded engine: pyoxigraph, on disk or in memory."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from tct.errors import QueryRefused, QuerySyntax
from tct.store.base import Answer, Solutions
from tct.store.syntax import GRAPH_FORMATS, RESULT_FORMATS
from tct.store.terms import to_rdflib

_PLACE = re.compile(r"(?:error )?at (\d+):(\d+): (.*)", re.DOTALL)


class OxigraphStore:
    """A pyoxigraph store, queried over the union of its named graphs.

    The engine's union overrules FROM clauses: ``union`` is False for a query that has some.
    """

    def __init__(self, engine: ox.Store) -> None:
        """Wrap an open engine."""
        self.engine = engine

    @classmethod
    def open(cls, directory: Path) -> OxigraphStore:
        """Open a finished store for reading."""
        return cls(ox.Store.read_only(str(directory)))

    @classmethod
    def create(cls, nquads: bytes, directory: Path | None = None) -> OxigraphStore:
        """Make a store of N-Quads, in a new directory or in memory."""
        engine = ox.Store(str(directory)) if directory else ox.Store()
        engine.bulk_load(nquads, ox.RdfFormat.N_QUADS)
        if directory:
            engine.optimize()
            engine.flush()
        return cls(engine)

    @classmethod
    def read(cls, nquads: bytes) -> OxigraphStore:
        """Make a store in memory of not too many N-Quads; `create` is quicker, and takes 200 MB for each processor."""
        engine = ox.Store()
        engine.load(nquads, ox.RdfFormat.N_QUADS)
        return cls(engine)

    def answer(self, query: str, prefixes: dict[str, str] | None = None, *, union: bool = True) -> Answer:
        """Evaluate a query and read its answer into rdflib terms; ``prefixes`` need no declaration."""
        result = self._evaluate(query, prefixes, union)
        if isinstance(result, ox.QueryBoolean):
            return bool(result)
        if isinstance(result, ox.QueryTriples):
            return tuple((to_rdflib(t.subject), to_rdflib(t.predicate), to_rdflib(t.object)) for t in result)
        rows = tuple(tuple(None if term is None else to_rdflib(term) for term in row) for row in result)
        return Solutions(tuple(variable.value for variable in result.variables), rows)

    def serialized(self, query: str, form: str, prefixes: dict[str, str], *, union: bool = True) -> bytes:
        """Evaluate a query and write its answer, in a result format or a graph format.

        Raises QueryRefused where the format does not fit the kind of query.
        """
        result = self._evaluate(query, prefixes, union)
        if isinstance(result, ox.QueryTriples):
            if form not in GRAPH_FORMATS:
                raise QueryRefused(f"a graph cannot be written as {form}", 406)
            written = ox.serialize(result, format=GRAPH_FORMATS[form], prefixes=prefixes)
        else:
            if form not in RESULT_FORMATS:
                raise QueryRefused(f"a table of results cannot be written as {form}", 406)
            written = result.serialize(format=RESULT_FORMATS[form])
        assert written is not None  # no output was named, so bytes come back
        return written

    def _evaluate(
        self, query: str, prefixes: dict[str, str] | None, union: bool
    ) -> ox.QueryBoolean | ox.QuerySolutions | ox.QueryTriples:
        try:
            return self.engine.query(query, use_default_graph_as_union=union, prefixes=prefixes)
        except SyntaxError as error:
            raise query_syntax(error) from error


def query_syntax(error: SyntaxError) -> QuerySyntax:
    """Return the engine's complaint about a query or an update as our own error, with its place."""
    message = " ".join(str(error.msg).split())
    message = message if len(message) < 300 else message[:300] + "…"
    place = _PLACE.search(message)
    if place:
        return QuerySyntax(place[3].strip(), int(place[1]), int(place[2]))
    return QuerySyntax(message, error.lineno or 1, error.offset or 1)
