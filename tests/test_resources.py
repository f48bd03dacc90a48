"""Every IRI of the public base opens on the server: negotiation, suffixes, redirects, what is gone or not there."""

from __future__ import annotations

import csv
import http.client
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx
import pytest
from rdflib import Graph, URIRef

from pages import planted
from servers import serving
from tct.build import Build
from tct.errors import SourceError
from tct.namespaces import BASE, PREFIXES
from tct.store import OxigraphStore, Solutions
from tct.web.site import Withdrawn, read_withdrawn

LAWSUIT = "lawsuit/dvd-v-dhs"
PARSERS = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
MEDIA = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "csv": "text/csv",
}


@pytest.fixture(scope="module")
def client(current: Build) -> Iterator[httpx.Client]:
    """A client of a running server; it follows no redirect."""
    with serving(current.directory.parent.parent) as (address, _), httpx.Client(base_url=address) as found:
        yield found


def own_iris(store: OxigraphStore) -> list[str]:
    """Return the paths of all own IRIs that the data names, but for properties' namespaces and hashes."""
    query = f"""SELECT DISTINCT ?node {{
      {{ ?node ?p ?o }} UNION {{ ?s ?p ?node }} UNION {{ GRAPH ?node {{ ?s ?p ?o }} }} UNION {{ ?s ?node ?o }}
      FILTER (isIRI(?node) && STRSTARTS(STR(?node), '{BASE}'))
    }} ORDER BY ?node"""
    answer = store.answer(query)
    assert isinstance(answer, Solutions)
    return sorted({str(row[0]).removeprefix(BASE).partition("#")[0] for row in answer.rows} - {""})


def test_every_iri_opens(client: httpx.Client, store: OxigraphStore) -> None:
    paths = own_iris(store)
    assert len(paths) > 600
    closed = {}
    for path in paths:
        answer = client.head(f"/{path}", headers={"Accept": "text/turtle"})
        page = "ns" if path.startswith("ns/") else path  # a version of the ontology leads to the ontology
        expected = (303, f"/{page}.ttl") if answer.status_code == 303 else (200, None)
        if (answer.status_code, answer.headers.get("location")) != expected:
            closed[path] = answer.status_code
    assert closed == {}


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("*/*", "ttl"),
        ("", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml, text/html;q=0.5", "rdf"),
        ("text/csv", "csv"),
        ("text/html;q=0.2, text/turtle;q=0.8", "ttl"),
    ],
)
def test_a_thing_redirects_to_what_the_client_asks_for(client: httpx.Client, accept: str, suffix: str) -> None:
    answer = client.get(f"/{LAWSUIT}", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/{LAWSUIT}.{suffix}")
    assert answer.headers["vary"] == "Accept, Accept-Language"
    for name, media in MEDIA.items():
        assert f'</{LAWSUIT}.{name}>; rel="alternate"; type="{media}"' in answer.headers["link"]
    assert f'<{BASE}{LAWSUIT}>; rel="describes"' in answer.headers["link"]
    page = client.get(answer.headers["location"])
    assert (page.status_code, page.headers["content-type"].partition(";")[0]) == (200, MEDIA[suffix])


def test_the_language_is_kept_on_the_way_to_a_page(client: httpx.Client) -> None:
    answer = client.get(f"/{LAWSUIT}?lang=es&x=1", headers={"Accept": "text/html"})
    assert answer.headers["location"] == f"/{LAWSUIT}.html?lang=es"
    assert client.get(f"/{LAWSUIT}?lang=xx", headers={"Accept": "text/html"}).status_code == 400


@pytest.mark.parametrize("path", [LAWSUIT, "country/mx", "document/mexico-2026-01-21", "scheme/unit/person"])
def test_every_format_says_the_same(client: httpx.Client, path: str) -> None:
    graphs = {
        suffix: set(Graph().parse(data=client.get(f"/{path}.{suffix}").content, format=parser))
        for suffix, parser in PARSERS.items()
    }
    assert len(graphs["nt"]) > 15
    assert all(triples == graphs["nt"] for triples in graphs.values())
    assert {o for s, _, o in graphs["nt"] if s == URIRef(BASE + path)}


def test_data_holds_the_node_its_parts_its_claims_and_what_refers_to_it(client: httpx.Client) -> None:
    graph = Graph().parse(data=client.get("/movement/us-to-mexico-2025.ttl").content, format="turtle")
    ask = """ASK { movement:us-to-mexico-2025 tct:count [ tct:lower 11886 ] ; tct:during [ tct:notBefore ?from ] ;
      tct:evidencedBy [ tct:statedIn ?passage ; tct:gloss ?gloss ] ; tct:receivingCountry [ rdfs:label "Mexico"@en ] .
      ?silence tct:about movement:us-to-mexico-2025 ; rdfs:label ?label }"""
    assert graph.query(ask, initNs={name: PREFIXES[name] for name in ("tct", "movement", "rdfs")}).askAnswer


def test_json_ld_is_framed_on_the_node_with_a_context_of_its_own(client: httpx.Client) -> None:
    data = client.get(f"/{LAWSUIT}.jsonld").json()
    assert (data["id"], data["type"]) == ("lawsuit:dvd-v-dhs", "tct:Lawsuit")
    claims = {claim["id"]: claim for claim in data["evidencedBy"]}
    assert claims["claim:mexico-dvd-challenge"]["certainty"]["id"] == "claim-certainty:alleged"
    assert {node["id"] for node in data["@included"]} >= {"ruling:mexico-dvd-order-to-return"}
    assert all(isinstance(value, str | dict) for value in data["@context"].values())
    served = json.loads(client.get("/context.jsonld").content)["@context"]
    assert data["@context"].items() <= served.items()


def test_csv_has_a_row_for_each_value_and_claim(client: httpx.Client) -> None:
    answer = client.get(f"/{LAWSUIT}.csv?lang=en")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    defendant = [row for row in rows if row["property_label"] == "defendant"]
    assert [(row["value"], row["certainty"], row["denied"]) for row in defendant] == [
        (f"{BASE}agency/dhs", "Stated", "false")
    ]
    assert defendant[0]["passage"].startswith(f"{BASE}document/mexico-2026-01-21#p")
    assert {row["certainty"] for row in rows if row["property_label"] == "challenges"} == {"Alleged"}


@pytest.mark.parametrize(
    "path", ["document/mexico", "document/mexico-2026-01-21", "graph/mexico", "graph/reference", "graph/documents"]
)
def test_a_document_is_sent_itself(client: httpx.Client, path: str) -> None:
    for suffix in ("html", "ttl", "csv"):
        answer = client.get(f"/{path}", headers={"Accept": MEDIA[suffix]})
        assert (answer.status_code, answer.headers["content-location"]) == (200, f"/{path}.{suffix}")
        assert "Accept" in answer.headers["vary"]


def test_a_named_graph_is_given_whole(client: httpx.Client, store: OxigraphStore, current: Build) -> None:
    for graph, triples in current.manifest.graphs.items():
        path = graph.removeprefix(BASE)
        found = set(Graph().parse(data=client.get(f"/{path}.nt").content, format="nt"))
        written = store.serialized(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", "nt", {})
        expected = set(Graph().parse(data=written, format="nt"))
        assert len(expected) == triples
        assert expected <= found
    ontology = set(Graph().parse(data=client.get("/ns", headers={"Accept": "text/turtle"}).content, format="turtle"))
    assert len(ontology) >= current.manifest.graphs[f"{BASE}graph/ontology"]


def test_the_ontology_is_a_page_for_people(client: httpx.Client) -> None:
    for path in ("/ns", "/ns.html"):
        answer = client.get(path, params={"lang": "es"}, headers={"Accept": "text/html"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/ontology?lang=es")
    assert 'id="Lawsuit"' in client.get("/ontology", params={"lang": "es"}).text


def test_the_root_is_the_dataset_for_a_client_that_asks_for_data(client: httpx.Client) -> None:
    answer = client.get("/", headers={"Accept": "text/turtle"})
    assert (answer.status_code, answer.headers["content-location"]) == (200, "/dataset.ttl")
    assert (URIRef(BASE), None, None) in Graph().parse(data=answer.content, format="turtle")
    for accept in ("*/*", "text/html,*/*;q=0.8"):
        assert client.get("/", headers={"Accept": accept}).headers["content-type"] == "text/html; charset=utf-8"


def test_an_answer_is_tagged_and_coded(client: httpx.Client) -> None:
    tags = set()
    for suffix in MEDIA:
        first = client.get(f"/{LAWSUIT}.{suffix}?lang=en", headers={"Accept-Encoding": "gzip"})
        assert first.headers["content-encoding"] == "gzip"
        tags.add(first.headers["etag"])
        again = client.get(f"/{LAWSUIT}.{suffix}?lang=en", headers={"If-None-Match": first.headers["etag"],
                                                                    "Accept-Encoding": "gzip"})  # fmt: skip
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
        plain = client.get(f"/{LAWSUIT}.{suffix}?lang=en", headers={"Accept-Encoding": "identity"})
        assert plain.content == first.content
    assert len(tags) == len(MEDIA)
    spanish = client.get(f"/{LAWSUIT}.html?lang=es", headers={"Accept-Encoding": "gzip"}).headers["etag"]
    assert spanish not in tags


def test_a_kept_page_holds_nothing_of_the_request_that_made_it(client: httpx.Client) -> None:
    for path in (LAWSUIT, "agency/inm", "scheme/unit", "document/mexico-2026-01-21"):
        asked = client.get(f"/{path}.html?lang=en&planted=secret")
        again = client.get(f"/{path}.html?lang=en")
        assert "secret" not in asked.text, path
        assert (again.text, again.headers["etag"]) == (asked.text, asked.headers["etag"]), path


def test_head_and_other_methods(client: httpx.Client) -> None:
    head = client.head(f"/{LAWSUIT}.html")
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 1000
    refused = client.post(f"/{LAWSUIT}")
    assert (refused.status_code, refused.json()["status"]) == (405, 405)


def test_nothing_is_taken_from_the_host_of_a_request(client: httpx.Client) -> None:
    for path in (f"/{LAWSUIT}", f"/{LAWSUIT}.html", f"/{LAWSUIT}.ttl", "/country/mxx", "/corrections", "/country/mx/"):
        answer = client.get(
            path, headers={"Host": "evil.example", "Accept": "text/html", "X-Forwarded-Host": "evil.example"}
        )
        assert "evil.example" not in answer.text + str(answer.headers), path


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/country/mxx", "/country/mx?lang=en"),
        ("/agency/cpb", "/agency/cbp?lang=en"),
        ("/lawsuit/dvd", "/lawsuit/dvd-v-dhs?lang=en"),
        ("/country/mx.docx", ".ttl .jsonld .nt .rdf .csv"),
        ("/country/mx/", "/country/mx?lang=en"),
        ("/nowhere", "No page and no node of the graph is called nowhere."),
        ("/" + "x" * 3000, "is called xxx"),
    ],
)
def test_what_is_not_there_names_what_is_near(client: httpx.Client, path: str, said: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"}, params={"lang": "en"})
    assert page.status_code == 404
    assert said in page.text
    data = client.get(path, headers={"Accept": "text/turtle"})
    assert (data.status_code, data.headers["content-type"]) == (404, "application/problem+json")
    assert len(data.content) < 2000


@pytest.mark.parametrize(
    "path",
    [
        "/country/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/country/..%5c..%5cmx",
        "/country/mx%00",
        "/country/mx%0d%0aSet-Cookie:%20a=b",
        "//evil.example/country/mx",
        "/%2f%2fevil.example",
        "/country/mx%3E%20?s%20?p",
        "/country/<script>alert(1)</script>",
        "/country/%F0%9F%92%A9",
        "/country/mx.html.ttl.html",
    ],
)
def test_tricks_with_paths_find_nothing(client: httpx.Client, path: str) -> None:
    place = client.base_url
    for accept in ("text/html", "text/turtle"):
        connection = http.client.HTTPConnection(place.host, place.port or 80, timeout=20)
        connection.request("GET", path, headers={"Accept": accept})  # as it stands: other clients mend it first
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        assert answer.status in {400, 404}
        assert answer.headers["location"] is None
        assert answer.headers["set-cookie"] is None
        assert "<script>alert" not in text or accept != "text/html"


def test_an_accept_that_fits_nothing_is_told_what_there_is(client: httpx.Client) -> None:
    for path in (f"/{LAWSUIT}", "/graph/mexico"):
        answer = client.get(path, headers={"Accept": "image/png"})
        assert answer.status_code == 406
        assert "image/png is not offered here; there is text/html, text/turtle" in answer.json()["detail"]


GONE = Withdrawn(
    f"{BASE}claim/once",
    date(2026, 3, 2),
    {"en": "The passage says <b>something</b> else.", "es": "El pasaje dice otra cosa."},
    f"{BASE}claim/mexico-flow",
)


def test_what_was_withdrawn_keeps_its_page(built: Build, tmp_path: Path) -> None:
    client = planted(built, "", tmp_path)
    client.app.state.site = replace(client.app.state.site, withdrawn={GONE.node: GONE})
    for path in ("/claim/once", "/claim/once.html", "/claim/once.ttl"):
        page = client.get(path, params={"lang": "en"})
        assert page.status_code == 410
        assert "Withdrawn on 2 March 2026. The passage says &lt;b&gt;something&lt;/b&gt; else." in page.text
        assert '<a href="/claim/mexico-flow?lang=en">claim:mexico-flow</a>' in page.text
        data = client.get(path, headers={"Accept": "text/turtle"})
        assert (data.status_code, data.json()["title"]) == (410, "Gone")
        assert data.json()["detail"] == "withdrawn on 2026-03-02: The passage says <b>something</b> else."
    listed = client.get("/corrections", params={"lang": "es"}).text
    assert "2 de marzo de 2026" in listed
    assert "El pasaje dice otra cosa." in listed
    assert '<a href="/claim/once?lang=es">claim:once</a>' in listed


def test_corrections_says_how_to_report_an_error(client: httpx.Client) -> None:
    page = client.get("/corrections", params={"lang": "en"}).text
    assert "Nothing has been withdrawn so far." in page
    assert "Report an error" in page


def test_the_register_of_withdrawn_nodes_is_read_and_checked(tmp_path: Path) -> None:
    path = tmp_path / "withdrawn.toml"
    assert read_withdrawn(path) == {}
    path.write_text('[[withdrawn]]\nnode = "claim:once"\ndate = 2026-03-02\nreason = { en = "a", es = "b" }\n')
    entry = read_withdrawn(path)[f"{BASE}claim/once"]
    assert (entry.date, entry.reason["es"], entry.replaced) == (date(2026, 3, 2), "b", "")
    for bad in (
        'node = "claim:once"',
        'node = "claim:once"\ndate = "soon"\nreason = { en = "a", es = "b" }',
        'node = "claim:once"\ndate = 2026-03-02\nreason = { en = "a" }',
        'node = "nope:x"\ndate = 2026-03-02',
    ):
        path.write_text(f"[[withdrawn]]\n{bad}\n")
        with pytest.raises(SourceError, match=r"withdrawn\.toml: "):
            read_withdrawn(path)


def test_no_withdrawn_node_is_in_the_graph(store: OxigraphStore) -> None:
    from support import ROOT

    for iri in read_withdrawn(ROOT / "data" / "withdrawn.toml"):
        assert store.answer(f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} }}") is False
