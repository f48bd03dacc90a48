"""What an update may do, and the protocol's graph parameters written into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from rdflib.plugins.sparql.parserutils import CompValue

from tct.errors import QueryRefused
from tct.guard.lexer import Token, tokens
from tct.guard.parse import Failure, parse_update
from tct.guard.walk import Names, walk

MAX_STEPS: Final = 600_000
"""The parser's budget for an update: who sends one holds the token, and data takes many steps."""

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^<>\"{}|^`\\\x00-\x20]*")


def count(found: list[Token], word: str) -> int:
    """Return how many bare words hold these letters; only keywords and names of functions are bare."""
    return sum(token.kind == "word" and word in token.text.upper() for token in found)


def check(tree: CompValue, found: list[Token]) -> None:
    """Raise QueryRefused for LOAD and SERVICE, on the tree, and where its words tell something else."""
    names = [node.name for node in walk(tree)]
    if "Load" in names or count(found, "LOAD"):
        raise QueryRefused("LOAD is not allowed: this endpoint fetches nothing; send the triples with INSERT DATA")
    if "ServiceGraphPattern" in names or count(found, "SERVICE"):
        raise QueryRefused("SERVICE is not allowed in an update: this endpoint sends no query elsewhere")


def with_using(text: str, tree: CompValue, using: Sequence[str], named: Sequence[str]) -> str:
    """Return the update with USING and USING NAMED in every operation that matches a pattern.

    SPARQL 1.1 Protocol, 2.2.3. Raises QueryRefused (400) where an operation has USING or WITH of its own, or a
    parameter is no absolute IRI.
    """
    if not using and not named:
        return text
    for iri in (*using, *named):
        if not _IRI.fullmatch(iri):
            raise QueryRefused(f"{iri[:100]!r} is not an absolute IRI; using-graph-uri takes one")
    if any(node.name == "Modify" and ("using" in node or "withClause" in node) for node in walk(tree)):
        raise QueryRefused("the update has USING or WITH of its own, and the request names graphs too; do one of both")
    clauses = "".join([f"USING <{iri}> " for iri in using] + [f"USING NAMED <{iri}> " for iri in named])
    changed = _insert(text, clauses)
    _verify(tree, changed, list(using), list(named))
    return changed


def _insert(text: str, clauses: str) -> str:
    """Return the text with the clauses before each WHERE of an operation; DELETE WHERE is spelt out first."""
    pieces, last = [], 0
    found = list(tokens(text))
    for index in _wheres(found):
        where = found[index]
        if index and _word(found[index - 1]) == "DELETE":
            pattern = text[found[index + 1].start : _closing(found, index + 1).end]
            pieces += [text[last : where.start], f"{pattern} {clauses}"]
        else:
            pieces += [text[last : where.start], clauses]
        last = where.start
    return "".join([*pieces, text[last:]])


def _wheres(found: list[Token]) -> Iterator[int]:
    """Yield the positions of WHERE outside all brackets."""
    depth = 0
    for index, token in enumerate(found):
        if token.kind == "other":
            depth += token.text.count("{") - token.text.count("}")
        elif depth == 0 and _word(token) == "WHERE":
            yield index


def _closing(found: list[Token], opening: int) -> Token:
    """Return the bracket that closes the one at a position."""
    depth = 0
    for token in found[opening:]:
        if token.kind == "other":
            depth += token.text.count("{") - token.text.count("}")
            if depth == 0:
                return token
    raise QueryRefused("the brackets of the update do not match")


def _word(token: Token) -> str:
    return token.text.upper() if token.kind == "word" else ""


def _verify(before: CompValue, text: str, using: list[str], named: list[str]) -> None:
    """Parse the changed text and make sure that it has these clauses, and the operations that it had."""
    try:
        after = parse_update(text, MAX_STEPS)
    except Failure as failure:
        raise QueryRefused("the graphs of the request cannot be written into this update; write USING") from failure
    same = [_operation(item) for item in _requests(before)] == [item.name for item in _requests(after)]
    names = Names(())
    for item in _requests(after):
        if item.name == "Modify":
            clauses = list(item["using"])
            same &= [names.iri(clause["default"]) for clause in clauses if "default" in clause] == using
            same &= [names.iri(clause["named"]) for clause in clauses if "named" in clause] == named
    if not same:
        raise QueryRefused("the graphs of the request cannot be written into this update; write USING")


def _requests(tree: CompValue) -> list[Any]:
    return list(tree["request"]) if "request" in tree else []


def _operation(item: CompValue) -> str:
    return "Modify" if item.name == "DeleteWhere" else str(item.name)
