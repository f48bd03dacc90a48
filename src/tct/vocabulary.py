"""The ontology as a reader looks it up: classes, properties, schemes and concepts, with examples from the data.

Everything comes from the graph: what a term means from the ontology and its alignments, how often it is used from
the counts of the release, what it looks like in use from the facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from tct.namespaces import GRAPH, ONTOLOGY, PREFIXES, SCHEMA, TCT, iris
from tct.statistics import Statistics
from tct.store import Solutions, Store

_OWN_GRAPHS = f"VALUES ?g {{ <{GRAPH.ontology}> <{GRAPH.schemes}> <{GRAPH.alignments}> }}"
_TERMS = f"SELECT ?s ?p ?o {{ {_OWN_GRAPHS} GRAPH ?g {{ ?s ?p ?o }} }}"
_USES = f"""SELECT ?concept (COUNT(*) AS ?uses) {{
  ?concept a skos:Concept . GRAPH ?h {{ ?node ?p ?concept }}
  FILTER NOT EXISTS {{ {_OWN_GRAPHS} FILTER(?g = ?h) }}
}} GROUP BY ?concept"""
_MATCHES = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch,
            SKOS.relatedMatch, RDFS.seeAlso, DCTERMS.source)  # fmt: skip
_KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object",
    OWL.DatatypeProperty: "datatype",
    OWL.AnnotationProperty: "annotation",
}

Texts = Mapping[str, str]
"""A text by language, en and es."""


@dataclass
class Term:
    """A class or a property; other terms are named by IRI."""

    iri: str
    name: str
    """What follows ``#``: its anchor in the ontology's page."""

    kind: str
    """class, object, datatype or annotation."""

    label: Texts
    definition: Texts
    example: str
    parents: list[str]
    children: list[str] = field(default_factory=list)
    matches: list[tuple[str, str]] = field(default_factory=list)
    """How it corresponds to terms of others: property and IRI."""

    domains: list[str] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)
    schemes: list[str] = field(default_factory=list)
    single: bool = False
    count: int = 0
    """Instances of a class, its subclasses not counted; triples of a property."""

    instance: str = ""
    """The first instance of a class, by IRI."""


@dataclass
class Concept:
    """A concept of a scheme."""

    iri: str
    name: str
    label: Texts
    definition: Texts
    example: str
    broader: list[str]
    matches: list[tuple[str, str]]
    uses: int = 0
    """Triples of the facts that point to it."""


@dataclass
class Scheme:
    """A concept scheme, the properties that take their values from it, its concepts by IRI."""

    iri: str
    name: str
    label: Texts
    definition: Texts
    properties: list[str] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)


@dataclass
class Vocabulary:
    """The whole ontology, terms by IRI in the order of their names."""

    title: Texts
    description: Texts
    version: str
    terms: dict[str, Term]
    schemes: dict[str, Scheme]

    @classmethod
    def read(cls, store: Store, statistics: Statistics) -> Vocabulary:
        """Read the ontology, schemes and alignments of a store; counts are those of the release."""
        graph = Graph()
        for s, p, o in _rows(store, _TERMS):
            graph.add((s, p, o))
        uses = {str(concept): int(str(number)) for concept, number in _rows(store, _USES)}
        found = cls(
            title=_texts(graph, ONTOLOGY, DCTERMS.title),
            description=_texts(graph, ONTOLOGY, DCTERMS.description),
            version=str(graph.value(ONTOLOGY, OWL.versionInfo) or ""),
            terms={str(term): _term(graph, term, kind, statistics) for term, kind in _kinds(graph)},
            schemes={
                str(node): _scheme(graph, node, uses) for node in iris(graph.subjects(RDF.type, SKOS.ConceptScheme))
            },
        )
        for term in found.terms.values():
            for parent in term.parents:
                if parent in found.terms:
                    found.terms[parent].children.append(term.iri)
            for scheme in term.schemes:
                if scheme in found.schemes:
                    found.schemes[scheme].properties.append(term.iri)
        return found

    @property
    def classes(self) -> list[Term]:
        """Every class."""
        return [term for term in self.terms.values() if term.kind == "class"]

    @property
    def properties(self) -> list[Term]:
        """Every property."""
        return [term for term in self.terms.values() if term.kind != "class"]

    def roots(self) -> list[Term]:
        """Return the classes that are below no other of ours."""
        return [term for term in self.classes if not any(parent in self.terms for parent in term.parents)]

    def of(self, iris: Iterable[str]) -> list[Term]:
        """Return the terms of some IRIs that are ours."""
        return [self.terms[iri] for iri in iris if iri in self.terms]

    def root(self, iri: str) -> str:
        """Return the topmost class of ours above a class, or the class itself."""
        above = self.above(iri)
        return above[-1] if above else iri

    def above(self, iri: str) -> list[str]:
        """Return our classes above a class, the nearest first."""
        found: list[str] = []
        wanted = [iri]
        while wanted:
            term = self.terms.get(wanted.pop(0))
            for parent in term.parents if term else ():
                if parent in self.terms and parent not in found and parent != iri:
                    found.append(parent)
                    wanted.append(parent)
        return found

    def below(self, iri: str) -> list[str]:
        """Return our classes below a class."""
        found: list[str] = []
        wanted = [iri]
        while wanted:
            new = [child for child in self.terms[wanted.pop()].children if child not in found and child != iri]
            found += new
            wanted += new
        return found

    def borne_by(self, iri: str) -> list[Term]:
        """Return the properties that an instance of a class may have: its own and those of the classes above."""
        kinds = {iri, *self.above(iri)}
        return [term for term in self.properties if kinds & set(term.domains)]

    def pointing_to(self, iri: str) -> list[Term]:
        """Return the properties whose values may be instances of a class: named for it or for a class above."""
        kinds = {iri, *self.above(iri)}
        return [term for term in self.properties if kinds & set(term.ranges)]

    def find(self, name: str) -> Term | None:
        """Return a term by what follows ``#`` in its IRI."""
        return self.terms.get(str(TCT) + name)


def _kinds(graph: Graph) -> list[tuple[URIRef, str]]:
    """Return our classes, then our properties, each by name."""
    found = [(term, name) for kind, name in _KINDS.items() for term in iris(graph.subjects(RDF.type, kind))]
    own = [(term, name) for term, name in found if term.startswith(TCT)]
    return sorted(own, key=lambda pair: (pair[1] != "class", pair[0].casefold()))


def _term(graph: Graph, term: URIRef, kind: str, statistics: Statistics) -> Term:
    iri = str(term)
    counts = statistics["classes"].get(iri)
    used = statistics["union"]["properties"].get(iri)
    return Term(
        iri=iri,
        name=iri.removeprefix(str(TCT)),
        kind=kind,
        label=_texts(graph, term, RDFS.label),
        definition=_texts(graph, term, SKOS.definition),
        example=_one(graph, term, SKOS.example),
        parents=_strings(graph.objects(term, RDFS.subClassOf)) + _strings(graph.objects(term, RDFS.subPropertyOf)),
        matches=_matches(graph, term),
        domains=_strings(graph.objects(term, SCHEMA.domainIncludes)),
        ranges=_strings(graph.objects(term, SCHEMA.rangeIncludes)),
        schemes=_strings(graph.objects(term, TCT.valuesFrom)),
        single=graph.value(term, TCT.singleValued) == Literal(True),
        count=counts["entities"] if counts else used["triples"] if used else 0,
        instance=counts["example"] if counts else "",
    )


def _scheme(graph: Graph, node: URIRef, uses: Mapping[str, int]) -> Scheme:
    concepts = [
        Concept(
            iri=str(concept),
            name=str(concept).rpartition("/")[2],
            label=_texts(graph, concept, SKOS.prefLabel),
            definition=_texts(graph, concept, SKOS.definition),
            example=_one(graph, concept, SKOS.example),
            broader=_strings(graph.objects(concept, SKOS.broader)),
            matches=_matches(graph, concept),
            uses=uses.get(str(concept), 0),
        )
        for concept in iris(graph.subjects(SKOS.inScheme, node))
    ]
    return Scheme(
        iri=str(node),
        name=str(node).rpartition("/")[2],
        label=_texts(graph, node, SKOS.prefLabel),
        definition=_texts(graph, node, SKOS.definition),
        concepts=concepts,
    )


def _matches(graph: Graph, node: URIRef) -> list[tuple[str, str]]:
    """Return how a node corresponds to terms that are not ours."""
    found = [(str(kind), other) for kind in _MATCHES for other in _strings(graph.objects(node, kind))]
    return [(kind, other) for kind, other in found if not other.startswith(TCT)]


def _texts(graph: Graph, node: URIRef, prop: URIRef) -> dict[str, str]:
    """Return the texts of a property by language; the other language where one is missing, then ''."""
    found = {str(text.language): str(text) for text in graph.objects(node, prop) if isinstance(text, Literal)}
    some = found.get("en") or next(iter(found.values()), "")
    return {language: found.get(language, some) for language in ("en", "es")}


def _one(graph: Graph, node: URIRef, prop: URIRef) -> str:
    return min((str(text) for text in graph.objects(node, prop)), default="")


def _strings(nodes: Iterable[Node]) -> list[str]:
    return [str(iri) for iri in iris(nodes)]


def _rows(store: Store, query: str) -> tuple[tuple[Node, ...], ...]:
    answer = store.answer(query, PREFIXES)
    assert isinstance(answer, Solutions)
    return tuple(tuple(term for term in row if term is not None) for row in answer.rows)
