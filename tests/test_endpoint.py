"""The endpoint over HTTP: streaming, caps, entity tags, codings, methods, datasets, cancelling, stopping, readiness."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import signal
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
import zstandard
from fastapi import FastAPI

from servers import serving
from tct.build import Build, inputs_digest, publish
from tct.dataset import Graphs
from tct.layout import Layout
from tct.web.app import Front

SMALL = "SELECT ?l { ?l a <https://w3id.org/third-country-transfers/ns#Lawsuit> } ORDER BY ?l"
MEDIUM = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o LIMIT 300"
LARGE = "SELECT ?s ?p ?o (?s AS ?again) { ?s ?p ?o }"
MANY = "SELECT ?s { ?s ?p ?o }"
COPY = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FRESH = {"Cache-Control": "no-cache"}
CSV = {"Accept": "text/csv"}
SECONDS = 30


@pytest.fixture(scope="module")
def output(graphs: Graphs, layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a finished build of the checkout, which tests may move about."""
    directory = tmp_path_factory.mktemp("endpoint")
    publish(graphs, directory, inputs_digest(layout))
    return directory


@pytest.fixture(scope="module")
def build(output: Path) -> Build:
    """The build that is served."""
    return Build.current(output)


@pytest.fixture(scope="module")
def client(output: Path) -> Iterator[httpx.Client]:
    """A client of a server as it is without settings, but for a deadline that no query here reaches by itself."""
    with serving(output, env={"TCT_DEADLINE": "60"}) as (address, _), talking(address) as found:
        yield found


def talking(address: str) -> httpx.Client:
    """Return a client that asks for no coding unless it is told to."""
    return httpx.Client(base_url=address, timeout=SECONDS, headers={"Accept-Encoding": "identity"})


def ask(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    """Send a query by GET; a header's name is written with underscores."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get("/sparql", params={"query": query}, headers=given)


def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, but not for ever."""
    pause = threading.Event()
    for _ in range(SECONDS * 50):
        if condition():
            return
        pause.wait(0.02)
    raise AssertionError("it never came true")


def readiness(client: httpx.Client) -> Any:
    """Return what /readyz says."""
    return client.get("/readyz").json()


def workers(build: Build) -> dict[int, int]:
    """Return the query processes over a build's store, each with its parent."""
    found = {}
    for process in Path("/proc").iterdir():
        if process.name.isdecimal():
            try:
                command = (process / "cmdline").read_bytes().split(b"\0")
                if str(build.store_path).encode() in command:
                    found[int(process.name)] = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    return found


# Streaming and caps -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "media", "form"),
    [
        (LARGE, "application/sparql-results+json", "json"),
        (LARGE, "application/sparql-results+xml", "xml"),
        (LARGE, "text/csv", "csv"),
        (LARGE, "text/tab-separated-values", "tsv"),
        (COPY, "application/n-triples", "nt"),
    ],
)
def test_a_large_answer_streams_and_is_the_engines_own(
    client: httpx.Client, build: Build, query: str, media: str, form: str
) -> None:
    with client.stream("GET", "/sparql", params={"query": query}, headers={"Accept": media}) as answer:
        assert (answer.status_code, answer.headers["transfer-encoding"]) == (200, "chunked")
        assert "content-length" not in answer.headers
        body = b"".join(answer.iter_raw())
    assert len(body) > 1024 * 1024
    assert body == build.open().serialized(query, form, {})


def test_a_cap_under_a_megabyte_is_a_status(output: Path) -> None:
    env = {"TCT_MAX_BYTES": "100000", "TCT_MAX_ROWS": "5000"}
    with serving(output, env=env) as (address, _), talking(address) as client:
        for query, headers, said in (
            (LARGE, {}, "the answer is larger than this endpoint sends (100000 bytes); add LIMIT, or ask for less"),
            (f"{MANY} LIMIT 500", {}, ""),
            ("SELECT (1 AS ?x) { ?s ?p ?o }", CSV, "(5000 rows)"),
            ("SELECT (1 AS ?x) { ?s ?p ?o } LIMIT 5000", CSV, ""),
        ):
            answer = ask(client, query, **headers)
            if not said:
                assert answer.status_code == 200, query
                continue
            problem = answer.json()
            assert (answer.status_code, problem["status"], problem["title"]) == (413, 413, "Answer too large")
            assert said in problem["detail"]
        assert ask(client, SMALL).status_code == 200


def test_a_cap_above_a_megabyte_cuts_the_connection_and_never_ends_a_200(output: Path) -> None:
    with serving(output, env={"TCT_MAX_BYTES": "1500000"}) as (address, _), talking(address) as client:
        for how in ("identity", "gzip", "zstd"):
            with pytest.raises(httpx.RemoteProtocolError):
                ask(client, LARGE, Accept_Encoding=how)
        assert ask(client, SMALL).status_code == 200
        counts = client.get("/metrics").text
        assert re.search(r'^tct_outcomes_total\{.*outcome="cut".*\} 3\.0$', counts, re.MULTILINE)
        assert readiness(client)["workers"]["busy"] == 0


def test_a_client_that_knows_no_chunks_gets_a_large_answer_whole_or_its_error(
    client: httpx.Client, build: Build, output: Path
) -> None:
    def answer(client: httpx.Client) -> tuple[bytes, bytes]:
        host, port = client.base_url.host, client.base_url.port
        with socket.create_connection((host, port or 80), SECONDS) as connection:
            target = f"/sparql?{urlencode({'query': LARGE, 'format': 'csv'})}"
            connection.sendall(f"GET {target} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
            with connection.makefile("rb") as stream:
                head, _, body = stream.read().partition(b"\r\n\r\n")
        return head.lower(), body

    head, body = answer(client)
    assert body == build.open().serialized(LARGE, "csv", {})
    assert f"content-length: {len(body)}".encode() in head
    assert b"transfer-encoding" not in head
    with serving(output, env={"TCT_MAX_BYTES": "1500000"}) as (address, _), talking(address) as capped:
        head, body = answer(capped)
        assert head.startswith(b"http/1.1 413 ")
        assert json.loads(body)["title"] == "Answer too large"


# Entity tags and the cache ------------------------------------------------------------------------------------------


def test_an_entity_tag_is_strong_and_of_the_query_the_format_and_the_coding(client: httpx.Client) -> None:
    tags = [
        ask(client, query, **headers).headers["etag"]
        for query in (MEDIUM, f"{MEDIUM} OFFSET 1", COPY)
        for headers in ({}, {"Accept_Encoding": "gzip"}, {"Accept_Encoding": "zstd"})
    ]
    tags += [ask(client, MEDIUM, Accept=media).headers["etag"] for media in ("text/csv", "application/json")]
    tags.append(client.get("/sparql", params={"query": MEDIUM, "named-graph-uri": _graphs(client)[0]}).headers["etag"])
    assert len(set(tags)) == len(tags)
    assert all(re.fullmatch(r'"[0-9a-f]{32}"', tag) for tag in tags)
    assert ask(client, MEDIUM).headers["etag"] == tags[0]


def _graphs(client: httpx.Client) -> list[str]:
    said = client.get("/sparql", params={"query": MEDIUM, "default-graph-uri": "http://none"}).json()["detail"]
    return re.findall(r"<([^>]+)>", said.partition("the graphs are")[2])


@pytest.mark.parametrize("query", [SMALL, LARGE, COPY])
def test_a_client_that_has_it_gets_304(client: httpx.Client, query: str) -> None:
    first = ask(client, query)
    tag = first.headers["etag"]
    for given in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        answer = ask(client, query, If_None_Match=given)
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
        assert answer.headers["vary"] == "Accept, Accept-Encoding"
        assert "content-type" not in answer.headers
    assert client.head("/sparql", params={"query": query}, headers={"If-None-Match": tag}).status_code == 304
    for given in ('"other"', tag[:-2] + '"', tag.strip('"')):
        assert ask(client, query, If_None_Match=given).status_code == 200
    posted = client.post("/sparql", data={"query": query}, headers={"If-None-Match": tag})
    assert (posted.status_code, posted.headers["etag"]) == (200, tag), "304 answers GET and HEAD only"


def test_two_header_lines_of_a_name_are_one_list(client: httpx.Client) -> None:
    tag = ask(client, SMALL).headers["etag"]
    lines = [("If-None-Match", tag), ("If-None-Match", '"other"'), ("Accept", "text/html;q=0.1")]
    assert client.get("/sparql", params={"query": SMALL}, headers=[*lines, ("Accept", "*/*")]).status_code == 304


def test_a_repeated_query_comes_from_the_cache_unless_it_is_asked_anew(client: httpx.Client) -> None:
    def lookups() -> tuple[float, float]:
        counts = client.get("/metrics").text
        hits, misses = (
            re.search(rf'^tct_cache_lookups_total\{{result="{kind}"\}} (\S+)$', counts, re.MULTILINE)
            for kind in ("hit", "miss")
        )
        assert hits
        assert misses
        return float(hits[1]), float(misses[1])

    query = f"{SMALL} LIMIT 1000"
    hits, misses = lookups()
    bodies = {ask(client, query).content}
    assert lookups() == (hits, misses + 1)
    bodies |= {ask(client, query).content, client.post("/sparql", data={"query": query}).content}
    assert lookups() == (hits + 2, misses + 1)
    bodies.add(ask(client, query, **FRESH).content)
    assert lookups() == (hits + 2, misses + 1)
    assert len(bodies) == 1


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()", "BNODE()"])
def test_what_differs_each_time_has_no_tag_and_is_not_stored(client: httpx.Client, function: str) -> None:
    answers = [ask(client, f"SELECT ({function} AS ?x) {{}}", If_None_Match="*") for _ in range(2)]
    for answer in answers:
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert "etag" not in answer.headers
    if function != "BNODE()":
        assert answers[0].content != answers[1].content
    assert ask(client, SMALL).headers["cache-control"] == "public, no-cache"


def test_a_write_changes_the_tag_and_the_release_of_every_answer(output: Path) -> None:
    options = ("--writable", "--without-token", "--without-shapes")
    query = "SELECT ?o { GRAPH <http://example.org/g> { ?s ?p ?o } } ORDER BY ?o"
    with serving(output, options=options) as (address, _), talking(address) as client:
        seen: dict[str, str] = {}
        for number in range(3):
            triple = f"<http://example.org/s> <http://example.org/p> {number}"
            update = f"INSERT DATA {{ GRAPH <http://example.org/g> {{ {triple} }} }}"
            assert client.post("/update", data={"update": update}).status_code == 204
            for old in (*seen, '"other"'):
                answer = ask(client, query, If_None_Match=old, Accept="text/csv")
                assert answer.text.split() == ["o", *[str(n) for n in range(number + 1)]]
            assert answer.headers["etag"] not in seen
            assert answer.headers["tct-release"] not in seen.values()
            seen[answer.headers["etag"]] = answer.headers["tct-release"]
            assert ask(client, query, If_None_Match=answer.headers["etag"], Accept="text/csv").status_code == 304


# Codings ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", [MEDIUM, LARGE])
@pytest.mark.parametrize("how", ["gzip", "zstd"])
def test_codings_decode_to_the_same_bytes(client: httpx.Client, query: str, how: str) -> None:
    plain = ask(client, query)
    with client.stream("GET", "/sparql", params={"query": query}, headers={"Accept-Encoding": how}) as answer:
        assert (answer.headers["content-encoding"], answer.headers["vary"]) == (how, "Accept, Accept-Encoding")
        coded = b"".join(answer.iter_raw())
    assert len(coded) < len(plain.content) / 2
    if how == "gzip":
        assert zlib.decompress(coded, 31) == plain.content
    else:
        assert zstandard.ZstdDecompressor().stream_reader(io.BytesIO(coded)).read() == plain.content


def test_a_small_answer_is_not_coded(client: httpx.Client) -> None:
    answer = ask(client, SMALL, Accept_Encoding="gzip, zstd", Accept="text/csv")
    assert "content-encoding" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.content) < 1024
    assert ask(client, MEDIUM, Accept_Encoding="gzip;q=0, identity").headers.get("content-encoding") is None


# Methods ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        (SMALL, {}, 200),
        (MEDIUM, {"Accept": "text/csv", "Accept-Encoding": "gzip"}, 200),
        (COPY, {"Accept": "application/n-triples"}, 200),
        (LARGE, {}, 200),
        ("SELECT ?x {", {}, 400),
        (SMALL, {"Accept": "image/png"}, 406),
        ("", {}, 400),
    ],
)
def test_head_is_get_without_a_body(client: httpx.Client, query: str, headers: dict[str, str], status: int) -> None:
    answers = [
        client.request(method, "/sparql", params={"query": query}, headers={**headers, **FRESH})
        for method in ("GET", "HEAD")
    ]
    assert [answer.status_code for answer in answers] == [status, status]
    assert answers[0].content
    assert answers[1].content == b""
    hop = {"date", "transfer-encoding"}  # a HEAD has no body that could be chunked
    found = [{name: value for name, value in answer.headers.items() if name not in hop} for answer in answers]
    assert found[0] == found[1]
    until(lambda: readiness(client)["workers"]["busy"] == 0)


def test_head_without_a_query_describes_the_service(client: httpx.Client) -> None:
    got, head = client.get("/sparql"), client.head("/sparql")
    assert (got.status_code, head.status_code, head.content) == (200, 200, b"")
    assert got.headers["etag"] == head.headers["etag"]
    for path in ("/sparql", "/catalog", "/.well-known/void"):
        tag = client.get(path).headers["etag"]
        assert client.get(path, headers={"If-None-Match": f"W/{tag}"}).status_code == 304
        assert client.get(path, headers={"If-None-Match": "*"}).status_code == 304


def test_options_answers_a_preflight_of_any_origin(client: httpx.Client) -> None:
    asked = {"Origin": "https://editor.example", "Access-Control-Request-Method": "POST",
             "Access-Control-Request-Headers": "content-type"}  # fmt: skip
    answer = client.options("/sparql", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"
    assert "Content-Type" in answer.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in answer.headers
    exposed = ask(client, SMALL).headers["access-control-expose-headers"]
    assert {"Link", "ETag", "Retry-After"} <= set(exposed.split(", "))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_another_method_is_405_with_those_that_there_are(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": SMALL})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert answer.json()["detail"] == f"{method} is not for this address; use GET, HEAD, POST, OPTIONS"


# Datasets -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["get", "post"])
def test_graphs_of_the_query_and_of_the_protocol(client: httpx.Client, build: Build, way: str) -> None:
    def count(pattern: str, clauses: str = "", *given: tuple[str, str]) -> int:
        fields = [("query", f"SELECT (COUNT(*) AS ?n) {clauses} {{ {pattern} }}"), *given]
        if way == "get":
            answer = client.get(f"/sparql?{urlencode(fields)}", headers=CSV)
        else:
            form = {"Content-Type": "application/x-www-form-urlencoded", **CSV}
            answer = client.post("/sparql", content=urlencode(fields), headers=form)
        assert answer.status_code == 200, answer.text
        return int(answer.text.split()[1])

    plain, inside = "?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"
    sizes = build.manifest.graphs
    first, second, third = sorted(sizes, key=lambda graph: sizes[graph])[:3]
    everything = sum(sizes.values())
    assert count(plain) == count(inside) == everything
    for graph in (first, second):
        assert count(plain, f"FROM <{graph}>") == sizes[graph]
        assert count(inside, f"FROM NAMED <{graph}>") == sizes[graph]
        assert count(inside, f"FROM <{graph}>") == count(plain, f"FROM NAMED <{graph}>") == 0
        assert count(plain, "", ("default-graph-uri", graph)) == sizes[graph]
        assert count(inside, "", ("named-graph-uri", graph)) == sizes[graph]
        assert count(inside, "", ("default-graph-uri", graph)) == count(plain, "", ("named-graph-uri", graph)) == 0
    assert count(plain, f"FROM <{first}> FROM <{second}>") == sizes[first] + sizes[second]
    both = (("default-graph-uri", first), ("default-graph-uri", second), ("named-graph-uri", third))
    assert count(plain, "", *both) == sizes[first] + sizes[second]
    assert count(inside, "", *both) == sizes[third]
    assert count(plain, f"FROM <{first}>", ("default-graph-uri", second)) == sizes[second], "the protocol wins"
    assert count(inside, f"FROM NAMED <{first}>", ("named-graph-uri", second)) == sizes[second]


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_an_unknown_graph_is_400_with_the_list(client: httpx.Client, build: Build, name: str) -> None:
    answers = [
        client.get("/sparql", params={"query": SMALL, name: "http://example.org/none"}),
        ask(client, SMALL.replace("?l {", "?l FROM <http://example.org/none> {")),
    ]
    listed = ", ".join(f"<{graph}>" for graph in sorted(build.manifest.graphs))
    for answer in answers:
        assert answer.status_code == 400
        assert answer.json()["detail"] == (
            f"<http://example.org/none> is not a graph of this dataset; the graphs are {listed}"
        )


# Errors -------------------------------------------------------------------------------------------------------------


def test_an_error_has_the_form_that_its_reader_wants(client: httpx.Client) -> None:
    program = ask(client, "SELECT ?x {")
    assert program.headers["content-type"] == "application/problem+json"
    problem = program.json()
    assert set(problem) == {"type", "title", "status", "detail", "line", "column"}
    assert (problem["title"], problem["line"], problem["column"]) == ("Syntax error", 1, 12)
    line = ask(client, "SELECT ?x {", User_Agent="curl/8.14.1")
    assert line.headers["content-type"] == "text/plain; charset=utf-8"
    assert line.text == f"400 Syntax error: {problem['detail']}\n"
    page = ask(client, "SELECT ?x {", Accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1" in page.text
    for answer in (program, line, page):
        assert (answer.status_code, answer.headers["cache-control"]) == (400, "no-store")
        assert {"Accept", "User-Agent"} <= set(answer.headers["vary"].split(", ")) or answer is page
        assert answer.headers["tct-release"].startswith("1.0.0; sha256=")


def test_a_function_that_the_engine_lacks_is_the_clients_fault(client: httpx.Client) -> None:
    answer = ask(client, "SELECT (<http://example.org/f>(1) AS ?x) {}")
    assert answer.status_code == 400
    assert "http://example.org/f" in answer.json()["detail"]


def test_a_fault_of_ours_is_a_problem_without_its_inside() -> None:
    app = FastAPI()
    app.state.tct = "no state at all"
    sent: list[Any] = []
    scope = {"type": "http", "method": "GET", "path": "/sparql", "query_string": b"", "headers": [], "app": app}

    async def receive() -> Any:
        raise AssertionError("nothing is read")

    async def send(message: Any) -> None:
        sent.append(message)

    with pytest.raises(AssertionError):
        asyncio.run(Front(app)(scope, receive, send))
    assert sent[0]["status"] == 500
    assert (b"content-type", b"application/problem+json") in sent[0]["headers"]
    assert json.loads(sent[1]["body"])["detail"] == "the server failed; please tell us what you asked"


# Clients that leave, and the end ------------------------------------------------------------------------------------


def test_a_client_that_hangs_up_stops_its_query(client: httpx.Client) -> None:
    host, port = client.base_url.host, client.base_url.port
    assert port
    request = f"GET /sparql?{urlencode({'query': RUNAWAY})} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    body = urlencode({"query": RUNAWAY}).encode()
    head = f"POST /sparql HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    for sent in (request, f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body):
        with socket.create_connection((host, port), SECONDS) as connection:
            connection.sendall(sent)
            until(lambda: readiness(client)["workers"]["busy"] == 1)
        until(lambda: readiness(client)["workers"]["busy"] == 0)
    assert 'outcome="cancelled"' in client.get("/metrics").text


def test_sigterm_delivers_what_is_finished_tells_what_runs_and_ends(output: Path, build: Build) -> None:
    expected = build.open().serialized(LARGE, "csv", {})
    before = workers(build)
    with (
        serving(output, env={"TCT_DEADLINE": "60"}) as (address, _),
        talking(address) as client,
        talking(address) as other,
        ThreadPoolExecutor(1) as pool,
    ):
        others = set(before.values())  # servers of other tests replace their processes at any time
        (server,) = set(workers(build).values()) - others
        runaway = pool.submit(ask, other, RUNAWAY)
        until(lambda: readiness(client)["workers"]["busy"] == 1)
        with client.stream("GET", "/sparql", params={"query": LARGE}, headers=CSV) as answer:
            os.kill(server, signal.SIGTERM)
            assert b"".join(answer.iter_raw()) == expected
        refused = runaway.result(SECONDS)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert refused.json()["detail"] == "the server is being stopped; try again in a minute"
        until(lambda: set(workers(build).values()) <= others)


def test_readiness_follows_the_query_processes(graphs: Graphs, layout: Layout, tmp_path: Path) -> None:
    publish(graphs, tmp_path, inputs_digest(layout))
    build = Build.current(tmp_path)
    away = tmp_path / "away"
    with serving(tmp_path) as (address, _), talking(address) as client:
        assert client.get("/readyz").status_code == 200
        build.store_path.rename(away)
        for pid in workers(build):
            os.kill(pid, signal.SIGKILL)
        until(lambda: client.get("/readyz").status_code == 503)
        said = readiness(client)
        assert (said["ready"], said["workers"]["alive"]) == (False, 0)
        assert said["reason"] == "no query process is alive; a new one is being started"
        assert client.get("/healthz").status_code == 200
        with ThreadPoolExecutor(1) as pool:
            waits = pool.submit(ask, client, SMALL)
            away.rename(build.store_path)
            assert json.loads(waits.result(SECONDS).content)["results"]["bindings"]
        until(lambda: bool(readiness(client)["ready"]))
        assert readiness(client)["workers"]["restarted"] >= 4
