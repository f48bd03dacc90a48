"""The server over HTTP, as a client and a reader meet it: a real process on loopback."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import Graph

from servers import serving
from support import ROOT
from tct.build import Build, inputs_digest, publish
from tct.dataset import Graphs
from tct.layout import Layout
from tct.questions import Catalogue
from tree import append, copy_tree

LAWSUITS = "PREFIX tct: <https://w3id.org/third-country-transfers/ns#> SELECT ?l { ?l a tct:Lawsuit } ORDER BY ?l"
DESCRIBE = "DESCRIBE <https://w3id.org/third-country-transfers/obligation/mexico-return-1>"
EXPECTED = [
    "https://w3id.org/third-country-transfers/lawsuit/dvd-v-dhs",
    "https://w3id.org/third-country-transfers/lawsuit/mexico-2022-reception-guidelines",
]


@pytest.fixture(scope="module")
def output(graphs: Graphs, layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a finished build of the checkout."""
    directory = tmp_path_factory.mktemp("web")
    publish(graphs, directory, inputs_digest(layout))
    return directory


@pytest.fixture(scope="module")
def client(output: Path) -> Iterator[httpx.Client]:
    """A client of a running server, with a deadline short enough for a test."""
    with serving(output, env={"TCT_DEADLINE": "2"}) as (address, _), httpx.Client(base_url=address) as found:
        yield found


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("media", "kind"),
    [
        ("application/sparql-results+json", "json"),
        ("application/sparql-results+xml", "xml"),
        ("text/csv", "csv"),
        ("text/tab-separated-values", "tsv"),
    ],
)
def test_select_in_every_format_by_every_way(client: httpx.Client, way: str, media: str, kind: str) -> None:
    headers = {"Accept": media}
    if way == "get":
        answer = client.get("/sparql", params={"query": LAWSUITS}, headers=headers)
    elif way == "form":
        answer = client.post("/sparql", data={"query": LAWSUITS}, headers=headers)
    else:
        headers["Content-Type"] = "application/sparql-query"
        answer = client.post("/sparql", content=LAWSUITS, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    if kind == "json":
        assert [row["l"]["value"] for row in answer.json()["results"]["bindings"]] == EXPECTED
    elif kind == "xml":
        assert re.findall(r"<uri>(.*?)</uri>", answer.text) == EXPECTED
    elif kind == "csv":
        assert list(csv.reader(io.StringIO(answer.text))) == [["l"], *[[iri] for iri in EXPECTED]]
    else:
        assert answer.text.splitlines() == ["?l", *[f"<{iri}>" for iri in EXPECTED]]


@pytest.mark.parametrize(
    ("media", "parser"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_describe_and_construct_in_every_format(client: httpx.Client, media: str, parser: str, built: Build) -> None:
    construct = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/third-country-transfers/ns#Lawsuit> ; ?p ?o }"
    for query in (DESCRIBE, construct):
        answer = client.get("/sparql", params={"query": query}, headers={"Accept": media})
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)
        expected = built.open().answer(query)
        assert isinstance(expected, tuple)
        assert set(Graph().parse(data=answer.content, format=parser)) == set(expected)


def test_ask_and_defaults(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json() == {"head": {}, "boolean": True}
    for media, body in (("text/csv", "true"), ("text/tab-separated-values", "true")):
        answer = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers={"Accept": media})
        assert (answer.headers["content-type"].partition(";")[0], answer.text.strip()) == (media, body)
    assert client.get("/sparql", params={"query": DESCRIBE}).headers["content-type"] == "text/turtle; charset=utf-8"
    assert client.get("/sparql", params={"query": LAWSUITS, "format": "csv"}).text.splitlines()[1:] == EXPECTED


def test_the_default_graph_is_the_union_and_holds_no_triple_twice(client: httpx.Client) -> None:
    def count(pattern: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
        return int(client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["n"]["value"])

    assert count("?s ?p ?o") == count("GRAPH ?g { ?s ?p ?o }") > 8000
    assert count("{ SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }") == count("?s ?p ?o")


def test_every_answer_says_its_release_and_that_it_is_no_legal_advice(client: httpx.Client, output: Path) -> None:
    manifest = Build.current(output).manifest
    for answer in (client.get("/"), client.get("/sparql", params={"query": LAWSUITS}), client.get("/nowhere")):
        assert answer.headers["tct-release"] == f"1.0.0; sha256={manifest.digest}"
        assert "not legal advice" in answer.headers["tct-notice"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    for page, said in (("/?lang=en", "not legal advice"), ("/?lang=es", "traducción nuestra")):
        assert said in client.get(page).text
        assert manifest.digest[:16] in client.get(page).text


@pytest.mark.parametrize(
    ("query", "status", "detail"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }", 400, "SERVICE is not allowed"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 400, "is not a graph of this dataset; the graphs are <"),
        ("LOAD <http://127.0.0.1:9>", 400, "this is an update; the query endpoint only reads"),
        ("SELECT * {", 400, "line 1, column 11"),
        ("SELECT * { LATERAL { ?s ?p ?o } }", 400, "line 1, column 12: this is SPARQL 1.2 (LATERAL)"),
        ("SELECT * { ?s undeclared:p ?o }", 400, "Prefix not found"),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 504, "did not end within 2 s"),
    ],
)
def test_what_is_refused_is_a_problem_with_its_reason(
    client: httpx.Client, query: str, status: int, detail: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, timeout=20)
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (answer.status_code, problem["status"]) == (status, status)
    assert detail in problem["detail"]
    assert client.get("/sparql", params={"query": LAWSUITS}).status_code == 200


def test_bad_requests(client: httpx.Client) -> None:
    assert client.get("/sparql", params=[("query", LAWSUITS), ("query", LAWSUITS)]).status_code == 400
    assert client.get("/sparql", params={"update": "DROP ALL", "query": LAWSUITS}).status_code == 400
    assert client.get("/sparql", params={"query": LAWSUITS, "default-graph-uri": "http://x"}).status_code == 400
    assert client.get("/sparql?query=%FF").status_code == 400
    assert client.post("/sparql", content=LAWSUITS, headers={"Content-Type": "text/plain"}).status_code == 415
    update = {"Content-Type": "application/sparql-update"}
    assert client.post("/sparql", content="DROP ALL", headers=update).status_code == 415
    squeezed = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    assert client.post("/sparql", content=b"x", headers=squeezed).status_code == 415
    large = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=b"#" * 10_000_000, headers=large).status_code == 413
    refused = client.get("/sparql", params={"query": LAWSUITS}, headers={"Accept": "image/png"})
    assert (refused.status_code, "text/csv" in refused.json()["detail"]) == (406, True)
    assert client.put("/sparql").status_code == 405


def test_the_home_page_lists_every_question_in_both_languages(client: httpx.Client) -> None:
    catalogue = Catalogue(ROOT / "queries" / "questions")
    for language in ("en", "es"):
        page = client.get("/", headers={"Accept-Language": language}).text
        assert f'<html lang="{language}">' in page
        assert set(re.findall(r'href="/questions/([a-z0-9-]+)\?', page)) == set(catalogue.questions)
    assert '<html lang="es">' in client.get("/", params={"lang": "es"}, headers={"Accept-Language": "en"}).text
    assert client.get("/", params={"lang": "xx"}).status_code == 400


def test_every_question_page_answers_with_its_evidence(client: httpx.Client) -> None:
    for question in Catalogue(ROOT / "queries" / "questions"):
        answer = client.get(f"/questions/{question.slug}", params={"lang": "en"}, headers={"Accept": "text/html"})
        assert answer.status_code == 200, question.slug
        assert "<table" in answer.text
        assert "<script" not in answer.text
        passages = set(re.findall(r"#(p\d+s\d+)", " ".join(str(t) for row in question.expected.rows for t in row)))
        assert [passage for passage in sorted(passages) if passage not in answer.text] == [], question.slug


def test_a_question_page_takes_parameters_and_offers_the_same_as_data(client: httpx.Client) -> None:
    page = client.get("/questions/agreement-form", params={"lang": "en"}).text
    assert '<option value="country:mx" selected>Mexico</option>' in page
    link = re.search(r'href="(/api/questions/agreement-form\.json)"', page)
    assert link
    data = client.get(link[1]).json()
    assert [row["passage"]["value"].rpartition("#")[2] for row in data["results"]["bindings"]] == ["p4s1", "p7s2"]
    swapped = client.get("/questions/agreement-form", params={"sender": "country:mx", "receiver": "country:us"}).text
    assert "That is no proof that nothing happened." in swapped


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/questions/agrement-form", 404),
        ("/questions/agreement-form?sender=<script>alert(1)</script>", 400),
        ("/questions/agreement-form?nope=1", 400),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/questions/%2e%2e%2fetc", 404),
    ],
)
def test_a_wrong_page_is_told_to_people_and_programs(client: httpx.Client, path: str, status: int) -> None:
    page = client.get(path, headers={"Accept": "text/html"})
    data = client.get(path, headers={"Accept": "application/json"})
    assert (page.status_code, data.status_code) == (status, status)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script>alert" not in page.text
    assert json.loads(data.content)["status"] == status


def test_the_last_good_build_is_served_when_the_tree_is_broken(tmp_path: Path, graphs: Graphs) -> None:
    layout = copy_tree(tmp_path / "tree")
    publish(graphs, tmp_path / "out", "older")
    append(layout.root / "data" / "facts" / "mexico.ttl", "\nbroken")
    with serving(tmp_path / "out", layout.root) as (address, said):
        assert re.search(r"^tct: data/facts/mexico\.ttl:\d+:\d+: ", said)
        assert "serving the last good build, 1.0.0 (sha256 " in said
        assert httpx.get(f"{address}/healthz").json() == {"status": "ok"}
        ready = httpx.get(f"{address}/readyz").json()
        assert ready["ready"]
        assert ready["problem"].startswith("data/facts/mexico.ttl:")
