"""The process of the writes: it can be killed at its deadline, and it has no network.

It reads one JSON job a line on standard input and answers one JSON line. It is kept between writes, for what it has
imported and read; one that was killed is replaced. Started as ``python -m tct.write.child ROOT SHAPES MEMORY PARENT``.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tct.errors import QueryRefused, TctError
from tct.layout import Layout
from tct.sandbox import close_network, end_with_parent, limit_memory
from tct.write.apply import Applier
from tct.write.change import Change


def answer(applier: Applier, job: dict[str, Any]) -> dict[str, Any]:
    """Return what became of a job, or the error that says why nothing did."""
    try:
        change = Change.read(job["change"])
        return asdict(applier.apply(change, Path(job["source"]), Path(job["target"]), job["version"]))
    except QueryRefused as error:
        place = {name: getattr(error, name) for name in ("line", "column", "findings") if hasattr(error, name)}
        return {"error": str(error), "status": error.status, "title": error.title, **place}
    except MemoryError:
        return {"error": "the write took more memory than it may", "status": 507, "title": "Write failed"}
    except (TctError, OSError) as error:
        return {"error": f"the write cannot be applied: {error}", "status": 500, "title": "Write failed"}


def main() -> None:
    """Serve jobs until standard input ends."""
    root, shapes, memory, parent = Path(sys.argv[1]), sys.argv[2] == "1", int(sys.argv[3]), int(sys.argv[4])
    end_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server decides when a write ends
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is not an answer
    applier = Applier(Layout(root), shapes)
    close_network()
    limit_memory(memory)
    answers.write("{}\n")
    answers.flush()
    for line in sys.stdin.buffer:
        answers.write(json.dumps(answer(applier, json.loads(line))) + "\n")
        answers.flush()
        gc.collect()  # lets the store of this write go, with its open files


if __name__ == "__main__":
    main()
