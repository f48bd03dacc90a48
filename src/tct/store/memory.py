"""The reference engine: rdflib, in memory. Slow and independent, so that two engines check each other."""

from __future__ import annotations

from typing import Any, cast

import rdflib.plugins.sparql
from rdflib import Dataset

from tct.store.base import Answer, Solutions, Term

# True would let `FROM <file:///…>` read local files and `FROM <http://…>` fetch (rdflib's default).
rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False


class MemoryStore:
    """An rdflib dataset, queried over the union of its named graphs."""

    def __init__(self, dataset: Dataset) -> None:
        """Wrap a dataset; its default graph becomes the union."""
        assert not rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS, "rdflib would read files that a query names"
        dataset.default_union = True
        self.dataset = dataset

    def answer(self, query: str, prefixes: dict[str, str] | None = None) -> Answer:
        """Evaluate a query that the guard has let through; ``prefixes`` need no declaration."""
        result = self.dataset.query(query, initNs=prefixes or {})
        if result.type == "ASK":
            return bool(result.askAnswer)
        if result.type == "SELECT":
            variables = tuple(str(variable) for variable in result.vars or ())
            rows = tuple(tuple(cast("Any", row)) for row in result)
            return Solutions(variables, rows)
        return tuple(cast("tuple[Term, Term, Term]", triple) for triple in result)
