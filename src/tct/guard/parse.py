"""rdflib's parser, made bounded: a budget of steps, a depth, and an error in plain words.

Its cost is up to half a millisecond a token, so that a query of 100,000 characters could hold it for 20 seconds;
repeated constants of a list are therefore left out of what it reads, and it stops after a number of steps.
"""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from pyparsing import And, ParseBaseException, ParserElement, Token
from rdflib.plugins.sparql.parser import QueryUnit, UpdateUnit
from rdflib.plugins.sparql.parserutils import Comp, CompValue, ParamValue

from tct.errors import QueryRefused
from tct.guard.lexer import parseable

MAX_STEPS: Final = 60_000
"""Places at which the parser may try to go on; a query of the catalogue takes a few hundred to a few thousand."""

_RECURSION: Final = 20_000
_STATE: Final = threading.local()
_LOCK: Final = threading.RLock()


class Failure(Exception):
    """The text does not parse: the offset (from 0) where it went furthest, and what could have stood where."""

    def __init__(self, offset: int, expected: dict[int, set[str]]) -> None:
        """Carry the place, and the names of the terminals that failed at each offset."""
        self.offset, self.expected = offset, expected
        super().__init__(offset)


class _Exhausted(Exception):
    """The parser took more steps than it may."""


def parse_query(text: str, steps: int = MAX_STEPS) -> tuple[Any, CompValue]:
    """Return the declarations and the tree of a plain query.

    Raises Failure where it is not SPARQL 1.1 Query, QueryRefused where it is too large or too deep to tell.
    """
    parsed = _run(QueryUnit, shorten(parseable(text)), steps)
    return parsed[0], parsed[1]


def parse_update(text: str, steps: int = MAX_STEPS) -> CompValue:
    """Return the tree of a plain update; raises what `parse_query` raises."""
    tree: CompValue = _run(UpdateUnit, parseable(text), steps)[0]
    return tree


_ITEM: Final = (
    r"(?:<[^<>\"{}|^`\\\x00-\x20&;()=]*+>|\"[^\"\\\n\r]*+\"(?!\")"
    r"|(?<![\w.:\-])(?:\d++|[A-Za-z][A-Za-z0-9_\-]*+:[A-Za-z0-9_\-]++)(?![\w.:%\\]))"
)
_ROW: Final = rf"\([ \n\r]*+{_ITEM}(?:[ \n\r]++{_ITEM})*+[ \n\r]*+\)"
_LISTS: Final = tuple(
    re.compile(rf"({item}(?:{gap}{item}){{32}})((?:{gap}{item})++)")
    for item, gap in ((_ITEM, r"[ \n\r]*+,[ \n\r]*+"), (_ITEM, r"[ \n\r]++"), (_ROW, r"[ \n\r]*+"))
)
"""Long lists of constants: with commas (IN, arguments), with white space (VALUES, a collection), rows of VALUES."""


def shorten(text: str) -> str:
    """Return the text with all but 33 items of a long list of constants blanked; the offsets stay.

    A list that the grammar takes with 33 items it takes with any number, and no fixed arity is that large. A text in
    which SERVICE could stand is left as it is, so that nothing can be hidden.
    """
    if "service" in text.lower():
        return text
    for pattern in _LISTS:
        text = pattern.sub(lambda found: found[1] + re.sub(r"[^\n]", " ", found[2]), text)
    return text


def _run(grammar: ParserElement, text: str, steps: int) -> Any:
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(max(limit, _RECURSION))
        with _counting(steps):
            return grammar.parse_string(text, parse_all=True)
    except _Exhausted as error:
        raise QueryRefused("the query is too large to be checked; ask in several smaller queries", 413) from error
    except RecursionError as error:
        raise QueryRefused("the query is nested too deeply, or one group holds too many triples; split it") from error
    except ParseBaseException as error:
        raise _furthest(grammar, text, error, steps) from error
    finally:
        sys.setrecursionlimit(limit)


def _elements(grammar: ParserElement) -> Iterator[ParserElement]:
    """Yield every rule of a grammar once."""
    seen: set[int] = set()
    pending = [grammar]
    while pending:
        element = pending.pop()
        if id(element) not in seen:
            seen.add(id(element))
            yield element
            pending.extend(getattr(element, "exprs", ()))
            if (inner := getattr(element, "expr", None)) is not None:
                pending.append(inner)


def _terminals(grammar: ParserElement) -> list[ParserElement]:
    return [element for element in _elements(grammar) if isinstance(element, Token)]


def _marks() -> Iterator[ParserElement]:
    """Yield the `#` of every comment rule: the parser tries one wherever it tries to go on."""
    for grammar in (QueryUnit, UpdateUnit):
        for element in _elements(grammar):
            for ignored in element.ignoreExprs:
                rule = getattr(ignored, "expr", ignored)
                yield rule.exprs[0] if isinstance(rule, And) else rule


def _count(*_: Any) -> None:
    left = getattr(_STATE, "left", None)
    if left is not None:
        _STATE.left = left - 1
        if left <= 0:
            raise _Exhausted


def _service(_text: str, _offset: int, found: Any) -> CompValue:
    """Return the node of SERVICE without its text: rdflib looks that up by parsing everything again from the start."""
    node = CompValue("ServiceGraphPattern")
    for item in found:
        if isinstance(item, ParamValue):
            node[item.name] = item.tokenList
    return node


for _mark in list(_marks()):
    _mark.set_fail_action(_count)
for _element in [*_elements(QueryUnit), *_elements(UpdateUnit)]:
    if isinstance(_element, Comp) and _element.name == "ServiceGraphPattern":
        _element.postParse = _service  # type: ignore[assignment, method-assign]  # one rule, on purpose


@contextmanager
def _counting(steps: int) -> Iterator[None]:
    """Count the parser's steps, without pyparsing's cache.

    The cache is switched on for the whole process by who imports edtf; here it would hide steps and take three times
    as long. Other threads that parse meanwhile do so without it.
    """
    with _LOCK:
        before, cached = getattr(_STATE, "left", None), ParserElement._parse
        _STATE.left, ParserElement._parse = steps, ParserElement._parseNoCache
        try:
            yield
        finally:
            _STATE.left, ParserElement._parse = before, cached


def _furthest(grammar: ParserElement, text: str, error: ParseBaseException, steps: int) -> Failure:
    """Parse once more and note where terminals fail: pyparsing tells only where the last rule began."""
    expected: dict[int, set[str]] = {error.loc: set()}

    def note(_text: str, offset: int, element: ParserElement, _error: Exception) -> None:
        expected.setdefault(offset, set()).add(str(element.name))

    with _LOCK:
        watched = [element for element in _terminals(grammar) if element.failAction is None]
        for element in watched:
            element.set_fail_action(note)
        try:
            with _counting(steps * 2):
                grammar.parse_string(text, parse_all=True)
        except (ParseBaseException, _Exhausted, RecursionError):
            pass
        finally:
            for element in watched:
                element.failAction = None
    return Failure(max(expected), expected)
