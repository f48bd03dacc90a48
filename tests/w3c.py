"""The W3C SPARQL 1.1 suites that are written as HTTP exchanges: read from their manifests, and replayed.

The vocabulary is "HTTP Vocabulary in RDF 1.0" with the terms that the manifests describe in their own comments:
``mf:expectedStatus``, ``mf:expectedBoolean``, ``mf:expectedFormat``, ``mf:expectedLocation``, and a body that is to be
isomorphic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Final

import httpx
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT: Final = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT: Final = Namespace("http://www.w3.org/2011/http#")
CNT: Final = Namespace("http://www.w3.org/2011/content#")

GRAPH_FORMATS: Final = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
}
FORMATS: Final = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "RDF": set(GRAPH_FORMATS),
}
"""The media types that an ``mf:expectedFormat`` allows, as the names of its tests list them."""


@dataclass(frozen=True)
class Exchange:
    """One request as it goes over the wire, and what its answer must be like."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: frozenset[int]
    boolean: bool | None = None
    format: str | None = None
    location: str | None = None
    answer_type: str | None = None
    answer_graph: str | None = None

    @property
    def media(self) -> str:
        """The media type of the request's body, without parameters; empty where none is stated."""
        return next((value for name, value in self.headers if name == "content-type"), "").partition(";")[0]

    def filled(self, values: dict[str, str]) -> Exchange:
        """Return the exchange with the variables that earlier answers gave put in, in the path and in the bodies."""
        path, body, graph = self.path, self.body, self.answer_graph
        for name, value in values.items():
            path = path.replace(name, value)
            body = body.replace(name.encode(), value.encode()) if body is not None else None
            graph = graph.replace(name, value) if graph is not None else None
        return replace(self, path=path, body=body, answer_graph=graph)


@dataclass(frozen=True)
class Case:
    """One test: its short name, its title, the named graphs it starts from (IRI and N-Triples), its exchanges."""

    name: str
    title: str
    data: tuple[tuple[str, str], ...]
    exchanges: tuple[Exchange, ...]


def entries(manifest: Path) -> Iterator[tuple[Graph, Node]]:
    """Yield every listed test of a manifest and of those it includes, in order, with the graph that tells about it."""
    graph = Graph().parse(manifest, format="turtle", publicID=manifest.as_uri())
    root = URIRef(manifest.as_uri())
    for listed in graph.objects(root, MF.include):
        for included in Collection(graph, listed):
            yield from entries(local(included))
    for listed in graph.objects(root, MF.entries):
        for entry in Collection(graph, listed):
            yield graph, entry


def local(iri: Node) -> Path:
    """Return the path of a file that a manifest names."""
    return Path(httpx.URL(str(iri)).path)


def cases(directory: Path) -> list[Case]:
    """Return the tests of a suite, in the order of its manifest."""
    return [_case(graph, entry) for graph, entry in entries(directory / "manifest.ttl")]


def _case(graph: Graph, entry: Node) -> Case:
    data = tuple(
        (str(graph.value(item, RDFS.label)), local(_the(graph, item, UT.graph)).read_text("utf-8"))
        for item in graph.objects(entry, UT.graphData)
    )
    action = _the(graph, entry, MF.action)
    requests = Collection(graph, _the(graph, action, HT.requests))
    return Case(
        str(entry).rpartition("#")[2],
        str(graph.value(entry, MF.name)),
        tuple(sorted(data)),
        tuple(_exchange(graph, request) for request in requests),
    )


def _exchange(graph: Graph, request: Node) -> Exchange:
    response = _the(graph, request, HT.resp)
    body = _content(graph, request)
    boolean = graph.value(response, MF.expectedBoolean)
    graph_body = _content(graph, response)
    return Exchange(
        method=str(graph.value(request, HT.methodName)),
        path=str(graph.value(request, HT.absolutePath)),
        headers=_headers(graph, request),
        body=body,
        statuses=frozenset(s for term in graph.objects(response, MF.expectedStatus) for s in _statuses(term)),
        boolean=None if not isinstance(boolean, Literal) else bool(boolean.toPython()),
        format=_text(graph, response, MF.expectedFormat),
        location=_text(graph, response, MF.expectedLocation),
        answer_type=dict(_headers(graph, response)).get("content-type"),
        answer_graph=graph_body.decode() if graph_body is not None else None,
    )


def _the(graph: Graph, subject: Node, predicate: URIRef) -> Node:
    found = graph.value(subject, predicate, any=False)
    assert found is not None, (subject, predicate)
    return found


def _text(graph: Graph, subject: Node, predicate: URIRef) -> str | None:
    found = graph.value(subject, predicate)
    return None if found is None else str(found)


def _headers(graph: Graph, message: Node) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(graph.value(header, HT.fieldName)).lower(), str(graph.value(header, HT.fieldValue)))
        for listed in graph.objects(message, HT.headers)
        for header in Collection(graph, listed)
    )


def _content(graph: Graph, message: Node) -> bytes | None:
    body = graph.value(message, HT.body)
    if body is None:
        return None
    assert graph.value(body, RDF.type) == CNT.ContentAsText
    return str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))


def _statuses(term: Node) -> list[int]:
    """Return the codes of a term of http-statusCodes: a class as ``StatusCode2xx``, else a name as ``NoContent``."""
    name = str(term).rpartition("#")[2]
    if found := re.fullmatch(r"StatusCode(\d)xx", name):
        return list(range(int(found[1]) * 100, int(found[1]) * 100 + 100))
    return [HTTPStatus[re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()].value]


def replay(client: httpx.Client, case: Case, place: Callable[[Exchange], str]) -> None:
    """Send the requests of a test in order and assert all that it says of the answers.

    ``place`` returns where an exchange goes on this server: the manifests leave the paths of the endpoints open.
    """
    values: dict[str, str] = {}
    for number, template in enumerate(case.exchanges, 1):
        exchange = template.filled(values)
        where = place(exchange)
        answer = client.request(exchange.method, where, headers=list(exchange.headers), content=exchange.body)
        told = f"{case.name} {number}: {exchange.method} {where}: {answer.status_code} {answer.text[:300]}"
        assert answer.status_code in exchange.statuses, told
        check(exchange, answer, told)
        if exchange.location is not None:
            values[exchange.location] = answer.headers["location"]


def check(exchange: Exchange, answer: httpx.Response, told: str) -> None:
    """Assert what an exchange expects of an answer beyond its status."""
    media = answer.headers.get("content-type", "").partition(";")[0]
    if exchange.format is not None:
        assert media in FORMATS[exchange.format], told
    if exchange.boolean is not None:
        assert boolean(answer) is exchange.boolean, told
    if exchange.answer_type is not None:
        assert media == exchange.answer_type.partition(";")[0], told
    if exchange.format == "RDF":
        Graph().parse(data=answer.content, format=GRAPH_FORMATS[media])
    if exchange.answer_graph is not None:
        base = "http://www.example/"
        expected = Graph().parse(data=exchange.answer_graph, format="turtle", publicID=base)
        actual = Graph().parse(data=answer.content, format=GRAPH_FORMATS[media], publicID=base)
        assert isomorphic(actual, expected), f"{told}\nexpected {expected.serialize(format='nt')}"


def boolean(answer: httpx.Response) -> bool:
    """Return what an answer to an ASK says, in JSON or XML."""
    if answer.headers["content-type"].startswith("application/sparql-results+json"):
        found = answer.json()["boolean"]
        assert isinstance(found, bool)
        return found
    return re.search(r"<boolean>\s*(true|false)\s*</boolean>", answer.text)[1] == "true"  # type: ignore[index]
