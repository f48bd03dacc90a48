"""Paragraphs, sentences and word runs of a source text, by code-point offsets.

Offsets are 0-based, end exclusive, in code points of the text exactly as it was read: nothing is normalised,
stripped or decoded twice. The splitter is our own because it must keep every offset and every odd space, and
must never break at an abbreviation of the law ("U.S.", "v.", "D.V.D."), which general splitters do.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

RUN_LENGTH: Final = 9
"""How many words in a row count as copied (project rule)."""

_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+\S)")
_ABBREVIATION = re.compile(r"(?:^|[\s(“\"‘'-])(?:(?:[^\W\d_]\.)+|v|vs|No|Nos|Mr|Mrs|Ms|Dr|St|art|cf|e\.g|i\.e)\.?$")
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class Span:
    """A sentence: its id (``p<paragraph>s<sentence>``) and its code points, end exclusive."""

    name: str
    start: int
    end: int


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def words(text: str) -> list[str]:
    """Return the words of a text: runs of a-z and 0-9, in lower case, across line ends.

    >>> words("D.V.D. v. the “State”")
    ['d', 'v', 'd', 'v', 'the', 'state']
    """
    return _WORD.findall(text.lower())


def word_runs(text: str, length: int = RUN_LENGTH) -> set[str]:
    """Return each run of ``length`` words of a text, joined by one space.

    >>> sorted(word_runs("a b c d", 3))
    ['a b c', 'b c d']
    """
    found = words(text)
    return {" ".join(found[i : i + length]) for i in range(len(found) - length + 1)}


def sentences(text: str) -> list[Span]:
    """Split a text into sentences; paragraphs are its non-empty lines, both are counted from 1.

    >>> [(s.name, s.start, s.end) for s in sentences("One. Two v. U.S. law.\\n\\nThree")]
    [('p1s1', 0, 4), ('p1s2', 5, 21), ('p2s1', 23, 28)]
    """
    spans: list[Span] = []
    for paragraph, (start, end) in enumerate(_paragraphs(text), 1):
        for number, (first, last) in enumerate(_sentences(text, start, end), 1):
            spans.append(Span(f"p{paragraph}s{number}", first, last))
    return spans


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    for line in text.split("\n"):
        if line.strip():
            yield position, position + len(line)
        position += len(line) + 1


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = _skip_space(text, start, end)
    for match in _END.finditer(text, start, end):
        last = match.end()
        following = text[_skip_space(text, last, end)]
        if _ABBREVIATION.search(text[first : match.start() + 1]) or following.islower():
            continue
        yield first, last
        first = _skip_space(text, last, end)
    while end > first and text[end - 1].isspace():
        end -= 1
    if first < end:
        yield first, end


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position
