"""What a store is to the rest of the package: SPARQL in, terms out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from rdflib import BNode, Literal, URIRef

Term = URIRef | BNode | Literal


@dataclass(frozen=True)
class Solutions:
    """The answer to a SELECT: one tuple a row, in the order of ``variables``; None where unbound."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)


Triples = tuple[tuple[Term, Term, Term], ...]
Answer = Solutions | bool | Triples
"""SELECT gives solutions, ASK a boolean, CONSTRUCT and DESCRIBE triples."""


class Store(Protocol):
    """A read-only dataset whose default graph is the union of its named graphs."""

    def answer(self, query: str, prefixes: dict[str, str] | None = None) -> Answer:
        """Evaluate a query that the guard has let through.

        Raises QuerySyntax where the engine cannot parse it.
        """
