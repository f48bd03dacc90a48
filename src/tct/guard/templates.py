"""What is remembered of queries, so that one which is known needs no parse.

rdflib takes from 0.7 ms to 35 ms for a query. Two memories stand before it, both bounded in characters. One holds
whole texts. The other holds *templates*: a text with each constant replaced by one constant of its kind.

Why a verdict may be used for another text of the same template:

- SERVICE is the one word with which a query can make the engine touch anything but its own store. A text that holds
  these letters anywhere, in any case, or a backslash, is never looked up: the engine cannot find the word there, in
  whatever way it splits the text. (Comments were blanked before, so nothing can end one early.)
- FROM, LATERAL and the form of a query are words of the template, since only constants are left out, and the verdict
  of a query with FROM is not remembered. So another text of the template has no FROM either and has the same form.
- The one doubt of a SPARQL lexer is ``<``: the start of an IRI, or less-than. An IRI in which ``& , ; ( ) =`` stand
  could be read as an expression (``?a<?b&&?c>?d``); it makes a text that has no template. Without these, no production
  of the grammar has ``<`` … ``>`` as two operators without white space or a bracket between.
- A name keeps its prefix and a string its quotes; numbers keep their kind (integer, decimal, double). Where a grammar
  takes one constant it therefore takes the other. What is left to check, such as a malformed IRI, the engine checks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from threading import Lock
from typing import Final

from cachetools import LRUCache

TEXTS: Final = 4_000_000
"""Characters of whole texts that are remembered."""

TEMPLATES: Final = 1_000_000
"""Characters of templates that are remembered."""

_PIECE: Final = re.compile(
    r"""
    <([^<>"{}|^`\\\x00-\x20]*+)>
  | (\"\"\"(?:\"{0,2}[^\"])*+\"\"\" | '''(?:'{0,2}[^'])*+'''  | \"[^\"\n\r]*+\" | '[^'\n\r]*+')
  | ((?:[A-Za-z][A-Za-z0-9_\-]*+)?:)[A-Za-z0-9_][A-Za-z0-9_\-]*+(?![\w:%\\\-]|\.[\w:%.\-])
  | (\d++(?:\.\d++)?(?:[eE][+-]?\d++)?)
  | [?$@_]?[\w:][\w:.%\-]*+
  | (\#)
    """,
    re.VERBOSE,
)
_AMBIGUOUS: Final = re.compile(r"[&,;()=]")
_NUMBER: Final = re.compile(r"\d+(\.\d+)?([eE])?")


class _NoTemplate(Exception):
    """The text can be split in more than one way, or holds a comment."""


@dataclass(frozen=True)
class Verdict:
    """What the parse of a query says: its form, whether it is volatile, the graphs and the endpoints that it names."""

    form: str
    volatile: bool
    shape: str
    graphs: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


def template(text: str) -> str | None:
    """Return the template of a text; None where a verdict on it would say nothing on others, or it has a comment."""
    if "\\" in text or "service" in text.lower():
        return None
    try:
        return _PIECE.sub(_kind, text)
    except _NoTemplate:
        return None


def _kind(piece: re.Match[str]) -> str:
    group = piece.lastindex
    if group is None:
        return piece[0]
    if group == 1:
        if _AMBIGUOUS.search(piece[1]):
            raise _NoTemplate
        return "<i>"
    if group == 2:
        quotes = piece[0][:3] if piece[0][:3] in {'"""', "'''"} else piece[0][0]
        return f"{quotes}s{quotes}"
    if group == 3:
        return piece[3] + "x"
    if group == 5:
        raise _NoTemplate
    number = _NUMBER.match(piece[4])
    assert number is not None
    return "0e0" if number[2] else "0.0" if number[1] else "0"


class Memory:
    """The verdicts on texts and on templates, least recently used forgotten first; safe between threads."""

    def __init__(self, texts: int = TEXTS, templates: int = TEMPLATES) -> None:
        """Remember at most so many characters of each."""
        self._texts: LRUCache[str, tuple[str, Verdict]] = LRUCache(texts, getsizeof=lambda entry: len(entry[0]) + 100)
        self._templates: LRUCache[str, tuple[int, Verdict]] = LRUCache(templates, getsizeof=lambda entry: entry[0])
        self._lock = Lock()

    def text(self, text: str) -> tuple[str, Verdict] | None:
        """Return the plain text and the verdict of a text that was seen before."""
        with self._lock:
            return self._texts.get(text)

    def template(self, key: str) -> Verdict | None:
        """Return the verdict on a template."""
        with self._lock:
            found = self._templates.get(key)
        return found[1] if found else None

    def keep(self, text: str, plain: str, verdict: Verdict) -> None:
        """Remember the verdict on a text, and on its template where it says something on others."""
        key = None if verdict.graphs or verdict.services else template(plain)
        with self._lock:
            if len(text) < self._texts.maxsize // 8:
                self._texts[text] = (plain, verdict)
            if key is not None and len(key) < self._templates.maxsize // 8:
                self._templates[key] = (len(key) + 100, verdict)
