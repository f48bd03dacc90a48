"""The three W3C tests of SPARQL 1.1 Service Description, over HTTP against a running server."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from servers import serving
from support import w3c
from tct.build import Build
from tct.namespaces import FORMATS, SD

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
ENTAILMENT = Namespace("http://www.w3.org/ns/entailment/")

SCHEMA = {
    "endpoint": ("Service", None),
    "feature": ("Service", "Feature"),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "entailmentRegime": ("NamedGraph", "EntailmentRegime"),
    "defaultSupportedEntailmentProfile": ("Service", "EntailmentProfile"),
    "supportedEntailmentProfile": ("NamedGraph", "EntailmentProfile"),
    "extensionFunction": ("Service", "Function"),
    "extensionAggregate": ("Service", "Aggregate"),
    "languageExtension": ("Service", "Feature"),
    "supportedLanguage": ("Service", "Language"),
    "propertyFeature": ("Service", "Feature"),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "resultFormat": ("Service", "Format"),
    "inputFormat": ("Service", "Format"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
"""Each property of the vocabulary with its domain and range (Recommendation, 3.2); None: any IRI."""

BROADER = {"Dataset": "GraphCollection"}

KNOWN = {
    "Feature": {
        SD[name]
        for name in ("DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs", "BasicFederatedQuery")
    },
    "Language": {SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update},
    "EntailmentRegime": {ENTAILMENT[name] for name in ("Simple", "RDF", "RDFS", "D", "OWL-Direct", "OWL-RDF-Based")},
    "Format": {
        FORMATS[name]
        for name in (
            "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
            "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD", "RDFa",
        )
    },
}  # fmt: skip
"""The instances that the vocabularies define (Recommendation, 3.4; https://www.w3.org/ns/formats/)."""


@pytest.fixture(scope="module")
def address(current: Build) -> Iterator[str]:
    """The address of the endpoint of a running server."""
    with serving(current.directory.parent.parent) as (base, _):
        yield f"{base}/sparql"


def fetched(address: str) -> Graph:
    """Return the description as a client gets it that states no preference."""
    answer = httpx.get(address)
    assert answer.status_code == 200
    return Graph().parse(data=answer.content, format=answer.headers["content-type"].partition(";")[0])


def returns_rdf(address: str) -> None:
    """GET on the endpoint returns RDF, in each serialisation, and the same graph in all of them."""
    sizes = set()
    for media in ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"):
        answer = httpx.get(address, headers={"Accept": media})
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media)
        sizes.add(len(Graph().parse(data=answer.content, format=media)))
    assert len(sizes) == 1
    assert min(sizes) > 100
    assert httpx.get(address, headers={"Accept": "image/png"}).status_code == 406


def has_endpoint_triple(address: str) -> None:
    """The description says of some service that its endpoint is the address that was asked."""
    graph = fetched(address)
    services = set(graph.subjects(SD.endpoint, URIRef(address)))
    assert len(services) == 1  # the property is inverse functional
    assert services <= set(graph.subjects(RDF.type, SD.Service))


def conforms_to_schema(address: str) -> None:
    """Every property is of the vocabulary, and joins what its domain and range say."""
    graph = fetched(address)
    used = {p for p in graph.predicates() if str(p).startswith(str(SD))}
    assert {str(p).removeprefix(str(SD)) for p in used} <= set(SCHEMA)
    for prop, (domain, range_) in SCHEMA.items():
        for subject, value in graph.subject_objects(SD[prop]):
            assert isinstance(value, URIRef), (prop, value)
            assert domain in _classes(graph, subject), (prop, subject)
            assert range_ is None or value in KNOWN.get(range_, ()) or range_ in _classes(graph, value), (prop, value)
    for one in graph.subjects(RDF.type, SD.NamedGraph):
        assert len(set(graph.objects(one, SD.name))) == 1
    datasets = set(graph.objects(None, SD.defaultDataset))
    assert datasets == set(graph.subjects(RDF.type, SD.Dataset))
    assert len(datasets) == 1
    assert len(set(graph.objects(None, SD.defaultGraph))) == 1


def _classes(graph: Graph, node: object) -> set[str]:
    found = {str(kind).removeprefix(str(SD)) for kind in graph.objects(node, RDF.type)}  # type: ignore[arg-type]
    return found | {BROADER[kind] for kind in found if kind in BROADER}


TESTS: dict[str, Callable[[str], None]] = {
    "returns-rdf": returns_rdf,
    "has-endpoint-triple": has_endpoint_triple,
    "conforms-to-schema": conforms_to_schema,
}


@pytest.mark.parametrize("name", TESTS)
def test_service_description(name: str, address: str) -> None:
    TESTS[name](address)


def test_every_test_of_the_suite_is_here() -> None:
    manifest = w3c("service-description") / "manifest.ttl"
    suite = Graph().parse(manifest, publicID="http://example.org/manifest")
    names = {str(test).rpartition("#")[2] for test in suite.subjects(RDF.type, MF.ServiceDescriptionTest)}
    assert names == set(TESTS)
