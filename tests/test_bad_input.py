"""Bad input over HTTP, one test for each kind: its status, its sentence, and a server that goes on answering."""

from __future__ import annotations

import gzip
import json
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlsplit

import httpx
import pytest

from servers import serving
from support import ROOT
from tct.build import Build

ASK: Final = "ASK { ?s ?p ?o }"
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT: Final = {"Content-Type": "application/sparql-query"}
LARGE: Final = "SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 100000"
"""Some 40 MB: more than the buffers between a server and a client hold."""

EMPTY: Final = "line 1, column 1: expected 'ASK', 'BASE', 'CONSTRUCT', 'DESCRIBE', 'PREFIX' or 'SELECT', found the end"
TABLES: Final = (
    "there is application/sparql-results+json, application/sparql-results+xml, text/csv, text/tab-separated-values, "
    "application/json, application/xml, text/xml"
)
MEDIA: Final = "; send application/sparql-query or application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def client(current: Build) -> Iterator[httpx.Client]:
    """A client of a running server."""
    with serving(current.directory.parents[1]) as (address, _), httpx.Client(base_url=address, timeout=30) as found:
        yield found


@pytest.fixture(autouse=True)
def goes_on(client: httpx.Client) -> Iterator[None]:
    """Whatever a test sends, the server answers the next client."""
    yield
    assert client.get("/sparql", params={"query": ASK}).json() == {"head": {}, "boolean": True}


def refused(answer: httpx.Response, status: int, sentence: str) -> None:
    """Assert a whole refusal: its status, as problem+json, with the sentence; no control characters get through."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text[:300]
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status), problem
    assert problem["title"]
    assert sentence in problem["detail"]
    assert re.search(r"[\x00-\x1f\x7f]", problem["detail"]) is None
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("address", "body", "headers"),
    [
        (f"?query={quote(ASK)}&query={quote(ASK)}", None, {}),
        ("", f"query={quote(ASK)}&query={quote(ASK)}", FORM),
        (f"?query={quote(ASK)}", ASK, DIRECT),
        (f"?query={quote(ASK)}", f"query={quote(ASK)}", FORM),
    ],
)
def test_two_queries(client: httpx.Client, address: str, body: str | None, headers: dict[str, str]) -> None:
    answer = client.request("POST" if body else "GET", f"/sparql{address}", content=body, headers=headers)
    refused(answer, 400, "give exactly one query; there are 2")


@pytest.mark.parametrize(
    ("method", "address", "headers", "status", "sentence"),
    [
        ("GET", "?query=", {}, 400, EMPTY),
        ("POST", "", FORM, 400, "give exactly one query; there are 0"),
        ("POST", "", DIRECT, 400, EMPTY),
        ("POST", "", {}, 415, f"the body has no media type{MEDIA}"),
    ],
)
def test_no_query(
    client: httpx.Client, method: str, address: str, headers: dict[str, str], status: int, sentence: str
) -> None:
    refused(client.request(method, f"/sparql{address}", content=b"", headers=headers), status, sentence)


@pytest.mark.parametrize(
    ("method", "address", "body", "headers", "status", "sentence"),
    [
        ("GET", "?query=ASK%7B%7D%FF", b"", {}, 400, "the address is not UTF-8"),
        ("POST", "?a=%C3%28", ASK.encode(), DIRECT, 400, "the address is not UTF-8"),
        ("POST", "", b"query=ASK%7B%7D%FF", FORM, 400, "the body is not UTF-8"),
        ("POST", "", b"query=ASK{}\xff", FORM, 400, "the body is not UTF-8"),
        ("POST", "", b"ASK {} # \xff", DIRECT, 400, "the body is not UTF-8"),
        ("POST", "", b"ASK {} # \xed\xa0\x80", DIRECT, 400, "the body is not UTF-8"),
        (
            "POST",
            "",
            ASK.encode("utf-16"),
            {"Content-Type": "application/sparql-query; charset=utf-16"},
            415,
            "the body is in utf-16; send UTF-8",
        ),
    ],
)
def test_not_utf8(
    client: httpx.Client,
    method: str,
    address: str,
    body: bytes,
    headers: dict[str, str],
    status: int,
    sentence: str,
) -> None:
    refused(client.request(method, f"/sparql{address}", content=body, headers=headers), status, sentence)


@pytest.mark.parametrize(
    ("media", "named"),
    [
        ("text/plain", "text/plain"),
        ("application/json", "application/json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("multipart/form-data; boundary=x", "multipart/form-data"),
        ("APPLICATION/SPARQL-QUERYX", "application/sparql-queryx"),
    ],
)
def test_wrong_media_type(client: httpx.Client, media: str, named: str) -> None:
    refused(client.post("/sparql", content=ASK, headers={"Content-Type": media}), 415, f"the body is {named}{MEDIA}")


def test_an_update_over_get(client: httpx.Client) -> None:
    sentence = "this address takes queries only; updates go to /update of a writable instance"
    refused(client.get("/sparql", params={"update": "CLEAR ALL"}), 400, sentence)
    refused(client.get("/sparql", params={"update": "CLEAR ALL", "query": ASK}), 400, sentence)
    answer = client.get("/update", params={"update": "CLEAR ALL"})
    refused(answer, 405, "GET is not possible here; there is POST, OPTIONS")
    assert answer.headers["allow"] == "POST, OPTIONS"


@pytest.mark.parametrize(
    "update",
    [
        "CLEAR ALL",
        "DELETE WHERE { ?s ?p ?o }",
        "# SELECT\nINSERT DATA { <s:> <p:> <o:> }",
        "PREFIX x: <x:> DROP ALL",
        "LOAD <http://127.0.0.1:9/>",
    ],
)
def test_an_update_sent_as_a_query(client: httpx.Client, update: str) -> None:
    for answer in (
        client.get("/sparql", params={"query": update}),
        client.post("/sparql", data={"query": update}),
        client.post("/sparql", content=update, headers=DIRECT),
    ):
        refused(answer, 400, "this is an update; the query endpoint only reads")
    assert client.post("/sparql", data={"update": update}).status_code == 400
    answer = client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"})
    assert answer.status_code in {400, 415}
    refused(client.post("/update", data={"update": update}), 403, "this instance only reads")


def test_a_query_of_10_mb(client: httpx.Client) -> None:
    large = f"{ASK} #{'x' * 10_000_000}"
    refused(client.post("/sparql", content=large, headers=DIRECT), 413, "the body is larger than 400000 bytes")
    refused(client.post("/sparql", data={"query": large}), 413, "the body is larger than 400000 bytes")
    shorter = large[:100_001]
    for answer in (
        client.post("/sparql", content=shorter, headers=DIRECT),
        client.post("/sparql", data={"query": shorter}),
    ):
        refused(answer, 413, "the query has 100001 characters; at most 100000 are read")
    assert client.post("/sparql", content=large[:100_000], headers=DIRECT).json()["boolean"] is True


def test_a_query_of_10_mb_that_never_ends(client: httpx.Client) -> None:
    """Without a Content-Length it is read up to the cap, and no further."""
    pieces = (b"#" * 65536 for _ in range(10_000))
    try:
        answer = client.post("/sparql", content=pieces, headers=DIRECT)
    except (httpx.WriteError, httpx.RemoteProtocolError):
        return  # the server has closed while the client still wrote, before it read the answer
    refused(answer, 413, "the body is larger than 400000 bytes")


def test_an_address_of_10_mb_is_not_taken_for_http(client: httpx.Client) -> None:
    """The HTTP parser takes no address over 64 KiB; what it says is 400 and the end of the connection."""
    with connected(client) as stream:
        told = b""
        try:
            stream.sendall(b"GET /sparql?query=ASK%7B%7D%23" + b"x" * 10_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        except OSError:
            told = b"closed"  # while it was written
        told = told or received(stream)
        assert told == b"closed" or told.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {'{' * 2000} ?s ?p ?o {'}' * 2000}",
        f"SELECT * {{ ?s ?p ?o FILTER{'(' * 2000}true{')' * 2000} }}",
        f"SELECT * {{ ?s {'(' * 2000}<p:>{')' * 2000} ?o }}",
        f"SELECT * {{ ?s ?p {'[ <p:> ' * 2000}1{']' * 2000} }}",
        "SELECT * " + "{ SELECT * " * 2000 + "{}" + "}" * 2000,
    ],
)
def test_2000_nested_groups(client: httpx.Client, query: str) -> None:
    answer = client.post("/sparql", content=query, headers=DIRECT)
    refused(answer, 400, "nested deeper than 100; write the query flatter")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("ASK FROM <http://example.org/nowhere> {}", ""),
        ("ASK FROM NAMED <http://example.org/nowhere> {}", ""),
        ("PREFIX x: <http://example.org/> ASK FROM x:nowhere {}", ""),
        ("BASE <http://example.org/> ASK FROM <nowhere> {}", ""),
        ("ASK {}", "default-graph-uri"),
        ("ASK {}", "named-graph-uri"),
    ],
)
def test_an_unknown_graph(client: httpx.Client, current: Build, query: str, parameter: str) -> None:
    parameters = {"query": query} | ({parameter: "http://example.org/nowhere"} if parameter else {})
    for answer in (client.get("/sparql", params=parameters), client.post("/sparql", data=parameters)):
        refused(answer, 400, "<http://example.org/nowhere> is not a graph of this dataset; the graphs are <")
        assert [graph for graph in current.manifest.graphs if f"<{graph}>" not in answer.json()["detail"]] == []


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", ";;q=x", "text/csv;q=0, text/turtle", "text", "🦆/🦆"])
def test_a_bad_accept(client: httpx.Client, accept: str) -> None:
    answer = client.get("/sparql", params={"query": ASK}, headers=[(b"Accept", accept.encode())])
    refused(answer, 406, f"is not offered for this kind of query; {TABLES}")
    graph = client.get("/sparql", params={"query": "DESCRIBE <x:>"}, headers={"Accept": "image/png"})
    refused(graph, 406, "there is text/turtle, application/n-triples, application/rdf+xml, application/ld+json, text/")
    refused(client.get("/sparql", params={"query": ASK, "format": "png"}), 406, f"png is not offered for this kind of "
            f"query; {TABLES}")  # fmt: skip
    assert client.get("/sparql", params={"query": ASK}, headers={"Accept": ""}).status_code == 200
    long = client.get("/sparql", params={"query": ASK}, headers={"Accept": "a/b," * 1500})
    refused(long, 431, "the Accept header has 6000 characters; at most 4096 are read")


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void", "/catalog", "/", "/questions/nowhere", "/nowhere"])
def test_a_spoofed_host_is_in_no_answer(client: httpx.Client, path: str) -> None:
    """Every address in an answer comes from the configured base, or the one listened on."""
    spoofed = {
        "Host": "evil.example",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "gopher",
        "Forwarded": "host=evil.example;proto=gopher",
    }
    for accept in ("text/turtle", "text/html", "*/*"):
        answer = client.get(path, headers={**spoofed, "Accept": accept})
        assert "evil.example" not in answer.text + str(answer.headers)
        assert "gopher:" not in answer.text + str(answer.headers)
        assert answer.status_code in {200, 404, 406}
    slash = client.get("/sparql/?query=ASK%7B%7D", headers=spoofed)
    assert "evil" not in str(slash.headers)


def test_a_spoofed_forwarded_address_escapes_no_budget(current: Build) -> None:
    """No proxy is trusted unless it is named, so a header makes nobody another client."""
    dear = "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f FILTER(?c != {}) }}"
    budget = {"TCT_BUDGET": "0.3", "TCT_DEADLINE": "0.5"}
    with serving(current.directory.parents[1], env=budget) as (address, _):
        for number in range(20):
            answer = httpx.get(f"{address}/sparql", params={"query": dear.format(number)}, timeout=30, headers={
                "X-Forwarded-For": f"203.0.113.{number}", "Forwarded": f"for=203.0.113.{number}",
                "X-Real-IP": f"203.0.113.{number}"})  # fmt: skip
            if answer.status_code == 429:
                break
            assert answer.status_code in {503, 504}, answer.text
        refused(answer, 429, "this client used its 0.3 s of query time per 60 s; try again in ")
        assert int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "x-unknown"])
def test_a_compressed_body(client: httpx.Client, coding: str) -> None:
    bomb = gzip.compress(b"#" * 10_000_000)
    for headers in (DIRECT, FORM):
        answer = client.post("/sparql", content=bomb, headers={**headers, "Content-Encoding": coding})
        refused(answer, 415, "a compressed body is not read; send it plain")
    plain = client.post("/sparql", content=ASK, headers={**DIRECT, "Content-Encoding": "identity"})
    assert plain.status_code == 200


CRLF: Final = "%0D%0ASet-Cookie:%20stolen=1%0D%0A%0D%0A<script>"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/sparql?query=ASK%7B%7D&format=json{CRLF}", 406),
        (f"/sparql?query=ASK%7B%7D&results=csv&x={CRLF}", 200),
        (f"/sparql?query=ASK%7B%7D{CRLF}", 400),
        (f"/sparql?query=ASK%7B%7D&default-graph-uri=http://x/{CRLF}", 400),
        (f"/graph-store?graph=http://x/{CRLF}", 400),
        (f"/questions/agreement-form?lang=en{CRLF}", 400),
        (f"/questions/agreement-form?sender={CRLF}", 400),
        (f"/questions/{CRLF}", 404),
        (f"/static/{CRLF}", 404),
        (f"/{CRLF}", 404),
    ],
)
def test_cr_and_lf_in_a_parameter(client: httpx.Client, path: str, status: int) -> None:
    """They end up in no header, and in no page as markup."""
    for accept in ("*/*", "text/html"):
        answer = client.get(path, headers={"Accept": accept}, follow_redirects=False)
        assert "set-cookie" not in answer.headers
        assert "stolen" not in str(answer.headers)
        assert "<script>" not in answer.text or answer.headers["content-type"] == "application/problem+json"
        if accept == "*/*":
            assert answer.status_code == status, answer.text[:200]


def test_cr_and_lf_in_a_header_are_not_taken_for_http(client: httpx.Client) -> None:
    with connected(client) as stream:
        stream.sendall(
            b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\nAccept: a\rX: b\r\nConnection: close\r\n\r\n"
        )
        assert received(stream).startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 406 "))


def connected(client: httpx.Client, buffer: int = 0) -> socket.socket:
    """Return a plain connection to the server; with ``buffer``, one that takes little at a time."""
    address = urlsplit(str(client.base_url))
    stream = socket.socket()
    if buffer:
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    stream.settimeout(30)
    assert address.hostname
    assert address.port
    stream.connect((address.hostname, address.port))
    return stream


def received(stream: socket.socket) -> bytes:
    """Return what comes until the server closes."""
    pieces = []
    try:
        while piece := stream.recv(1 << 20):
            pieces.append(piece)
    except ConnectionError:
        pieces.append(b"")
    return b"".join(pieces)


def slow_reader(client: httpx.Client) -> socket.socket:
    """Ask for a large answer and read one byte of it."""
    stream = connected(client, buffer=4096)
    stream.sendall(f"GET /sparql?query={quote(LARGE)}&format=csv HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert stream.recv(1) == b"H"
    return stream


def test_clients_that_read_a_byte_at_a_time_keep_nobody_waiting(client: httpx.Client) -> None:
    """More of them than there are query processes: what they do not take waits outside of these."""
    readers = [slow_reader(client) for _ in range(5)]
    try:
        for number in range(20):
            for reader in readers:
                assert len(reader.recv(1)) == 1
            answer = client.get("/sparql", params={"query": f"ASK {{ ?s ?p {number} }}"})
            assert answer.status_code == 200
        assert client.get("/readyz").json()["ready"] is True
    finally:
        for reader in readers:
            reader.close()


IMPATIENT: Final = """
import tct.cli, tct.web.fields, tct.web.sparql
tct.web.fields.BODY_SECONDS = tct.web.sparql.SEND_SECONDS = 0.2
tct.cli.main()
"""


@contextmanager
def impatient(output: Path) -> Iterator[tuple[httpx.Client, Iterator[dict[str, Any]]]]:
    """Run the server with a fifth of a second for a body, and for a reader; give a client and its log."""
    program = [sys.executable, "-c", IMPATIENT, "serve", "--port", "0", "--output", str(output), "--root", str(ROOT)]
    process = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    alarm = threading.Timer(60, process.kill)  # a server that says nothing must not hold up the tests
    alarm.start()
    try:
        assert process.stdout is not None
        assert process.stderr is not None
        address = next(found[1] for line in process.stderr if (found := re.search(r"at (http://\S+) ", line)))
        with httpx.Client(base_url=address, timeout=30) as client:
            yield client, map(json.loads, process.stdout)
    finally:
        alarm.cancel()
        process.terminate()
        process.communicate(timeout=20)


def test_a_client_that_takes_nothing_is_cut_off(current: Build) -> None:
    """The status was sent, so the connection ends before the body does: chunks without the last one."""
    with impatient(current.directory.parents[1]) as (client, log), slow_reader(client) as stream:
        logged = next(log)
        rest = received(stream)
    assert (logged["route"], logged["status"], logged["outcome"]) == ("/sparql", 200, "cut")
    assert 0 < len(rest) < 20_000_000
    assert not rest.endswith(b"0\r\n\r\n")


def test_a_client_that_sends_its_body_a_byte_a_second_is_refused(current: Build) -> None:
    with impatient(current.directory.parents[1]) as (client, log), connected(client) as stream:
        stream.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
                       b"Content-Length: 100\r\nConnection: close\r\n\r\nA")  # fmt: skip
        told = received(stream)
        logged = next(log)
    assert told.startswith(b"HTTP/1.1 408 ")
    assert b"the body did not come within 0.2 s" in told
    assert logged["status"] == 408
