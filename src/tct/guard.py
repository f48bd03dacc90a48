"""What a query may touch, decided on its parse and never on its text.

rdflib parses SPARQL 1.1 and shows its tree; pyoxigraph evaluates a larger language and shows none. What this
parser does not understand is therefore refused and never passed on.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pyparsing import ParseBaseException
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Prologue

from tct.errors import QueryRefused, QuerySyntax

MAX_LENGTH: Final = 100_000
"""Longest query, in characters, that is parsed at all."""

MAX_NESTING: Final = 100
"""Deepest nesting of brackets: the parser recurses, and an engine's stack is not unlimited."""

_FORMS: Final = {
    "SelectQuery": "select",
    "AskQuery": "ask",
    "ConstructQuery": "construct",
    "DescribeQuery": "describe",
}


@dataclass(frozen=True)
class Guarded:
    """A query that may run: its text, and its form (select, ask, construct or describe)."""

    text: str
    form: str

    @property
    def gives_graph(self) -> bool:
        """Whether the answer is a graph rather than a table or a boolean."""
        return self.form in {"construct", "describe"}


def guard(query: str, graphs: Collection[str]) -> Guarded:
    """Return the query if it only reads what is served.

    ``graphs`` are the IRIs of the served named graphs. Raises QuerySyntax for what is not SPARQL 1.1, and
    QueryRefused for an update, SERVICE anywhere, FROM or FROM NAMED of a graph that is not served, and for
    queries too long or too deeply nested.
    """
    if len(query) > MAX_LENGTH:
        raise QueryRefused(f"the query has {len(query)} characters; at most {MAX_LENGTH} are read", 413)
    if _depth(query) > MAX_NESTING:
        raise QueryRefused(f"brackets are nested deeper than {MAX_NESTING}; write the query flatter")
    prologue, tree = _parse(query)
    names = Names(prologue)
    for node in _walk(tree):
        if node.name == "ServiceGraphPattern":
            raise QueryRefused(
                "SERVICE is not allowed: this endpoint sends no query elsewhere; ask the other endpoint yourself"
            )
        if node.name == "DatasetClause":
            for key in ("default", "named"):
                if key in node:
                    _check_graph(names.iri(node[key]), graphs)
    return Guarded(query, _FORMS[tree.name])


def _check_graph(iri: str, graphs: Collection[str]) -> None:
    if iri not in graphs:
        listed = ", ".join(f"<{graph}>" for graph in sorted(graphs))
        raise QueryRefused(f"<{iri}> is not a graph of this dataset; the graphs are {listed}")


class Names:
    """Resolves the names of a parsed query by its own BASE and PREFIX declarations."""

    def __init__(self, declarations: Any) -> None:
        """Read the declarations in order, as the grammar requires."""
        self.prologue = Prologue()
        for declaration in declarations:
            if declaration.name == "Base":
                self.prologue.base = declaration.iri
            elif declaration.name == "PrefixDecl":
                prefix = declaration["prefix"] if "prefix" in declaration else ""
                self.prologue.bind(prefix, self.prologue.absolutize(declaration.iri))

    def iri(self, name: Any) -> str:
        """Return the absolute IRI of a parsed name."""
        try:
            resolved = self.prologue.absolutize(name)
        except Exception as error:  # rdflib raises a bare Exception for an unknown prefix
            raise QueryRefused(str(error)) from error
        return str(resolved)


def _parse(query: str) -> tuple[Any, CompValue]:
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(max(limit, 20_000))
        parsed = parseQuery(query)
        return parsed[0], parsed[1]
    except ParseBaseException as error:
        if _is_update(query):
            raise QueryRefused("this is an update; the endpoint only reads") from error
        place = query[error.loc : error.loc + 20].split("\n", maxsplit=1)[0]
        found = f"found {place!r}" if place else "found the end of the query"
        raise QuerySyntax(f"{_expected(error)}, {found}", error.lineno, error.column) from error
    except RecursionError as error:
        raise QueryRefused("the query is nested too deeply; write it flatter") from error
    finally:
        sys.setrecursionlimit(limit)


def _expected(error: ParseBaseException) -> str:
    message = str(error.msg or "this is not SPARQL 1.1")
    return message if len(message) < 200 else message[:200] + "…"


def _is_update(query: str) -> bool:
    try:
        parseUpdate(query)
    except (ParseBaseException, RecursionError):
        return False
    return True


def _depth(query: str) -> int:
    """Return the deepest nesting of brackets, strings and comments counted in: an upper bound is enough."""
    deepest = depth = 0
    for character in query:
        if character in "{([":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "})]":
            depth -= 1
    return deepest


def _walk(node: Any) -> Iterator[CompValue]:
    """Yield every node of a parse tree, EXISTS, MINUS and subqueries included."""
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, CompValue):
            yield current
            pending.extend(current.values())
        elif isinstance(current, (list, tuple)) or type(current).__name__ in {"ParseResults", "plist"}:
            pending.extend(current)
