"""A kill at any moment loses no acknowledged write, and leaves no write half there.

Each write inserts a pair, in two operations. A writer that works without end is killed with all its processes, ninety
times, and a whole server under HTTP ten times; each life begins by telling what the one before has left.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from support import ROOT
from tct.build import Build, build
from tct.layout import Layout
from tree import tiny_tree
from writes import halves, insertion

INSTANCES = 5
KILLS = 18
"""Lives of each instance; with the ten of the server a hundred in all."""

SERVER_KILLS = 10


@dataclass
class Instance:
    """One writable instance over its lives: what was acknowledged, and what was under way when it was killed."""

    output: Path
    acknowledged: set[int] = field(default_factory=lambda: {0})
    begun: set[int] = field(default_factory=lambda: {0})
    interrupted: int = 0
    kept: int = 0

    def check(self, left: list[int], right: list[int]) -> None:
        """Assert that everything acknowledged is there, nothing is half there, and nothing else is."""
        assert left == right, "half a write is there"
        assert len(left) == len(set(left))
        assert self.acknowledged <= set(left) <= self.begun, "an acknowledged write is lost, or one came from nowhere"
        self.kept += len(set(left) - self.acknowledged)
        self.acknowledged = set(left)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """A tree with one pair, the shape of pairs and a rule."""
    return tiny_tree(tmp_path_factory.mktemp("tiny") / "tree")


@contextmanager
def started(*command: str) -> Iterator[subprocess.Popen[str]]:
    """Run a program of ours in a process group of its own, and end all of it in the end."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TCT_")}
    process = subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=clean,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        kill(process)
        process.wait(20)
        assert process.stdout is not None
        process.stdout.close()


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a program and every process that it started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def live(instance: Instance, tiny: Layout, moments: random.Random) -> None:
    """Let an instance write from its start, and kill it at some moment of one of its first writes."""
    with started(str(ROOT / "tests" / "writes.py"), str(tiny.root), str(instance.output)) as process:
        assert process.stdout is not None
        fatal = len(instance.begun) + moments.randrange(3)
        timer = threading.Timer(moments.random() ** 2 * 0.5, kill, [process])
        under_way = False
        for line in process.stdout:  # until the kill ends it
            word, _, rest = line.partition(" ")
            if word == "found":
                instance.check(*json.loads(rest))
                fatal = max(instance.acknowledged) + 1 + moments.randrange(3)
            elif word == "begin":
                instance.begun.add(int(rest))
                under_way = True
                if int(rest) == fatal:
                    timer.start()
            else:
                assert word == "done", line
                instance.acknowledged.add(int(rest))
                under_way = False
        timer.cancel()
        instance.interrupted += under_way


def test_ninety_kills_of_a_writer(tiny: Layout, tmp_path: Path) -> None:
    def lives(number: int) -> Instance:
        instance, moments = Instance(tmp_path / str(number)), random.Random(number)
        build(tiny, instance.output)
        for _ in range(KILLS):
            live(instance, tiny, moments)
        instance.check(*halves(Build.current(instance.output / "writable")))
        return instance

    with ThreadPoolExecutor(INSTANCES) as pool:
        instances = list(pool.map(lives, range(INSTANCES)))
    assert sum(instance.interrupted for instance in instances) > INSTANCES * KILLS / 2, "most kills meet a write"
    for instance in instances:
        assert len(instance.acknowledged) > KILLS, "the writes before each kill count"
        names = [path.name for path in (instance.output / "writable" / "releases").iterdir()]
        assert len(names) <= 4, "what a kill leaves behind is swept"


def test_ten_kills_of_a_server(tiny: Layout, tmp_path: Path) -> None:
    instance, moments = Instance(tmp_path), random.Random("server")
    build(tiny, tmp_path)
    for _ in range(SERVER_KILLS):
        serve(instance, tiny, moments)
    instance.check(*halves(Build.current(tmp_path / "writable")))
    assert len(instance.acknowledged) > SERVER_KILLS


def serve(instance: Instance, tiny: Layout, moments: random.Random) -> None:
    """Write to a server over HTTP until it is killed."""
    command = ["-m", "tct.cli", "serve", "--port", "0", "--writable", "--without-token",
               "--root", str(tiny.root), "--output", str(instance.output)]  # fmt: skip
    with started(*command) as process:
        assert process.stdout is not None
        found = next(found for line in process.stdout if (found := re.search(r"at (http://\S+) ", line)))
        with httpx.Client(base_url=found[1], timeout=30) as client:
            instance.check(*(read(client, half) for half in ("left", "right")))
            number = max(instance.acknowledged)
            fatal = number + 1 + moments.randrange(4)
            timer = threading.Timer(moments.random() * 0.5, kill, [process])
            try:
                while True:
                    number += 1
                    if number == fatal:
                        timer.start()
                    instance.begun.add(number)
                    answer = client.post("/update", data={"update": insertion(number)})
                    assert answer.status_code == 204, answer.text
                    instance.acknowledged.add(number)
                    assert read(client, "right")[-1] == number, "a client reads its own write"
            except httpx.TransportError:
                timer.cancel()


def read(client: httpx.Client, half: str) -> list[int]:
    """Return the numbers of the pairs that have this half, as a client sees them."""
    query = (
        f"PREFIX tct: <https://w3id.org/third-country-transfers/ns#> SELECT ?n {{ ?pair tct:{half} ?n }} ORDER BY ?n"
    )
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    return [int(line) for line in answer.text.split()[1:]]
