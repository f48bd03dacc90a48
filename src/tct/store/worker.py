"""A process that evaluates queries and can be killed: pyoxigraph has no timeout and no cancel from Python.

It reads one JSON job a line on standard input and answers with frames on standard output: one byte of type,
four of length (big-endian), then the payload. ``D`` is a piece of the answer, ``E`` an error as JSON, ``Z``
the last piece. The first frame, ``S``, says by which means the process has no network. It is started by its
path, not as a module, so that nothing else of the package is imported and a worker stays small.
"""

from __future__ import annotations

import json
import os
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pyoxigraph as ox

from tct.sandbox import close_network, end_with_parent, limit_memory
from tct.spreadsheet import SafeStream

PIECE = 65536

TABLES = {
    "json": ox.QueryResultsFormat.JSON,
    "srx": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "csv-safe": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "xml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
ROWS = {
    "json": (b'}},{"', 1),
    "srx": (b"<result>", 0),
    "csv": (b"\n", -1),
    "csv-safe": (b"\n", -1),
    "tsv": (b"\n", -1),
}
"""What is counted as a solution in a table, and with which number the count begins: JSON has one separator less than
solutions, CSV and TSV have a head. In a literal none of it stands so, but for the line ends of CSV in quotes. (A
solution of JSON that binds nothing is not counted.)"""

TOO_LARGE = "the answer is larger than this endpoint sends ({}); add LIMIT, or ask for less"


class Frames:
    """Standard output as frames; as a file it gathers an answer into pieces, up to a number of bytes and rows."""

    def __init__(self, stream: BinaryIO) -> None:
        """Write to a binary stream."""
        self.stream = stream
        self.gathered = bytearray()
        self.begin(0, 0, "")

    def begin(self, max_bytes: int, max_rows: int, form: str) -> None:
        """Begin an answer with its caps."""
        self.max_bytes, self.max_rows = max_bytes, max_rows
        self.bytes = 0
        self.form = form
        self.mark, self.rows = ROWS.get(form, (b"", 0))
        self.tail = b""
        self.quoted = False
        self.gathered.clear()

    def send(self, kind: bytes, payload: bytes) -> None:
        """Send one frame."""
        self.stream.write(kind + struct.pack(">I", len(payload)) + payload)
        self.stream.flush()

    def write(self, data: bytes) -> int:
        """Take a part of an answer; raises OverflowError past a cap."""
        self.gathered += data
        if len(self.gathered) >= PIECE:
            self._count()
            self.send(b"D", bytes(self.gathered))
            self.gathered.clear()
        return len(data)

    def flush(self) -> None:
        """Do nothing: the serialisers call it at the end, and a small answer is to leave in one frame."""

    def end(self) -> None:
        """Send the rest of an answer; one that leaves whole declares no prefix that it does not use."""
        whole = not self.bytes
        self._count()
        self.send(b"Z", trimmed(bytes(self.gathered)) if whole and self.form == "ttl" else bytes(self.gathered))

    def _count(self) -> None:
        self.bytes += len(self.gathered)
        if self.bytes > self.max_bytes:
            raise OverflowError(TOO_LARGE.format(f"{self.max_bytes} bytes"))
        if self.mark:
            self.rows += self._quoted_rows() if self.form == "csv" else self._marked_rows()
            if self.rows > self.max_rows:
                raise OverflowError(TOO_LARGE.format(f"{self.max_rows} rows"))

    def _marked_rows(self) -> int:
        """Return how often the mark stands in what was gathered, or across its beginning."""
        window = self.tail + self.gathered
        keep = len(self.mark) - 1
        self.tail = bytes(window[len(window) - keep :]) if keep else b""
        return window.count(self.mark)

    def _quoted_rows(self) -> int:
        """Return how many lines of CSV end in what was gathered, those within quotes left out."""
        parts = bytes(self.gathered).split(b'"')
        outside = parts[self.quoted :: 2]
        self.quoted ^= len(parts) % 2 == 0
        return sum(part.count(self.mark) for part in outside)


def trimmed(turtle: bytes) -> bytes:
    """Return Turtle without the prefixes that stand nowhere else in it."""
    lines = turtle.split(b"\n")
    head = next((number for number, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    body = b"\n".join(lines[head:])
    used = set(re.findall(rb"[\w.-]+(?=:)|(?<!\w)(?=:)", body))
    return b"\n".join([*(line for line in lines[:head] if line[8:].partition(b":")[0] in used), body])


def counted(triples: Iterable[Any], most: int) -> Iterator[Any]:
    """Yield triples, up to a number; raises OverflowError past it."""
    for number, triple in enumerate(triples, 1):
        if number > most:
            raise OverflowError(TOO_LARGE.format(f"{most} triples"))
        yield triple


def evaluate(store: ox.Store, job: dict[str, Any]) -> Any:
    """Evaluate a job over its dataset: the protocol's graphs, else the query's, else the union of all.

    The engine's union overrules FROM clauses, so it is only asked for where a query has none.
    """
    query, base = job["query"], job["base"]
    if job["default"] is None:
        return store.query(query, base_iri=base, use_default_graph_as_union=job["union"])
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(iri) for iri in job["default"]]
    named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in job["named"]]
    return store.query(query, base_iri=base, default_graph=default, named_graphs=named)


def answer(store: ox.Store, job: dict[str, Any], frames: Frames) -> None:
    """Evaluate a job and send its answer, in one thread from start to end (else pyoxigraph aborts)."""
    form = job["format"]
    frames.begin(job["max_bytes"], job["max_rows"], form)
    result = evaluate(store, job)
    output: Any = frames  # all that the serialisers ask of a file is write() and flush()
    if isinstance(result, ox.QueryTriples):
        ox.serialize(counted(result, job["max_rows"]), output, GRAPHS[form], prefixes=job["prefixes"])
    elif form == "csv-safe":
        output = SafeStream(frames)
        result.serialize(output, TABLES[form])
        output.end()
    else:
        result.serialize(output, TABLES[form])
    frames.end()


def main() -> None:
    """Serve jobs until standard input ends: ``worker.py DIRECTORY MEMORY PARENT``."""
    directory, memory, parent = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    end_with_parent(parent)
    means = close_network()  # before the engine has threads, as each takes over what holds for the one that starts it
    store = ox.Store.read_only(directory)
    limit_memory(memory)
    frames = Frames(os.fdopen(1, "wb", buffering=0))
    frames.send(b"S", means.encode())
    for line in sys.stdin.buffer:
        try:
            answer(store, json.loads(line), frames)
        except SyntaxError as error:
            frames.send(b"E", json.dumps({"kind": "syntax", "message": str(error.msg)}).encode())
        except OverflowError as error:
            frames.send(b"E", json.dumps({"kind": "too-large", "message": str(error)}).encode())
        except (MemoryError, OSError, RuntimeError, ValueError) as error:
            kind = "unsupported" if str(error).startswith("The custom function ") else "failed"
            frames.send(b"E", json.dumps({"kind": kind, "message": str(error)[:500]}).encode())


if __name__ == "__main__":
    main()
