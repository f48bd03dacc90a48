"""SERVICE of a listed endpoint: asked by our own client, under limits, and put into the query as VALUES."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

import pytest

from tct.errors import QueryRefused
from tct.federate import Federation, inline, is_public
from tct.guard import Guard
from tct.store import OxigraphStore, Solutions

JSON: Final = "application/sparql-results+json"
DATA: Final = b'<http://e/a> <http://e/p> "1" <http://e/g> .\n<http://e/b> <http://e/p> "2" <http://e/g> .\n'


class Endpoint(ThreadingHTTPServer):
    """An endpoint on loopback that gives one prepared answer and records what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[dict[str, str], str]] = []
        self.status, self.headers, self.body = 200, {"Content-Type": JSON}, b""
        self.released = threading.Event()
        self.released.set()
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"

    def give(self, variables: Sequence[str], *rows: dict[str, dict[str, str]]) -> None:
        """Answer with these rows."""
        self.body = json.dumps({"head": {"vars": variables}, "results": {"bindings": rows}}).encode()


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append((dict(self.headers), body))
        self.server.released.wait(10)
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """A running endpoint."""
    server = Endpoint()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()


def replaced(query: str, services: Sequence[str], **options: Any) -> str:
    """Return the query with its SERVICE clauses replaced."""

    async def run() -> str:
        client = Federation(services, **options)
        try:
            return (await inline(Guard([], services=services).query(query), client)).text
        finally:
            await client.aclose()

    return asyncio.run(run())


def refused(query: str, services: Sequence[str], **options: Any) -> tuple[int, str]:
    """Return the status and the sentence of a refusal."""
    with pytest.raises(QueryRefused) as caught:
        replaced(query, services, **options)
    return caught.value.status, str(caught.value)


def rows(query: str) -> set[tuple[str, ...]]:
    """Evaluate a query over two triples."""
    found = OxigraphStore.create(DATA).answer(query)
    assert isinstance(found, Solutions)
    return {tuple(str(term) for term in row) for row in found.rows}


def test_the_answer_takes_the_place_of_the_clause(endpoint: Endpoint) -> None:
    endpoint.give(
        ["s", "label"],
        {
            "s": {"type": "uri", "value": "http://e/a"},
            "label": {"type": "literal", "value": 'A "\\\n', "xml:lang": "en"},
        },
        {"s": {"type": "uri", "value": "http://e/c"}},
        {"label": {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}},
    )
    query = (
        "PREFIX e: <http://e/> # the prologue goes along\n"
        f'SELECT ?s ?label {{ ?s e:p "1" . SERVICE <{endpoint.url}> {{ ?s e:label ?label FILTER(?label != "}}") }} }}'
    )
    text = replaced(query, [endpoint.url])
    assert text == (
        "PREFIX e: <http://e/>                          \n"
        'SELECT ?s ?label { ?s e:p "1" . VALUES (?s ?label) { (<http://e/a> "A \\"\\\\\\n"@en) (<http://e/c> UNDEF) '
        '(UNDEF "3"^^<http://www.w3.org/2001/XMLSchema#integer>) } }'
    )
    assert rows(text) == {("http://e/a", 'A "\\\n'), ("http://e/a", "3")}
    [(headers, body)] = endpoint.asked
    assert body == (
        'PREFIX e: <http://e/>                          \nSELECT * WHERE { ?s e:label ?label FILTER(?label != "}") }'
    )
    assert (headers["Host"], headers["Accept"], headers["Content-Type"]) == (
        endpoint.url.split("/")[2],
        JSON,
        "application/sparql-query",
    )
    assert not {"Authorization", "Cookie", "Proxy-Authorization"} & set(headers)


def test_two_clauses_in_one_query(endpoint: Endpoint) -> None:
    endpoint.give(["s"], {"s": {"type": "uri", "value": "http://e/a"}})
    query = f"""PREFIX x: <{endpoint.url.removesuffix("sparql")}>
        SELECT ?s {{ ?s ?p ?o OPTIONAL {{ service x:sparql {{ ?s ?q 1 }} }}
        FILTER NOT EXISTS {{ SERVICE SILENT <{endpoint.url}> {{ ?s ?q 2 }} }} }}"""
    text = replaced(query, [endpoint.url])
    assert text.count("VALUES (?s) { (<http://e/a>) }") == 2
    assert "service" not in text.lower()
    assert rows(text) == {("http://e/b",)}
    assert len(endpoint.asked) == 2


def test_no_rows_and_no_variables(endpoint: Endpoint) -> None:
    query = f'SELECT ?s {{ ?s <http://e/p> "1" SERVICE <{endpoint.url}> {{ <a:b> <a:c> 1 }} }}'
    endpoint.give([], {}, {})
    assert rows(replaced(query, [endpoint.url])) == {("http://e/a",)}
    endpoint.give([])
    assert rows(replaced(query, [endpoint.url])) == set()


def test_a_query_without_service_is_left_as_it_is(endpoint: Endpoint) -> None:
    assert replaced("ASK { ?service ?p 'SERVICE' }", [endpoint.url]) == "ASK { ?service ?p 'SERVICE' }"
    assert endpoint.asked == []


@pytest.mark.parametrize(
    ("status", "headers", "body", "reason"),
    [
        (500, {"Content-Type": JSON}, b"", "it answered 500"),
        (302, {"Location": "http://127.0.0.1:1/"}, b"", "it answered 302"),
        (200, {"Content-Type": "text/html"}, b"<html>", f"it answered text/html instead of plain {JSON}"),
        (200, {}, b"{}", f"it answered no media type instead of plain {JSON}"),
        (200, {"Content-Type": JSON, "Content-Encoding": "gzip"}, b"\x1f\x8b", "instead of plain"),
        (200, {"Content-Type": JSON}, b"{", f"its answer is not {JSON}"),
        (200, {"Content-Type": JSON}, b'{"head": {}, "boolean": true}', f"its answer is not {JSON}"),
        (200, {"Content-Type": JSON}, b"[" * 100_000, f"its answer is not {JSON}"),
        (200, {"Content-Type": JSON}, b" " * 5_000_000, "its answer is larger than 4194304 bytes"),
    ],
    ids=["500", "redirect", "html", "untyped", "gzip", "broken", "boolean", "deep", "large"],
)
def test_an_endpoint_that_fails_is_named(
    status: int, headers: dict[str, str], body: bytes, reason: str, endpoint: Endpoint
) -> None:
    endpoint.status, endpoint.headers, endpoint.body = status, headers, body
    query = f"SELECT * {{ ?s ?p ?o SERVICE %s <{endpoint.url}> {{ ?s ?q ?r }} }}"
    found, sentence = refused(query % "", [endpoint.url])
    assert (found, sentence.startswith(f"<{endpoint.url}> failed: "), reason in sentence) == (502, True, True)
    assert len(endpoint.asked) == 1
    silent = replaced(query % "SILENT", [endpoint.url])
    assert silent == "SELECT * { ?s ?p ?o VALUES () { () } }"
    assert len(rows(silent)) == 2


@pytest.mark.parametrize(
    ("name", "term", "reason"),
    [
        ("x", {"type": "bnode", "value": "b0"}, "its answer has a blank node"),
        ("x", {"type": "triple", "value": {}}, "a term of the kind 'triple'"),
        ("x", {"type": "uri", "value": "a:b> } SERVICE <a:c"}, "a term of the kind 'uri'"),
        ("x", {"type": "literal", "value": "a", "xml:lang": "en } #"}, "a language tag"),
        ("x", {"type": "literal", "value": "a", "datatype": "a:b> }"}, "a datatype"),
        ("x", {"type": "literal", "value": "\ud800"}, "is not application/sparql-results+json"),
        ("x) { } #", {"type": "literal", "value": "a"}, "a name of a variable"),
    ],
    ids=["blank", "triple", "iri", "language", "datatype", "surrogate", "variable"],
)
def test_an_answer_that_cannot_be_written_is_refused(
    name: str, term: dict[str, str], reason: str, endpoint: Endpoint
) -> None:
    endpoint.give([name], {name: term})
    found, sentence = refused(f"ASK {{ SERVICE <{endpoint.url}> {{ ?x ?y ?z }} }}", [endpoint.url])
    assert (found, reason in sentence) == (502, True)


def test_too_many_rows(endpoint: Endpoint) -> None:
    endpoint.give(["x"], *[{}] * 4)
    query = f"ASK {{ SERVICE <{endpoint.url}> {{ ?x ?y ?z }} }}"
    assert refused(query, [endpoint.url], max_rows=3) == (
        502,
        f"<{endpoint.url}> failed: its answer has 4 rows; at most 3 are taken",
    )


def test_a_slow_endpoint_is_not_waited_for(endpoint: Endpoint) -> None:
    endpoint.released.clear()
    query = f"ASK {{ SERVICE <{endpoint.url}> {{ ?x ?y ?z }} }}"
    assert refused(query, [endpoint.url], timeout=0.3) == (504, f"<{endpoint.url}> did not answer within 0.3 s")


def test_no_one_listens() -> None:
    status, sentence = refused("ASK { SERVICE <http://127.0.0.1:1/> {} }", ["http://127.0.0.1:1/"])
    assert (status, sentence.startswith("<http://127.0.0.1:1/> failed: ")) == (502, True)
    assert refused("ASK { SERVICE <file:///etc/passwd> {} }", ["file:///etc/passwd"])[1].endswith(
        "http and https are asked"
    )


def test_a_host_name_is_resolved_here_and_the_checked_address_is_asked(endpoint: Endpoint) -> None:
    port = endpoint.server_address[1]
    service = f"http://data.example.org:{port}/sparql"
    query = f"SELECT ?s {{ SERVICE <{service}> {{ ?s ?p ?o }} }}"
    names: list[tuple[str, int]] = []

    async def resolve(host: str, wanted: int) -> list[str]:
        names.append((host, wanted))
        return ["127.0.0.1"]

    status, sentence = refused(query, [service], resolve=resolve)
    assert (status, sentence) == (
        502,
        f"<{service}> failed: its host has the address 127.0.0.1, which is not public",
    )
    assert endpoint.asked == []
    endpoint.give(["s"])
    assert replaced(query, [service], resolve=resolve, private=True) == "SELECT ?s { VALUES (?s) {  } }"
    assert names == [("data.example.org", port)] * 2
    assert endpoint.asked[0][0]["Host"] == f"data.example.org:{port}"


def test_one_address_that_is_not_public_is_enough() -> None:
    async def resolve(_host: str, _port: int) -> list[str]:
        return ["93.184.215.14", "10.0.0.1"]

    service = "https://data.example.org/sparql"
    assert (
        "10.0.0.1, which is not public" in refused(f"ASK {{ SERVICE <{service}> {{}} }}", [service], resolve=resolve)[1]
    )


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("192.168.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d70e", True),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_only_listed_endpoints_are_asked(endpoint: Endpoint) -> None:
    async def run() -> None:
        guarded = Guard([], services=[endpoint.url]).query(f"ASK {{ SERVICE <{endpoint.url}> {{}} }}")
        client = Federation([])
        try:
            await inline(guarded, client)
        finally:
            await client.aclose()

    with pytest.raises(QueryRefused, match="SERVICE is not allowed for"):
        asyncio.run(run())
    assert endpoint.asked == []
