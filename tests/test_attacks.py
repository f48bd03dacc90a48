"""A corpus of attacks: each is refused, killed or harmless, and nothing that it names is ever asked.

Each file of `attacks/` begins with a line ``# expect: STATUS WORDS``, or ``# expect: killed`` for a query that may run
but never ends. In the text, LISTENER stands for the address of a server of this test, <GRAPH> for a served graph, and
␍ for a carriage return.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from servers import serving
from tct.build import Build
from tct.errors import QueryRefused
from tct.guard import Guard

CORPUS = sorted((Path(__file__).parent / "attacks").iterdir())
DEADLINE = 1.0
KILLED = {503, 504, 507}


class Listener:
    """A TCP server on loopback that records every connection."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.socket.getsockname()[1]}"
        self.hits: list[bytes] = []
        self.came = threading.Event()
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(1)
                self.hits.append(connection.recv(200))
                self.came.set()

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join(5)


class Attack:
    """One file of the corpus."""

    def __init__(self, path: Path, listener: Listener, graph: str) -> None:
        head, text = path.read_bytes().decode("utf-8").removesuffix("\n").split("\n", 1)
        self.expected, _, self.words = head.removeprefix("# expect: ").partition(" ")
        self.text = text.replace("LISTENER", listener.address).replace("<GRAPH>", f"<{graph}>").replace("␍", "\r")
        self.is_update = path.suffix == ".ru"


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """The listener, which must have heard nothing when every attack is over."""
    server = Listener()
    try:
        yield server
        assert server.hits == []
    finally:
        server.close()


@pytest.fixture(scope="module")
def client(current: Build) -> Iterator[httpx.Client]:
    """A client of a running server with a short deadline."""
    with (
        serving(current.directory.parent.parent, env={"TCT_DEADLINE": str(DEADLINE), "TCT_LOG": "false"}) as (
            address,
            _,
        ),
        httpx.Client(base_url=address, trust_env=False, timeout=20) as asking,
    ):
        yield asking


@pytest.fixture(scope="module")
def patient(current: Build) -> Iterator[httpx.Client]:
    """A client of a server with the deadline that it has by default."""
    with (
        serving(current.directory.parent.parent, env={"TCT_LOG": "false"}) as (address, _),
        httpx.Client(base_url=address, trust_env=False, timeout=20) as asking,
    ):
        yield asking


@pytest.fixture(params=CORPUS, ids=lambda path: path.name)
def attack(request: pytest.FixtureRequest, listener: Listener, current: Build) -> Attack:
    """One attack."""
    return Attack(request.param, listener, min(current.manifest.graphs))


def test_the_corpus_is_large_and_says_what_it_expects() -> None:
    assert len(CORPUS) >= 100
    for path in CORPUS:
        assert path.suffix in {".rq", ".ru"}
        assert re.match(rb"# expect: (200|400|killed|200\|400\|507)( \S.*)?\n", path.read_bytes()), path.name


def test_the_listener_hears(listener: Listener) -> None:
    with socket.create_connection(listener.address.split(":"), 5) as connection:  # type: ignore[arg-type]
        connection.sendall(b"hello")
        assert listener.came.wait(5)
    assert listener.hits.pop() == b"hello"


def test_the_guard_refuses_it(attack: Attack, current: Build) -> None:
    guard = Guard(current.manifest.graphs)
    decide = guard.update if attack.is_update else guard.query
    for _ in range(2):
        try:
            decide(attack.text)
            status, said = "200", ""
        except QueryRefused as error:
            status, said = str(error.status), str(error)
        assert status in attack.expected or (attack.expected == "killed" and status == "200")
        assert attack.words in said
        assert "\n" not in said


def asked(client: httpx.Client, query: str) -> Iterator[httpx.Response]:
    """Send a query in every way that the protocol has."""
    direct = {"Content-Type": "application/sparql-query", "Accept": "*/*"}
    yield client.get("/sparql", params={"query": query})
    yield client.post("/sparql", data={"query": query})
    yield client.post("/sparql", content=query.encode(), headers=direct)


def test_the_server_refuses_it(attack: Attack, client: httpx.Client) -> None:
    if attack.expected == "killed":
        assert next(asked(client, attack.text)).status_code in KILLED
        return
    expected = attack.expected
    if attack.is_update:
        expected = "200" if attack.words == "this is a query" else "400"
    for answer in asked(client, attack.text):
        assert str(answer.status_code) in expected, answer.text
        if not attack.is_update and answer.status_code == 400:
            assert attack.words in answer.json()["detail"]


@pytest.mark.parametrize("path", [path for path in CORPUS if path.suffix == ".ru"], ids=lambda path: path.name)
def test_the_server_takes_no_updates(path: Path, listener: Listener, client: httpx.Client) -> None:
    attack = Attack(path, listener, "")
    for address in ("/sparql", "/update"):
        for answer in (
            client.get(address, params={"update": attack.text}),
            client.post(address, data={"update": attack.text}),
            client.post(address, content=attack.text.encode(), headers={"Content-Type": "application/sparql-update"}),
        ):
            assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://LISTENER/hit", "passwd", ""])
def test_graphs_of_the_protocol_are_served_ones(
    name: str, graph: str, listener: Listener, client: httpx.Client
) -> None:
    parameters = {"query": "ASK { ?s ?p ?o }", name: graph.replace("LISTENER", listener.address)}
    for answer in (client.get("/sparql", params=parameters), client.post("/sparql", data=parameters)):
        assert answer.status_code == 400
        assert "is not a graph of this dataset; the graphs are <" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("ASK " + "{" * 2000 + "}" * 2000, 400, "nested deeper than 100"),
        ("ASK { ?s ?p ?o FILTER(" + "(" * 2000 + "1" + ")" * 2000 + ") }", 400, "nested deeper than 100"),
        ("ASK { VALUES ?x { " + "1 " * 20_000 + "} }", 413, "a VALUES block has more than 10000 rows"),
        ("ASK { FILTER(" + "+".join(["1"] * 40_000) + ") }", 413, "too large to be checked"),
        ("ASK { ?s " + "/".join(["<a:b>"] * 16_000) + " ?o }", 413, "too large to be checked"),
        ("ASK { " + "?s ?p ?o . " * 8_000 + "}", 400, "one group holds too many triples"),
        ("ASK { # " + "x" * 10_000_000 + "\n}", 413, "larger than"),
        ("ASK { FILTER(1 IN (" + ",".join(["2"] * 40_000) + ",1)) }", 200, ""),
    ],
    ids=["groups", "brackets", "values", "sum", "path", "triples", "10 MB", "in"],
)
def test_bombs_of_size_are_answered(query: str, status: int, words: str, patient: httpx.Client) -> None:
    answer = patient.post(
        "/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query", "Accept": "*/*"}
    )
    assert (answer.status_code, words in answer.text) == (status, True)


def test_the_server_still_answers(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "application/sparql-results+json"})
    assert answer.json()["boolean"] is True
