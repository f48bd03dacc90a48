"""A program that writes without end, for tests that kill it: ``python writes.py ROOT OUTPUT``.

It says on standard output, a line each: ``found …`` (the numbers of the pairs that are there at its start, as JSON:
left halves, right halves), then for each write ``begin N`` before it and ``done N`` once it is acknowledged.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from tct.build import Build
from tct.store import Solutions
from tct.write import Access, Change, Generations, Limits, Writer

PREFIX = "PREFIX tct: <https://w3id.org/third-country-transfers/ns#>\n"


def insertion(number: int) -> str:
    """Return an update that inserts one pair: two triples that the shape wants together, in two operations."""
    pair, graph = f"<https://example.org/pair/{number}>", "<https://w3id.org/third-country-transfers/graph/pairs>"
    left, right = (f"INSERT DATA {{ GRAPH {graph} {{ {pair} tct:{half} {number} }} }}" for half in ("left", "right"))
    return f"{PREFIX}{left} ; {right}"


def halves(build: Build) -> tuple[list[int], list[int]]:
    """Return the numbers of the left and of the right halves in a build."""
    store, found = build.open(), []
    for half in ("left", "right"):
        answer = store.answer(f"{PREFIX}SELECT ?n {{ ?pair tct:{half} ?n }} ORDER BY ?n")
        assert isinstance(answer, Solutions)
        found.append([int(str(row[0])) for row in answer.rows])
    return found[0], found[1]


def say(*words: object) -> None:
    """Write a line at once, in one piece."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


async def write_on(root: Path, output: Path) -> None:
    """Write pairs, one after the other, until somebody ends it."""
    generations = Generations(output / "writable", Build.current(output), keep=0)
    left, right = halves(generations.build)
    say("found", json.dumps([left, right]))
    async with Writer(generations, root, Access("", shapes=True), Limits()).running() as writer:
        number = max(left)
        while True:
            number += 1
            say("begin", number)
            await writer.write(Change("update", insertion(number)))
            say("done", number)


if __name__ == "__main__":
    asyncio.run(write_on(Path(sys.argv[1]), Path(sys.argv[2])))
