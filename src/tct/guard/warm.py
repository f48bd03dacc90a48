"""A process that parses queries beforehand: ``python -m tct.guard.warm PARENT``, at low priority.

In the server the parser would hold the interpreter from the requests. It reads a JSON list of texts on standard
input and writes a line of JSON for each that parses: the text, the text that may run, and the verdict on it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict

from tct.errors import QueryRefused
from tct.guard.query import Guard
from tct.guard.templates import Verdict
from tct.sandbox import end_with_parent

LOW_PRIORITY = 10


def verdicts(texts: list[str]) -> Iterator[str]:
    """Yield the verdicts on texts as lines; what does not parse is left out."""
    guard = Guard([])
    for text in texts:
        with suppress(QueryRefused):
            plain, verdict = guard.examine(text)
            yield json.dumps([text, plain, asdict(verdict)]) + "\n"


def learn(guard: Guard, line: bytes) -> None:
    """Let a guard know a verdict of `verdicts`."""
    text, plain, parts = json.loads(line)
    guard.learn(text, plain, Verdict(**{**parts, **{name: tuple(parts[name]) for name in ("graphs", "services")}}))


def main() -> None:
    """Serve one list of texts."""
    end_with_parent(int(sys.argv[1]))
    os.nice(LOW_PRIORITY)
    for line in verdicts(json.load(sys.stdin)):
        sys.stdout.write(line)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
