"""What the tree of a query says: the endpoints and graphs that it names, and whether two runs may differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from rdflib import BNode
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Prologue
from rdflib.term import Variable

from tct.errors import QueryRefused
from tct.guard.lexer import Token

MAX_ROWS: Final = 10_000
"""Longest VALUES block, in rows."""

NO_SERVICE: Final = "SERVICE is not allowed: this endpoint sends no query elsewhere; ask the other endpoint yourself"

_FRESH: Final = {"Builtin_NOW", "Builtin_RAND", "Builtin_UUID", "Builtin_STRUUID", "Builtin_BNODE"}


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
        """Return the absolute IRI of a parsed name. Raises QueryRefused for an undeclared prefix."""
        try:
            resolved = self.prologue.absolutize(name)
        except Exception as error:  # rdflib raises a bare Exception for an unknown prefix
            raise QueryRefused(f"the prefix {name.prefix or ''}: is not declared; write PREFIX") from error
        return str(resolved)


def walk(node: Any) -> Iterator[CompValue]:
    """Yield every node of a parse tree, EXISTS, MINUS and subqueries included."""
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, CompValue):
            yield current
            pending.extend(current.values())
        elif isinstance(current, (list, tuple)) or type(current).__name__ in {"ParseResults", "plist"}:
            pending.extend(current)


def services(tree: Any, names: Names) -> tuple[str, ...]:
    """Return the endpoints of the SERVICE clauses of a tree, one for each clause.

    Raises QueryRefused for a variable in the place of the endpoint, and for SERVICE within SERVICE.
    """
    found = []
    for node in walk(tree):
        if node.name != "ServiceGraphPattern":
            continue
        if isinstance(node.term, Variable):
            raise QueryRefused(f"{NO_SERVICE} (SERVICE ?{node.term}: only a fixed IRI could be)")
        if any(inner.name == "ServiceGraphPattern" for inner in walk(node.graph)):
            raise QueryRefused(f"{NO_SERVICE} (SERVICE within SERVICE)")
        found.append(names.iri(node.term))
    return tuple(found)


def graphs(tree: Any, names: Names) -> tuple[str, ...]:
    """Return the graphs that FROM and FROM NAMED name, one for each clause."""
    return tuple(
        names.iri(node[key])
        for node in walk(tree)
        if node.name == "DatasetClause"
        for key in ("default", "named")
        if key in node
    )


def is_volatile(tree: CompValue) -> bool:
    """Return whether two runs of a query may differ: a fresh value, or blank nodes made for each solution."""
    if any(node.name in _FRESH for node in walk(tree)):
        return True
    return tree.name == "ConstructQuery" and _holds_blank(tree.get("template") if "template" in tree else ())


def _holds_blank(terms: Any) -> bool:
    if isinstance(terms, BNode):
        return True
    return not isinstance(terms, str) and hasattr(terms, "__iter__") and any(_holds_blank(term) for term in terms)


def check_values(found: list[Token]) -> None:
    """Raise QueryRefused (413) for a VALUES block that is too long; counted on the words, where it costs nothing."""
    values = opened = False
    brackets = constants = 0
    for token in found:
        if token.kind == "word" and token.text.upper() == "VALUES":
            values, opened, brackets, constants = True, False, 0, 0
        elif values and token.text == "{":
            opened = True
        elif opened and token.text == "}":
            values = opened = False
        elif opened:
            brackets += token.text == "("
            constants += token.kind not in {"lang", "other"}
            if (brackets or constants) > MAX_ROWS:
                raise QueryRefused(f"a VALUES block has more than {MAX_ROWS} rows; at most {MAX_ROWS} are read", 413)
