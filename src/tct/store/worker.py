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
ROWS = {"json": b'}},{"', "srx": b"<result>", "csv": b"\r\n", "csv-safe": b"\r\n", "tsv": b"\n"}
"""What stands between two solutions of a table. A literal that holds these bytes counts as one row more, which
only matters within sight of a cap of a million."""

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
        self.bytes = self.rows = 0
        self.form = form
        self.between = ROWS.get(form, b"")
        self.tail = b""
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
        if self.between:
            window = self.tail + self.gathered
            self.rows += window.count(self.between)
            self.tail = bytes(window[len(window) - len(self.between) + 1 :]) if len(self.between) > 1 else b""
            if self.rows > self.max_rows:
                raise OverflowError(TOO_LARGE.format(f"{self.max_rows} rows"))


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
    if job["default"] is None:
        return store.query(job["query"], use_default_graph_as_union=job["union"])
    named = [ox.NamedNode(iri) for iri in job["named"]]
    return store.query(job["query"], default_graph=[ox.NamedNode(iri) for iri in job["default"]], named_graphs=named)


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
    store = ox.Store.read_only(directory)
    means = close_network()
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
            frames.send(b"E", json.dumps({"kind": "failed", "message": str(error)[:500]}).encode())


if __name__ == "__main__":
    main()
