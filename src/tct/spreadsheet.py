"""CSV that a spreadsheet takes for text and numbers, never for formulas (OWASP, "CSV Injection").

A cell that starts with ``= + - @``, a tab or a line break gets an apostrophe before it, unless it is a number. The
text begins with a byte order mark: without one, spreadsheets take UTF-8 for an older coding and break accents.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

MARK: Final = "\ufeff"
"""The byte order mark that the text begins with."""

_RISKY: Final = tuple("=+-@\t\r\n")
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_CELL: Final = re.compile(rb'("[^"]*(?:""[^"]*)*"|[^",\r\n]*)(,|\r?\n)')
_PIECE: Final = 65536


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs.

    >>> safe("=1+1"), safe("-12.5"), safe("-x"), safe("x")
    ("'=1+1", '-12.5', "'-x", 'x')
    """
    return f"'{cell}" if cell.startswith(_RISKY) and not _NUMBER.fullmatch(cell) else cell


def safe_csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV (RFC 4180) for a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerows([safe(cell) for cell in row] for row in [heads, *rows])
    return MARK + stream.getvalue()


class Sink(Protocol):
    """What takes bytes, as a serialiser writes them."""

    def write(self, data: bytes, /) -> int:
        """Take bytes."""


class SafeStream:
    """Takes CSV in pieces of any size, as a serialiser writes it, and passes it on made safe."""

    def __init__(self, target: Sink) -> None:
        """Pass on to ``target``."""
        self._target = target
        self._held = bytearray(MARK.encode())
        self._due = _PIECE
        self._begun = False

    def write(self, data: bytes) -> int:
        """Take a piece."""
        self._held += data
        if len(self._held) >= self._due:
            self._pass_on()
            self._due = max(_PIECE, 2 * len(self._held))  # a long cell is not looked at again for each piece
        return len(data)

    def flush(self) -> None:
        """Do nothing: serialisers call it at their end."""

    def end(self) -> None:
        """Pass on the rest."""
        self._pass_on()
        self._target.write(_safe_cell(bytes(self._held)))
        self._held.clear()

    def _pass_on(self) -> None:
        """Pass on every cell that is whole; what is left is the begin of one."""
        mark = b"" if self._begun else MARK.encode()
        done, position = [mark], len(mark)
        while match := _CELL.match(self._held, position):
            done.append(_safe_cell(bytes(match[1])) + match[2])
            position = match.end()
        self._begun = True
        self._target.write(b"".join(done))
        del self._held[:position]


def _safe_cell(cell: bytes) -> bytes:
    quoted = cell.startswith(b'"')
    text = (cell[1:-1] if quoted else cell).decode()
    made = safe(text).encode()
    return b'"' + made + b'"' if quoted else made
