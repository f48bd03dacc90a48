"""The words of a SPARQL text: comments taken out, escapes resolved, constants told apart from structure.

Two parsers read a query: rdflib's, which shows a tree, and the engine's, which evaluates. They differ in where a
comment ends (rdflib: at LF only) and in where ``\\u`` escapes are read (rdflib: everywhere and first; the engine: in
strings). What they would read differently is therefore taken out here, before either sees the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from tct.errors import QuerySyntax

Kind = Literal["iri", "string", "comment", "variable", "blank", "lang", "pname", "word", "number", "escape", "other"]

_HEX: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_TOKEN: Final = re.compile(
    rf"""
    (?P<iri> <(?:[^<>"{{}}|^`\\\x00-\x20]|{_HEX})*+> )
  | (?P<string> \"\"\"(?:(?:\"|\"\")?(?:[^\"\\]|\\.))*\"\"\" | '''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
              | \"(?:[^\"\\\n\r]|\\[^\n\r])*+\" | '(?:[^'\\\n\r]|\\[^\n\r])*+' )
  | (?P<comment> \#[^\n\r]*+ )
  | (?P<variable> [?$]\w++ )
  | (?P<blank> _:[\w\-]*+(?:\.++[\w\-]++)*+ )
  | (?P<lang> @\w++(?:-++\w++)*+ )
  | (?P<pname> (?:[^\W\d_][\w\-]*+)?:(?:[\w:%\-]|\.++(?=[\w:%\\\-])|\\[_~.\-!$&'()*+,;=/?\#@%])*+ )
  | (?P<word> [^\W\d][\w\-]*+ )
  | (?P<number> \d++(?:\.\d++)?(?:[eE][+-]?\d++)? )
  | (?P<escape> {_HEX} )
  | (?P<other> <<\(? | \)>> | >> | \{{\| | \|\}} | \s++ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
"""The terminals of SPARQL 1.1 Query, 19.8, roughly and by the longest match; an unknown character is a token."""

_CODEPOINT: Final = re.compile(rf"(\\\\)|({_HEX})")
_ECHAR: Final = {'"': '\\"', "'": "\\'", "\\": "\\\\", "\n": "\\n", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text: its kind, the characters, and the offset of the first one (from 0)."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """Yield every token of a text, comments and white space left out."""
    for match in _TOKEN.finditer(text):
        kind: Kind = match.lastgroup  # type: ignore[assignment]  # the groups are the kinds
        if kind != "comment" and not (kind == "other" and match[0].isspace()):
            yield Token(kind, match[0], match.start())


def place(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column (both from 1) of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def plain(text: str) -> str:
    r"""Return the text with comments as spaces and without ``\u`` escapes: the text that every parser is given.

    Offsets stay as they are where there are no escapes. Raises QuerySyntax for an escape of a character that may not
    stand where the escape does (SPARQL 1.1 Query, 19.2), surrogates among them.
    """
    if "#" not in text and "\\" not in text:
        return text
    return _TOKEN.sub(_plain_token, text)


def _plain_token(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match[0]
    if kind == "comment":
        return " " * len(text)
    if "\\" not in text or kind not in {"iri", "string", "escape"}:
        return text
    return _CODEPOINT.sub(lambda found: found[1] or _character(found[2], kind, match), text)


def _character(escape: str, kind: str, token: re.Match[str]) -> str:
    number = int(f"0x{escape[2:]}", 16)
    character = chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else ""
    fits = {
        "string": bool(character),
        "iri": bool(character) and character > " " and character not in '<>"{}|^`\\',
        "escape": character.isalnum() or character == "_",
    }[kind]
    if not fits:
        line, column = place(token.string, token.start())
        raise QuerySyntax(f"{escape} is no character that may stand here", line, column)
    return _ECHAR.get(character, character) if kind == "string" else character


def parseable(text: str) -> str:
    r"""Return a plain text for rdflib, with the same offsets.

    Tabs become spaces, since pyparsing would expand them; the escapes of a string become ``\n``, since rdflib refuses
    valid ones (a ``\"`` between single quotes).
    """
    text = text.replace("\t", " ")
    return _TOKEN.sub(_parseable_token, text) if "\\" in text else text


def _parseable_token(match: re.Match[str]) -> str:
    if match.lastgroup != "string":
        return match[0]
    return re.sub(r"\\.", r"\\n", match[0], flags=re.DOTALL)


def depth(found: list[Token]) -> int:
    """Return how deep brackets are nested."""
    deepest = now = 0
    for token in found:
        if token.kind == "other":
            now += token.text.count("{") + token.text.count("(") + (token.text == "[")
            now -= token.text.count("}") + token.text.count(")") + (token.text == "]")
            deepest = max(deepest, now)
    return deepest
