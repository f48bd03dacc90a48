"""What one query may take, and what it asks of a process."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

HOLD: Final = 1024 * 1024
"""Bytes of an answer that are held back before a status is sent: what fails sooner is an error and no torn 200."""

SLICE: Final = 0.03
"""Seconds of work after which a query counts as long and no longer runs in the lane of short ones."""

YIELD: Final = 0.2
"""Seconds after which a long query goes on at low priority. Where only the system's administrator may take that back,
its process is replaced in the end, which costs about as much."""

QUICK: Final = 0.1
"""Seconds: a query whose process died sooner is tried once more, as hardly anything can be its fault by then."""

START: Final = 30.0
"""Seconds that a process has to open its store."""

STREAMS: Final = 32
"""Answers larger than `HOLD` that may be on their way to clients at once; their bytes wait on disk."""


@dataclass(frozen=True)
class Limits:
    """Seconds (waiting included), bytes and rows of an answer, bytes of memory; how many run.

    ``queue`` is how many wait in each of the two lanes.
    """

    deadline: float = 10.0
    max_bytes: int = 64 * 1024 * 1024
    max_rows: int = 1_000_000
    memory: int = 1024 * 1024 * 1024
    workers: int = 2
    queue: int = 32


@dataclass(frozen=True)
class Job:
    """A guarded query, a format of the worker, and the dataset that the protocol names (None: the query's own).

    ``union`` says that the default graph is the union of all graphs; it is not where a query has FROM clauses.
    ``base`` resolves relative IRIs (SPARQL 1.1, 4.1.1.2); without it they are errors.
    ``shape`` is the query with its constants left out: what it cost is remembered by it.
    """

    query: str
    form: str
    shape: str
    prefixes: Mapping[str, str] = field(default_factory=dict)
    default: Sequence[str] | None = None
    named: Sequence[str] = ()
    union: bool = True
    base: str | None = None

    def line(self, limits: Limits) -> bytes:
        """Return the job as the worker reads it."""
        return json.dumps({
            "query": self.query,
            "format": self.form,
            "prefixes": dict(self.prefixes),
            "default": None if self.default is None else list(self.default),
            "named": list(self.named),
            "union": self.union,
            "base": self.base,
            "max_bytes": limits.max_bytes,
            "max_rows": limits.max_rows,
        }).encode() + b"\n"  # fmt: skip
