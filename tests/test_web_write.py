"""Writes over HTTP as clients meet them: /update and /graph-store of real servers, writable and read-only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from servers import serving
from tct.build import Build, build
from tree import tiny_tree
from writes import insertion

TOKEN = "0123456789abcdef0123456789abcdef"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
PAIRS = "https://w3id.org/third-country-transfers/graph/pairs"
TURTLE = {"Content-Type": "text/turtle"}
UPDATE = {"Content-Type": "application/sparql-update"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SMALL = "<http://x/s> <http://x/p> <http://x/o> .\n"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A build of one pair, with the shape of pairs and a rule."""
    directory = tmp_path_factory.mktemp("tiny")
    return build(tiny_tree(directory / "tree"), directory / "out")[0]


def places(build: Build) -> tuple[Path, Path]:
    """Return the output directory and the tree of a tiny build."""
    output = build.directory.parents[1]
    return output, output.parent / "tree"


@pytest.fixture(scope="module")
def client(tiny: Build) -> Iterator[httpx.Client]:
    """A client, with the token, of a writable instance whose public address is another than it listens on."""
    env = {"TCT_WRITE_TOKEN": TOKEN, "TCT_PUBLIC_URL": "https://data.example"}
    with (
        serving(*places(tiny), env=env, options=("--writable",)) as (address, _),
        httpx.Client(base_url=address, timeout=30, headers=BEARER) as found,
    ):
        yield found


@pytest.fixture(scope="module")
def reader(tiny: Build) -> Iterator[httpx.Client]:
    """A client of an instance that only reads."""
    with serving(*places(tiny)) as (address, _), httpx.Client(base_url=address, timeout=30) as found:
        yield found


@pytest.fixture(scope="module")
def open_client(tiny: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a writable instance without token and without shapes."""
    output = tmp_path_factory.mktemp("open")
    root = places(tiny)[1]
    options = ("--writable", "--without-token", "--without-shapes")
    with serving(output, root, options=options) as (address, said):
        assert f"writes go to {output / 'writable'}; no token is asked for; nothing is validated" in said
        with httpx.Client(base_url=address, timeout=30) as found:
            yield found


def numbers(client: httpx.Client) -> list[str]:
    """Return the numbers of the pairs, as a query finds them."""
    query = "PREFIX tct: <https://w3id.org/third-country-transfers/ns#> SELECT ?n { ?s tct:left ?n } ORDER BY ?n"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    return answer.text.split()[1:]


def graph(answer: httpx.Response) -> Graph:
    """Return the graph of an answer in Turtle."""
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8"), answer.text
    return Graph().parse(data=answer.text, format="turtle")


def refused(answer: httpx.Response, status: int, *parts: str) -> httpx.Response:
    """Assert that an answer is a problem with this status, in one line that has these parts."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    told = answer.json()
    assert told["status"] == status
    assert "\n" not in told["detail"]
    for part in parts:
        assert part in told["detail"]
    return answer


# /update ------------------------------------------------------------------------------------------------------


def test_a_client_reads_its_own_write_and_the_release_changes(client: httpx.Client) -> None:
    for number, way in enumerate(("direct", "form"), 1):
        before = client.get("/healthz").headers["tct-release"]
        if way == "direct":
            answer = client.post("/update", content=insertion(number), headers=UPDATE)
        else:
            answer = client.post("/update", data={"update": insertion(number)})
        assert (answer.status_code, answer.content) == (204, b"")
        assert answer.headers["tct-release"] != before
        assert numbers(client) == [str(n) for n in range(number + 1)]
        assert client.get("/healthz").headers["tct-release"] == answer.headers["tct-release"]


def test_a_write_that_breaks_a_shape_is_refused_with_its_report(client: httpx.Client) -> None:
    before = numbers(client)
    half = insertion(77).partition(" ; ")[0]
    answer = refused(client.post("/update", content=half, headers=UPDATE), 422, "violation", "nothing of the write")
    assert answer.json()["title"] == "Write refused"
    for finding in answer.json()["findings"]:
        assert (finding["subject"], finding["rule"], finding["file"]) == ("https://example.org/pair/77", "1", PAIRS)
        assert finding["message"].endswith("; add it.")
    assert numbers(client) == before


@pytest.mark.parametrize(
    ("content", "headers", "status", "part"),
    [
        ("INSERT DATA { <http://x/s> }", UPDATE, 400, "line 1, column "),
        ("SELECT * { ?s ?p ?o }", UPDATE, 400, "this is a query"),
        ("LOAD <http://127.0.0.1:9/x>", UPDATE, 400, "LOAD is not allowed"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", UPDATE, 400, "SERVICE"),
        ("update=CLEAR+DEFAULT&update=CLEAR+DEFAULT", FORM, 400, "give exactly one update; there are 2"),
        ("query=ASK+%7B%7D", FORM, 400, "give exactly one update; there are 0; this is the address of updates"),
        ("", FORM, 400, "give exactly one update; there are 0"),
        ("CLEAR DEFAULT", {"Content-Type": "text/plain"}, 415, "text/plain"),
        ("CLEAR DEFAULT", {"Content-Type": "application/sparql-query"}, 415, "application/sparql-update"),
        ("CLEAR DEFAULT", {}, 415, "no media type"),
        (b"INSERT DATA { <http://x/s> <http://x/p> '\xff' }", UPDATE, 400, "not UTF-8"),
        ("CLEAR DEFAULT", {**UPDATE, "Content-Encoding": "gzip"}, 415, "compressed"),
        ("#" * 500_000, UPDATE, 413, "larger than 400000 bytes"),
        ("update=CLEAR+DEFAULT&access_token=x", FORM, 400, "never into an address or a form"),
        ("update=DELETE+%7B%3Fs+%3Fp+%3Fo%7D+USING+%3Chttp%3A//x/g%3E+WHERE+%7B%3Fs+%3Fp+%3Fo%7D"
         "&using-graph-uri=http%3A//x/h", FORM, 400, "USING"),
    ],
)  # fmt: skip
def test_an_update_that_cannot_be_understood_has_its_status_and_its_sentence(
    content: str | bytes, headers: dict[str, str], status: int, part: str, client: httpx.Client
) -> None:
    refused(client.post("/update", content=content, headers=headers), status, part)


def test_the_graphs_that_the_protocol_names_are_what_an_update_matches_in(open_client: httpx.Client) -> None:
    for name in ("a", "b"):
        open_client.put("/graph-store", params={"graph": f"http://x/{name}"}, headers=TURTLE,
                        content=f"<http://x/{name}> <http://x/p> <http://x/o> .")  # fmt: skip
    text = "INSERT { GRAPH <http://x/c> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    answer = open_client.post("/update", data={"update": text, "using-graph-uri": "http://x/a"})
    assert answer.status_code == 204, answer.text
    found = graph(open_client.get("/graph-store", params={"graph": "http://x/c"}))
    assert [str(s) for s in found.subjects()] == ["http://x/a"]


def test_relative_iris_of_an_update_are_below_the_public_address(client: httpx.Client) -> None:
    text = f"INSERT DATA {{ GRAPH <{PAIRS}> {{ <pair> <https://example.org/seen> <#x> }} }}"
    assert client.post("/update", content=text, headers=UPDATE).status_code == 204
    found = graph(client.get("/graph-store", params={"graph": PAIRS}))
    told = [(str(s), str(o)) for s, p, o in found if str(p) == "https://example.org/seen"]
    assert told == [("https://data.example/pair", "https://data.example/update#x")]


def test_methods(client: httpx.Client) -> None:
    for method in ("GET", "HEAD", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, "/update", params={"update": "CLEAR DEFAULT"})
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST, OPTIONS")
    for path, allowed in (("/update", "POST, OPTIONS"), ("/graph-store", "GET, HEAD, PUT, POST, DELETE, OPTIONS")):
        answer = client.options(path)
        assert (answer.status_code, answer.headers["allow"]) == (204, allowed)
    refused(client.patch("/graph-store", params={"graph": PAIRS}), 405, "PATCH is not possible here")


# Who may write ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "challenge"),
    [
        ({}, 'Bearer realm="tct"'),
        ({"Authorization": "Bearer wrong-wrong-wrong-wrong"}, 'Bearer realm="tct", error="invalid_token"'),
        ({"Authorization": f"Bearer {TOKEN}x"}, 'Bearer realm="tct", error="invalid_token"'),
        ({"Authorization": f"Basic {TOKEN}"}, 'Bearer realm="tct", error="invalid_token"'),
        ({"Authorization": "Bearer"}, 'Bearer realm="tct", error="invalid_token"'),
    ],
)
def test_without_the_token_nothing_is_written(client: httpx.Client, headers: dict[str, str], challenge: str) -> None:
    with httpx.Client(base_url=client.base_url) as stranger:
        before = numbers(stranger)
        requests = [
            stranger.post("/update", content="DROP ALL", headers={**UPDATE, **headers}),
            stranger.put("/graph-store", params={"graph": PAIRS}, content=SMALL, headers={**TURTLE, **headers}),
            stranger.post("/graph-store", content=SMALL, headers={**TURTLE, **headers}),
            stranger.delete("/graph-store", params={"graph": PAIRS}, headers=headers),
        ]
        for answer in requests:
            assert refused(answer, 401).headers["www-authenticate"] == challenge
            assert TOKEN not in answer.text
        assert numbers(stranger) == before


@pytest.mark.parametrize("name", ["token", "access_token"])
def test_a_token_in_an_address_is_refused_with_a_word(client: httpx.Client, name: str) -> None:
    answer = client.post("/update", params={name: TOKEN}, content=insertion(8), headers=UPDATE)
    refused(answer, 400, "never into an address", "known to others")


def test_graphs_are_read_without_a_token(client: httpx.Client) -> None:
    with httpx.Client(base_url=client.base_url) as stranger:
        assert len(graph(stranger.get("/graph-store", params={"graph": PAIRS}))) >= 3


def test_a_page_in_a_browser_cannot_write_where_no_token_is_asked_for(open_client: httpx.Client) -> None:
    for origin in ("https://evil.example", "null", str(open_client.base_url)):
        answer = open_client.post("/update", data={"update": "DROP ALL"}, headers={"Origin": origin})
        refused(answer, 403, "a page in a browser cannot write here")


def test_an_instance_that_only_reads_says_so(reader: httpx.Client) -> None:
    sentence = "this instance only reads; `tct serve --writable` starts one that writes"
    refused(reader.post("/update", content=insertion(1), headers={**UPDATE, **BEARER}), 403, sentence)
    refused(reader.put("/graph-store", params={"graph": PAIRS}, content=SMALL, headers=TURTLE), 403, sentence)
    refused(reader.post("/graph-store", content=SMALL, headers=TURTLE), 403, sentence)
    refused(reader.delete("/graph-store", params={"graph": PAIRS}), 403, sentence)
    assert reader.options("/graph-store").headers["allow"] == "GET, HEAD, OPTIONS"


# /graph-store -------------------------------------------------------------------------------------------------


def test_graphs_of_an_instance_that_only_reads(reader: httpx.Client, tiny: Build) -> None:
    found = graph(reader.get("/graph-store", params={"graph": PAIRS}))
    assert len(found) == tiny.manifest.graphs[PAIRS] == 3
    everything = graph(reader.get("/graph-store", params="default"))
    assert len(everything) == tiny.manifest.quads, "the default graph is what a query sees: the union"
    head = reader.head("/graph-store", params={"graph": PAIRS})
    assert (head.status_code, head.content, head.headers["content-type"]) == (200, b"", "text/turtle; charset=utf-8")
    assert reader.head("/graph-store", params={"graph": "http://x/none"}).status_code == 404
    refused(reader.get("/graph-store", params={"graph": "http://x/none"}), 404, "there is no graph <http://x/none>")
    refused(reader.get("/graph-store/none"), 404, "/graph-store/none>")


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json, text/turtle;q=0.5", "application/ld+json"),
        ("text/turtle; charset=utf-8", "text/turtle; charset=utf-8"),
    ],
)
def test_a_graph_comes_in_the_format_that_is_asked_for(reader: httpx.Client, accept: str, media: str) -> None:
    answer = reader.get("/graph-store", params={"graph": PAIRS}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert "Accept" in answer.headers["vary"]
    assert len(Graph().parse(data=answer.content, format=media.partition(";")[0])) == 3


@pytest.mark.parametrize(
    ("params", "status", "part"),
    [
        ("", 400, "name one graph, by ?graph=IRI or ?default; 0 are named"),
        ("graph=http://x/a&graph=http://x/b", 400, "2 are named"),
        ("graph=http://x/a&default", 400, "2 are named"),
        ("graph=", 400, "is not an absolute IRI"),
        ("graph=person/1", 400, "'person/1' is not an absolute IRI"),
        ("graph=http://x/%3E%20%7D%20DROP%20ALL", 400, "is not an absolute IRI"),
        ("graph=http://x/%0D%0AX-Bad:%201", 400, "is not an absolute IRI"),
        ("graph=http://x/%FF", 400, "not UTF-8"),
    ],
)
def test_a_graph_is_named_once_and_absolutely(reader: httpx.Client, params: str, status: int, part: str) -> None:
    refused(reader.get(f"/graph-store?{params}"), status, part)


def test_a_graph_is_made_replaced_added_to_and_deleted(open_client: httpx.Client) -> None:
    where = {"graph": "http://x/g"}
    document = "@prefix x: <http://x/> . x:s x:p [ x:q <rel> ] ."
    made = open_client.put("/graph-store", params=where, content=document, headers=TURTLE)
    assert (made.status_code, made.content) == (201, b"")
    expected = Graph().parse(data=document, format="turtle", publicID="http://x/g")
    assert isomorphic(graph(open_client.get("/graph-store", params=where)), expected), "relative to the graph's IRI"
    assert open_client.post("/graph-store", params=where, content=SMALL, headers=TURTLE).status_code == 204
    assert len(graph(open_client.get("/graph-store", params=where))) == 3
    triples = {"Content-Type": "application/n-triples"}
    assert open_client.put("/graph-store", params=where, content=SMALL, headers=triples).status_code == 204
    assert len(graph(open_client.get("/graph-store", params=where))) == 1
    assert open_client.put("/graph-store", params=where, content="", headers=TURTLE).status_code == 204
    assert len(graph(open_client.get("/graph-store", params=where))) == 0, "an empty graph is a graph"
    assert open_client.delete("/graph-store", params=where).status_code == 204
    refused(open_client.get("/graph-store", params=where), 404, "there is no graph <http://x/g>")
    refused(open_client.delete("/graph-store", params=where), 404, "there is no graph <http://x/g>")


def test_the_default_graph_gives_back_what_was_put(open_client: httpx.Client) -> None:
    assert open_client.put("/graph-store?default", content=SMALL, headers=TURTLE).status_code == 204
    assert len(graph(open_client.get("/graph-store?default"))) == 1
    assert open_client.delete("/graph-store?default").status_code == 204
    assert len(graph(open_client.get("/graph-store?default"))) == 0


def test_a_new_graph_is_named_below_the_public_address_never_by_host(client: httpx.Client) -> None:
    spoofed = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", **TURTLE}
    pair = "<https://example.org/pair/400> <https://w3id.org/third-country-transfers/ns#{}> 400 ."
    both = pair.format("left") + pair.format("right")
    made = client.post("/graph-store", content=both, headers=spoofed)
    assert made.status_code == 201, made.text
    location = made.headers["location"]
    assert location.startswith("https://data.example/graph-store/")
    path = location.removeprefix("https://data.example")
    assert len(graph(client.get(path, headers={"Host": "evil.example"}))) == 2
    assert len(graph(client.get("/graph-store", params={"graph": location}))) == 2
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404


def test_a_graph_that_breaks_a_shape_is_refused_with_its_report(client: httpx.Client) -> None:
    before = graph(client.get("/graph-store", params={"graph": PAIRS}))
    document = "<https://example.org/pair/9> <https://w3id.org/third-country-transfers/ns#left> 9 ."
    answer = client.put("/graph-store", params={"graph": PAIRS}, content=document, headers=TURTLE)
    assert refused(answer, 422, "violation").json()["findings"]
    refused(client.put("/graph-store?default", content=SMALL, headers=TURTLE), 422, "would stand in no named graph")
    assert isomorphic(graph(client.get("/graph-store", params={"graph": PAIRS})), before)


def multipart(*documents: tuple[str, str]) -> tuple[bytes, dict[str, str]]:
    """Return the body and the headers of a form of documents: pairs of a media type and a text."""
    parts = "".join(
        f'--edge\r\nContent-Disposition: form-data; name="f"; filename="f"\r\nContent-Type: {media}\r\n\r\n{text}\r\n'
        for media, text in documents
    )
    return f"{parts}--edge--\r\n".encode(), {"Content-Type": "multipart/form-data; boundary=edge"}


def test_a_form_of_several_documents_is_added_whole_or_not(open_client: httpx.Client) -> None:
    where = {"graph": "http://x/form"}
    body, headers = multipart(("text/turtle", "_:a <http://x/p> 1 ."), ("application/n-triples", SMALL))
    assert open_client.post("/graph-store", params=where, content=body, headers=headers).status_code == 201
    assert len(graph(open_client.get("/graph-store", params=where))) == 2
    body, headers = multipart(("text/turtle", "<http://x/new> <http://x/p> 1 ."), ("text/turtle", "nonsense"))
    refused(open_client.post("/graph-store", params=where, content=body, headers=headers), 400, "line 1, column")
    body, headers = multipart(("application/rdf+xml", "<rdf/>"))
    refused(open_client.post("/graph-store", params=where, content=body, headers=headers), 415, "application/rdf+xml")
    refused(open_client.put("/graph-store", params=where, content=body, headers=headers), 415, "send it by POST")
    whole = multipart(("text/turtle", SMALL), ("text/turtle", SMALL))[0]
    unnamed = b"--edge\r\nContent-Disposition: form-data\r\n\r\nx\r\n--edge--\r\n"
    for broken in (b"", b"--edge\r\n", b"--edge--\r\n", whole[:-20], unnamed):
        refused(open_client.post("/graph-store", params=where, content=broken, headers=headers), 400, "the form")
    assert len(graph(open_client.get("/graph-store", params=where))) == 2


@pytest.mark.parametrize(
    ("content", "headers", "status", "part"),
    [
        ("<a> <b>", TURTLE, 400, "line 1, column"),
        ("<http://x/s> <http://x/p> <<( <http://x/s> <http://x/p> 1 )>> .", TURTLE, 400, "RDF 1.2"),
        (b"<http://x/s> <http://x/p> '\xff' .", TURTLE, 400, "the body is not UTF-8 (byte 27)"),
        ("<rdf/>", {"Content-Type": "application/rdf+xml"}, 415, "text/turtle or application/n-triples only"),
        ("{}", {"Content-Type": "application/ld+json"}, 415, "text/turtle or application/n-triples only"),
        ("", {"Content-Type": "application/trig"}, 415, "text/turtle or application/n-triples only"),
        ("", {}, 415, "no media type"),
        ("", {"Content-Type": "text/turtle; charset=iso-8859-1"}, 415, "iso-8859-1"),
        ("", {**TURTLE, "Content-Encoding": "gzip"}, 415, "compressed"),
        (b"#" * (16 * 1024 * 1024 + 1), TURTLE, 413, "larger than 16777216 bytes"),
    ],
)
def test_a_document_that_cannot_be_read_has_its_status_and_its_sentence(
    content: str | bytes, headers: dict[str, str], status: int, part: str, open_client: httpx.Client
) -> None:
    where = {"graph": "http://x/refused"}
    refused(open_client.put("/graph-store", params=where, content=content, headers=headers), status, part)
    assert open_client.head("/graph-store", params=where).status_code == 404
