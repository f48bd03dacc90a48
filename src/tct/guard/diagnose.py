"""A syntax error in plain words: what stood where, and what could have."""

from __future__ import annotations

import difflib
import re
from typing import Final

from tct.errors import QuerySyntax
from tct.guard.lexer import Token, place, tokens
from tct.guard.parse import Failure

_NEW_WORDS: Final = {
    "LATERAL", "VERSION", "TRIPLE", "SUBJECT", "PREDICATE", "OBJECT", "ISTRIPLE", "LANGDIR", "STRLANGDIR", "HASLANG",
    "HASLANGDIR", "ADJUST",
}  # fmt: skip
_NEW_SIGNS: Final = {"<<": "a triple term", "<<(": "a triple term", ")>>": "a triple term", ">>": "a triple term",
                     "{|": "an annotation", "|}": "an annotation", "~": "a reifier"}  # fmt: skip

_TERM: Final = {"'$'", "'('", "'+'", "'-'", "':'", "'<'", "'?'", "'['", "'false'", "'true'", "'!'", "'a'", "'^'"}
_SIGNS: Final = {"'='", "'!='", "'<='", "'>='", "'>'", "'*'", "'/'", "'&&'", "'||'", "'IN'", "'|'", "'^^'", "'@'"}
_PATTERNS: Final = {"'BIND'", "'FILTER'", "'GRAPH'", "'MINUS'", "'OPTIONAL'", "'SERVICE'", "'VALUES'", "'{'"}


def syntax(text: str, failure: Failure, language: str = "SPARQL 1.1") -> QuerySyntax:
    """Return the error for a plain text that did not parse: line, column, what was expected, what was found."""
    found = list(tokens(text))
    if new := _newer(found, failure.offset):
        token, name = new
        message = f"this is SPARQL 1.2 ({name}); this endpoint speaks 1.1; found {_quoted(token.text)}"
        return QuerySyntax(message, *place(text, token.start))
    culprit = next((token for token in found if token.end > failure.offset), None)
    before = next((token for token in reversed(found) if token.end <= failure.offset), None)
    expected = failure.expected.get(failure.offset, set())
    if before and before.kind == "word" and expected <= {"':'"} and before.start in failure.expected:
        culprit, expected = before, failure.expected[before.start]
    if culprit is None:
        return QuerySyntax(f"{_plain(expected, language)}, found the end of the text", *place(text, len(text)))
    hint = _nearest(culprit, expected)
    start = min(culprit.start, failure.offset) if culprit.kind == "word" else max(culprit.start, failure.offset)
    return QuerySyntax(f"{_plain(expected, language)}, found {_shown(culprit, text)}{hint}", *place(text, start))


def _newer(found: list[Token], offset: int) -> tuple[Token, str] | None:
    """Return the last sign of SPARQL 1.2 at or before the place of the failure, and its name."""
    for token in reversed([token for token in found if token.start <= offset]):
        if token.kind == "word" and token.text.upper() in _NEW_WORDS:
            return token, token.text.upper()
        if token.kind == "other" and token.text in _NEW_SIGNS:
            return token, _NEW_SIGNS[token.text]
        if token.kind == "lang" and "--" in token.text:
            return token, "a string with a base direction"
    return None


def _shown(token: Token, text: str) -> str:
    if token.kind == "other" and token.text in {'"', "'"}:
        return "a string that does not end"
    if token.kind == "other" and token.text == "<":
        return _quoted(text[token.start : token.start + 20].split(maxsplit=1)[0])
    return _quoted(token.text)


def _quoted(text: str) -> str:
    short = text if len(text) <= 40 else text[:39] + "…"
    return repr(short)


def _nearest(culprit: Token, expected: set[str]) -> str:
    if culprit.kind != "word":
        return ""
    words = [name.strip("'") for name in expected if re.fullmatch(r"'\w{2,}'", name)]
    near = difflib.get_close_matches(culprit.text.upper(), words, 1, 0.6)
    return f"; did you mean {near[0]}?" if near and near[0] != culprit.text.upper() else ""


def _plain(expected: set[str], language: str) -> str:
    """Return the names of terminals as a reader of queries would say them."""
    names = _terms(expected)
    left = {name for name in expected if not name.startswith("Re:")} - (_TERM if names else set())
    if expected >= {"'ABS'", "'STR'"}:
        left = {name for name in left if not re.fullmatch(r"'\w+'", name)}
    if left >= {"'FILTER'", "'OPTIONAL'"}:
        left -= _PATTERNS
        names = ["a triple", "a graph pattern (FILTER, OPTIONAL, …)"]
    if left & {"'&&'", "'||'", "'|'"}:
        left -= _SIGNS | {"'+'", "'-'", "'<'", "'NOT'", "'?'"}
        names.append("an operator")
    names = sorted(left) + names
    if not names:
        return f"this is not {language}"
    shown = names if len(names) <= 8 else [*names[:7], "…"]
    return "expected " + (shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}")


def _terms(expected: set[str]) -> list[str]:
    """Return what the terminals of terms amount to."""
    if expected >= {"'ABS'", "'STR'"}:
        return ["an expression"]
    if "'<'" in expected and any(name.startswith("Re:(\"'") for name in expected):
        return ["a term"]
    names = []
    if expected >= {"'$'", "'?'"}:
        names.append("a variable")
    if expected >= {"'<'", "':'"}:
        names.append("an IRI")
    if "Re:('[0-9]+')" in expected:
        names.append("a whole number")
    return names
