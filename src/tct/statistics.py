"""Counts of a dataset, as VoID states them: of its union graph, of each named graph, class and property.

They are made once, with the build, by SPARQL over the store that is served, so that they equal what a client
counts for itself. Everything is plain JSON, sorted, since it stands in the manifest.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from rdflib import Literal

from tct.store import Solutions, Store


class PropertyCounts(TypedDict):
    """Of one property: its triples, and their distinct subjects and objects."""

    triples: int
    subjects: int
    objects: int
    classes: NotRequired[dict[str, int]]
    """Triples by the class of their object (per class of subjects only)."""

    datatypes: NotRequired[dict[str, int]]
    """Triples by the datatype of their object (per class of subjects only)."""


class ClassCounts(TypedDict):
    """Of one class: its instances, and the properties that they have."""

    entities: int
    example: str
    """The first instance by IRI; '' where all of them are blank nodes."""

    properties: dict[str, PropertyCounts]


class GraphCounts(TypedDict):
    """Of a graph: triples, distinct subjects, objects, classes; the properties by IRI."""

    triples: int
    subjects: int
    objects: int
    classes: int
    properties: dict[str, PropertyCounts]


class Statistics(TypedDict):
    """Of a dataset: the union of its graphs, its classes, each named graph, its entry points."""

    union: GraphCounts
    entities: int
    """Distinct subjects that are IRIs below the base."""

    classes: dict[str, ClassCounts]
    graphs: dict[str, GraphCounts]
    roots: list[str]
    """Concept schemes and ontologies: where a reader may begin."""


_THREE = "(COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?ns) (COUNT(DISTINCT ?o) AS ?no)"
_TOTALS = f"SELECT ?g {_THREE} {{ GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
_UNION = f"SELECT {_THREE} {{ ?s ?p ?o }}"
_PROPERTIES = f"SELECT ?p {_THREE} {{ ?s ?p ?o }} GROUP BY ?p"
_GRAPH_PROPERTIES = f"SELECT ?g ?p {_THREE} {{ GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g ?p"
_CLASSES = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c FILTER isIRI(?c) } GROUP BY ?c"
_FIRSTS = "SELECT ?c (MIN(STR(?s)) AS ?first) { ?s a ?c FILTER(isIRI(?c) && isIRI(?s)) } GROUP BY ?c"
_GRAPH_CLASSES = "SELECT ?g (COUNT(DISTINCT ?c) AS ?n) { GRAPH ?g { ?s a ?c FILTER isIRI(?c) } } GROUP BY ?g"
_CLASS_PROPERTIES = f"SELECT ?c ?p {_THREE} {{ ?s a ?c ; ?p ?o FILTER isIRI(?c) }} GROUP BY ?c ?p"
_TARGETS = (
    "SELECT ?c ?p ?t (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o . ?o a ?t FILTER(isIRI(?c) && isIRI(?t)) } GROUP BY ?c ?p ?t"
)
_DATATYPES = (
    "SELECT ?c ?p ?t (COUNT(*) AS ?n) { ?s a ?c ; ?p ?o FILTER(isIRI(?c) && isLiteral(?o)) "
    "BIND(DATATYPE(?o) AS ?t) } GROUP BY ?c ?p ?t"
)
_ENTITIES = "SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER(isIRI(?s) && STRSTARTS(STR(?s), {base})) }}"
_ROOTS = (
    "PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    "SELECT DISTINCT ?s { VALUES ?c { owl:Ontology skos:ConceptScheme } ?s a ?c FILTER isIRI(?s) }"
)


def measure(store: Store, base: str) -> Statistics:
    """Count a dataset; entities are the subjects whose IRI begins with ``base``. About ten queries over all of it."""
    firsts = dict(_rows(store, _FIRSTS))
    classes: dict[str, ClassCounts] = {
        c: {"entities": int(n), "example": firsts.get(c, ""), "properties": {}} for c, n in _rows(store, _CLASSES)
    }
    for c, p, *three in _rows(store, _CLASS_PROPERTIES):
        classes[c]["properties"][p] = _counts(three) | {"classes": {}, "datatypes": {}}
    for c, p, kind, n in _rows(store, _TARGETS):
        classes[c]["properties"][p]["classes"][kind] = int(n)
    for c, p, kind, n in _rows(store, _DATATYPES):
        classes[c]["properties"][p]["datatypes"][kind] = int(n)
    (totals,) = _rows(store, _UNION)
    ((entities,),) = _rows(store, _ENTITIES.format(base=Literal(base).n3()))
    return {
        "union": _graph(totals, len(classes), {p: _counts(three) for p, *three in _rows(store, _PROPERTIES)}),
        "entities": int(entities),
        "classes": classes,
        "graphs": _graphs(store),
        "roots": [iri for (iri,) in _rows(store, _ROOTS)],
    }


def _graphs(store: Store) -> dict[str, GraphCounts]:
    properties: dict[str, dict[str, PropertyCounts]] = {}
    for g, p, *three in _rows(store, _GRAPH_PROPERTIES):
        properties.setdefault(g, {})[p] = _counts(three)
    classes = {g: int(n) for g, n in _rows(store, _GRAPH_CLASSES)}
    return {g: _graph(three, classes.get(g, 0), properties[g]) for g, *three in _rows(store, _TOTALS)}


def _graph(three: list[str], classes: int, properties: dict[str, PropertyCounts]) -> GraphCounts:
    totals = _counts(three)
    return {
        "triples": totals["triples"],
        "subjects": totals["subjects"],
        "objects": totals["objects"],
        "classes": classes,
        "properties": properties,
    }


def _counts(three: list[str]) -> PropertyCounts:
    triples, subjects, objects = (int(number) for number in three)
    return {"triples": triples, "subjects": subjects, "objects": objects}


def _rows(store: Store, query: str) -> list[list[str]]:
    """Return the rows of an answer as text, sorted (an unbound cell is '')."""
    answer = store.answer(query)
    assert isinstance(answer, Solutions)
    return sorted(["" if term is None else str(term) for term in row] for row in answer.rows)
