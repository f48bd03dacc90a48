"""A process that evaluates queries and can be killed: pyoxigraph has no timeout and no cancel from Python.

It reads one JSON job a line on standard input and answers with frames on standard output: one byte of type,
four of length (big-endian), then the payload. ``D`` is a piece of the answer, ``E`` an error as JSON, ``Z``
the end. Started as ``python -m tct.store.worker DIRECTORY MEMORY``; nothing else of the package is imported,
so that a worker stays small.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from typing import Any, BinaryIO

import pyoxigraph as ox

PIECE = 65536

TABLES = {
    "json": ox.QueryResultsFormat.JSON,
    "srx": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "xml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


class Frames:
    """Standard output as frames; as a file it gathers an answer into pieces, up to a number of bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        """Write to a binary stream."""
        self.stream, self.left = stream, 0
        self.gathered = bytearray()

    def send(self, kind: bytes, payload: bytes) -> None:
        """Send one frame."""
        self.stream.write(kind + struct.pack(">I", len(payload)) + payload)
        self.stream.flush()

    def write(self, data: bytes) -> int:
        """Take a part of an answer; raises OverflowError past the cap."""
        self.left -= len(data)
        if self.left < 0:
            raise OverflowError("the answer is larger than this endpoint sends; add LIMIT, or ask for less")
        self.gathered += data
        if len(self.gathered) >= PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what is gathered."""
        if self.gathered:
            self.send(b"D", bytes(self.gathered))
            self.gathered.clear()


def answer(store: ox.Store, job: dict[str, Any], frames: Frames) -> None:
    """Evaluate a job and send its answer, in one thread from start to end (else pyoxigraph aborts)."""
    frames.left = job["max_bytes"]
    frames.gathered.clear()
    result = store.query(job["query"], use_default_graph_as_union=True)
    form = job["format"]
    output: Any = frames  # all that the serialisers ask of a file is write() and flush()
    if isinstance(result, ox.QueryTriples):
        ox.serialize(result, output, GRAPHS[form], prefixes=job["prefixes"])
    else:
        result.serialize(output, TABLES[form])
    frames.flush()


def main() -> None:
    """Serve jobs until standard input ends."""
    directory, memory = sys.argv[1], int(sys.argv[2])
    store = ox.Store.read_only(directory)
    with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123
        held = int(stream.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))
    frames = Frames(sys.stdout.buffer)
    frames.send(b"Z", b"")
    for line in sys.stdin.buffer:
        try:
            answer(store, json.loads(line), frames)
        except SyntaxError as error:
            frames.send(b"E", json.dumps({"kind": "syntax", "message": str(error.msg)}).encode())
        except OverflowError as error:
            frames.send(b"E", json.dumps({"kind": "too-large", "message": str(error)}).encode())
        except (MemoryError, OSError, RuntimeError, ValueError) as error:
            frames.send(b"E", json.dumps({"kind": "failed", "message": str(error)[:500]}).encode())
        else:
            frames.send(b"Z", b"")


if __name__ == "__main__":
    main()
