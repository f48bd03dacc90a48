"""The second wall: a query process asked directly, past the guard, has no network, starts nothing, outlives nobody."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from support import ROOT
from tct.build import Build
from tct.execute import Job, Limits
from tct.execute.process import WORKER
from tct.store import OxigraphStore

SECONDS = 30
QUAD = b"<http://example.org/a> <http://example.org/b> <http://example.org/c> <http://example.org/g> .\n"
SERVICES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c . LATERAL { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { ?a ?b ?c . LATERAL { SERVICE SILENT <URL> { ?s ?p ?o } } }",
    "ASK { ?a ?b ?c . FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "ASK { ?a ?b ?c . FILTER NOT EXISTS { SERVICE SILENT <URL> { ?s ?p ?o } } }",
    "SELECT * { ?a ?b ?c . MINUS { SERVICE <URL> { ?a ?p ?o } } }",
    "SELECT * { VALUES ?where { <URL> } SERVICE ?where { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "SELECT * FROM <http://example.org/g> { ?a ?b ?c . OPTIONAL { SERVICE <URL> { ?s ?p ?o } } }",
]


class Listener:
    """A TCP server on loopback that remembers who came."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.hits: list[bytes] = []
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/sparql"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection:
                self.hits.append(connection.recv(65536))


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A listener that is closed in the end."""
    found = Listener()
    yield found
    found.socket.close()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk."""
    directory = tmp_path_factory.mktemp("sandbox") / "store"
    OxigraphStore.create(QUAD, directory)
    return directory


def read(stream: IO[bytes], size: int) -> bytes:
    """Read exactly so many bytes, fewer at the end; fails where nothing comes for a while."""
    found = b""
    while len(found) < size:
        ready, _, _ = select.select([stream], [], [], SECONDS)
        assert ready, f"nothing came for {SECONDS} s"
        piece = os.read(stream.fileno(), size - len(found))
        if not piece:
            break
        found += piece
    return found


class Worker:
    """A query process without its server."""

    def __init__(self, store: Path, prelude: str = "") -> None:
        script = f"import sys, runpy; {prelude or 'pass'}\nsys.argv = sys.argv[1:]\n"
        script += "runpy.run_path(sys.argv[0], run_name='__main__')"
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", script, str(WORKER), str(store), str(2**30), str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.jobs, self.frames = self.process.stdin, self.process.stdout
        kind, means = self.frame()
        assert kind == b"S"
        self.means = means.decode()

    def frame(self) -> tuple[bytes, bytes]:
        """Return the next frame."""
        head = read(self.frames, 5)
        return head[:1], read(self.frames, struct.unpack(">I", head[1:])[0])

    def ask(self, query: str) -> tuple[bytes, bytes]:
        """Return how a query ends."""
        self.jobs.write(Job(query, "csv", "").line(Limits(max_bytes=10_000, max_rows=1000)))
        self.jobs.flush()
        return self.frame()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(SECONDS)
        self.jobs.close()
        self.frames.close()


NO_SECCOMP = "sys.modules['pyseccomp'] = None"


@pytest.mark.parametrize(("prelude", "means"), [("", "seccomp"), (NO_SECCOMP, "namespace")])
def test_the_engine_reaches_nobody(store: Path, listener: Listener, prelude: str, means: str) -> None:
    with Worker(store, prelude) as worker:
        if prelude and not worker.means:
            pytest.skip("this system lets nobody make a network namespace")
        assert worker.means == means
        for query in SERVICES:
            kind, payload = worker.ask(query.replace("URL", listener.url))
            if any(
                word in query for word in ("SILENT", "EXISTS", "MINUS")
            ):  # the engine takes it for no solution there
                assert kind == b"Z", query
            else:
                assert (kind, json.loads(payload)["kind"]) == (b"E", "failed"), query
        kind, payload = worker.ask("SELECT ?c { ?a ?b ?c }")
        assert (kind, payload) == (b"Z", b"c\r\nhttp://example.org/c\r\n")
    assert listener.hits == []


def test_without_the_wall_the_same_query_reaches_the_listener(listener: Listener) -> None:
    engine = OxigraphStore.create(QUAD)
    with pytest.raises(OSError, match=r"."):
        engine.answer(SERVICES[0].replace("URL", listener.url))
    assert len(listener.hits) == 1
    assert listener.hits[0].startswith(b"POST /sparql HTTP/1.1")


def inside(code: str, prelude: str = "") -> str:
    """Return what a program says that has closed its own network."""
    program = (
        f"import os, socket, sys\n{prelude}\nfrom tct.sandbox import close_network\nsaid = close_network()\n{code}"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_kernel_refuses_sockets_and_programs() -> None:
    code = """
def refused(what):
    try:
        what()
    except PermissionError:
        return True
    return False
print(said, refused(socket.socket), refused(lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)),
      refused(lambda: socket.socket(socket.AF_UNIX)), refused(lambda: os.execv("/bin/true", ["true"])))
"""
    assert inside(code).split() == ["seccomp", "True", "True", "True", "True"]


def test_an_empty_namespace_reaches_not_even_this_host(listener: Listener) -> None:
    port = listener.socket.getsockname()[1]
    code = f"""
try:
    socket.create_connection(("127.0.0.1", {port}), 5)
except OSError as error:
    print(said, error.strerror)
"""
    said = inside(code, NO_SECCOMP)
    if not said.startswith("namespace"):
        pytest.skip("this system lets nobody make a network namespace")
    assert said == "namespace Network is unreachable\n"
    assert listener.hits == []


# A system that allows neither: a filter of its own, laid by a parent, refuses both means.
NEITHER = """
import errno, os, sys, pyseccomp as sc
wall = sc.SyscallFilter(defaction=sc.ALLOW)
wall.add_rule(sc.ERRNO(errno.EPERM), "unshare")
wall.add_rule(sc.ERRNO(errno.EINVAL), "seccomp")
wall.add_rule(sc.ERRNO(errno.EINVAL), "prctl", sc.Arg(0, sc.EQ, 22))
wall.load()
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def test_a_system_that_allows_neither_is_told_at_start_up(built: Build, current: Build) -> None:
    assert built.manifest.digest == current.manifest.digest
    output = current.directory.parent.parent
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TCT_")}
    command = [sys.executable, "-c", NEITHER, "-m", "tct.cli", "serve", "--port", "0"]
    process = subprocess.Popen(
        [*command, "--root", str(ROOT), "--output", str(output)],
        env={**clean, "TCT_LOG": "0"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    threading.Timer(SECONDS * 2, process.kill).start()
    try:
        said = next((line for line in process.stderr if "keep its network" in line), "")
    finally:
        process.kill()
        process.wait(SECONDS)
        process.stderr.close()
    assert said == (
        "tct: this system lets a query process keep its network (neither seccomp nor a network namespace); "
        "only the guard stands between a query and other hosts\n"
    )


def test_a_query_process_ends_with_its_parent(store: Path) -> None:
    program = f"""
import os, signal, subprocess, sys
worker = [sys.executable, "-I", {str(WORKER)!r}, {str(store)!r}, str(2**30), str(os.getpid())]
subprocess.Popen(worker, stdin=0, stdout=1)
signal.pause()
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert parent.stdin is not None
    assert parent.stdout is not None
    try:
        assert read(parent.stdout, 5)[:1] == b"S"
        parent.send_signal(signal.SIGKILL)
        rest = read(parent.stdout, 1000)  # ends when both are gone: the standard input of the worker is still open
        assert len(rest) < 1000
    finally:
        parent.kill()
        parent.wait(SECONDS)
        parent.stdin.close()
        parent.stdout.close()


def test_a_process_whose_parent_is_gone_already_does_not_even_begin(store: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", str(WORKER), str(store), str(2**30), "1"],
        input=b"",
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, b"")
