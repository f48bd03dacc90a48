"""VoID: the dataset, its counts, and what stands in it class by class and property by property.

"Describing Linked Datasets with the VoID Vocabulary" (W3C Interest Group Note, 2011). Datatypes of values are
told with the extension ``void-ext`` of the VoID generator of the Swiss Institute of Bioinformatics, which its
editor completes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from tct.build import Manifest
from tct.catalog.description import Addresses, Description, Value
from tct.namespaces import BASE, DCAT, DCTERMS, FOAF, FORMATS, PREFIXES, RDF, RDFS, TCT, VOID, VOID_EXT, XSD, compact
from tct.statistics import GraphCounts, PropertyCounts, Statistics

DATASET: Final = URIRef(BASE)

LANGUAGES: Final = "http://id.loc.gov/vocabulary/iso639-1/"
"""Languages as resources, by their two letters of ISO 639-1."""


def void(manifest: Manifest, endpoint_url: str) -> Graph:
    """Return the VoID description of the dataset, as served by the SPARQL endpoint at an address."""
    description, addresses = Description(), Addresses(endpoint_url)
    description.say(
        addresses.at("/.well-known/void"),
        [VOID.DatasetDescription],
        (DCTERMS.title, {"en": "Description of the dataset", "es": "Descripción del conjunto de datos"}),
        (FOAF.primaryTopic, DATASET),
    )
    add_dataset(description, manifest, addresses)
    return description.graph


def add_dataset(description: Description, manifest: Manifest, addresses: Addresses) -> None:
    """Describe the dataset, its counts, its partitions, and each named graph as a subset."""
    statistics = manifest.statistics
    state_release(description, manifest)
    description.say(
        DATASET,
        [VOID.Dataset],
        (VOID.sparqlEndpoint, addresses.endpoint),
        (VOID.dataDump, [dump(addresses, graph) for graph in statistics["graphs"]]),
        (VOID.uriSpace, BASE),
        (VOID.entities, statistics["entities"]),
        (VOID.vocabulary, _vocabularies(statistics)),
        (VOID.rootResource, [URIRef(iri) for iri in statistics["roots"]]),
        (VOID.exampleResource, _examples(statistics)),
        (VOID.feature, [FORMATS["Turtle"], FORMATS["N-Triples"], FORMATS["RDF_XML"], FORMATS["JSON-LD"]]),
        (VOID.subset, [URIRef(graph) for graph in statistics["graphs"]]),
    )
    add_partitions(description, DATASET, statistics, addresses)
    for graph, counts in statistics["graphs"].items():
        _add_graph(description, graph, counts, addresses)


def state_release(description: Description, manifest: Manifest) -> None:
    """State the title, disclaimer, version, date, licence and publisher of the dataset."""
    description.say(
        DATASET,
        [],
        (DCTERMS.title, manifest.title),
        (DCTERMS.description, manifest.disclaimer),
        (DCTERMS.issued, Literal(manifest.date, datatype=XSD.date)),
        (DCTERMS.license, URIRef(manifest.licence)),
        (DCTERMS.publisher, URIRef(manifest.publisher)),
        (DCTERMS.language, languages(manifest)),
        (DCAT.version, manifest.version),
        (TCT.sha256, manifest.digest),
    )
    description.say(URIRef(manifest.publisher), [FOAF.Agent], (FOAF.name, manifest.creator))


def languages(manifest: Manifest) -> list[Value]:
    """Return the languages of the dataset's texts, as resources."""
    return [URIRef(LANGUAGES + language) for language in manifest.title]


def dump(addresses: Addresses, graph: str) -> URIRef:
    """Return the address at which a named graph is fetched (SPARQL 1.1 Graph Store HTTP Protocol, 4.2)."""
    return addresses.at(f"/graph-store?graph={quote(graph, safe='')}")


def add_counts(description: Description, node: URIRef, counts: GraphCounts) -> None:
    """State the totals of a graph."""
    description.say(
        node,
        [],
        *_three(counts),
        (VOID.classes, counts["classes"]),
        (VOID.properties, len(counts["properties"])),
    )


def add_partitions(description: Description, node: URIRef, statistics: Statistics, addresses: Addresses) -> None:
    """State the totals of the union graph, a partition for each property, and one for each class with its own."""
    add_counts(description, node, statistics["union"])
    _add_properties(description, node, statistics["union"]["properties"], addresses)
    for kind, counts in statistics["classes"].items():
        part = addresses.part("class", kind)
        description.say(node, [], (VOID.classPartition, part))
        description.say(part, [], (VOID["class"], URIRef(kind)), (VOID.entities, counts["entities"]))
        _add_properties(description, part, counts["properties"], addresses, "class", kind)


def _add_graph(description: Description, graph: str, counts: GraphCounts, addresses: Addresses) -> None:
    """Describe a named graph: totals and properties.

    It has no class partitions: an editor that finds some at a named graph looks at no others, and a class of
    nodes is rarely stated in the graph that says most of them.
    """
    description.say(
        URIRef(graph),
        [VOID.Dataset],
        (RDFS.label, compact(graph).rpartition(":")[2]),
        (VOID.dataDump, dump(addresses, graph)),
    )
    add_counts(description, URIRef(graph), counts)
    _add_properties(description, URIRef(graph), counts["properties"], addresses, "graph", graph)


def _add_properties(
    description: Description, node: URIRef, properties: Mapping[str, PropertyCounts], addresses: Addresses, *of: str
) -> None:
    for prop, counts in properties.items():
        names = (*of, "property", prop)
        part = addresses.part(*names)
        description.say(node, [], (VOID.propertyPartition, part))
        description.say(part, [], (VOID.property, URIRef(prop)), *_three(counts))
        _add_ranges(description, part, addresses, names, counts)


def _add_ranges(
    description: Description, part: URIRef, addresses: Addresses, names: tuple[str, ...], counts: PropertyCounts
) -> None:
    """State what the values of a property are: nodes of a class, literals of a datatype."""
    for key, found, link, kind in (
        ("class", counts.get("classes", {}), VOID.classPartition, VOID["class"]),
        ("datatype", counts.get("datatypes", {}), VOID_EXT.datatypePartition, VOID_EXT.datatype),
    ):
        for iri, triples in found.items():
            target = addresses.part(*names, key, iri)
            description.say(part, [], (link, target))
            description.say(target, [], (kind, URIRef(iri)), (VOID.triples, triples))


def _three(counts: PropertyCounts | GraphCounts) -> list[tuple[Node, Value]]:
    return [
        (VOID.triples, counts["triples"]),
        (VOID.distinctSubjects, counts["subjects"]),
        (VOID.distinctObjects, counts["objects"]),
    ]


def _examples(statistics: Statistics) -> list[URIRef]:
    """Return the first instance of each class that has instances of our own."""
    firsts = {counts["example"] for counts in statistics["classes"].values()}
    return [URIRef(first) for first in sorted(firsts) if first.startswith(BASE)]


def _vocabularies(statistics: Statistics) -> list[URIRef]:
    """Return the namespace of every property and class in use, none left out: clients rule sources out by them."""
    terms: Iterable[str] = {*statistics["union"]["properties"], *statistics["classes"], str(RDF.type)}
    return [URIRef(namespace) for namespace in sorted({_namespace(term) for term in terms})]


def _namespace(term: str) -> str:
    prefix = compact(term).partition(":")[0]
    if prefix in PREFIXES:
        return PREFIXES[prefix]
    return term[: max(term.rfind("#"), term.rfind("/")) + 1] or term
