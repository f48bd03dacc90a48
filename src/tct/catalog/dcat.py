"""The catalogue: the dataset, its graphs, where each is to be had, and the services (DCAT 3, W3C, 2024)."""

from __future__ import annotations

from typing import Final

from rdflib import Graph, URIRef

from tct.build import Manifest
from tct.catalog.description import Addresses, Description
from tct.catalog.void import DATASET, add_counts, dump, languages, state_release
from tct.namespaces import DCAT, DCTERMS, ONTOLOGY, RDFS, VOID, compact

QUERY_PROTOCOL: Final = URIRef("http://www.w3.org/TR/sparql11-protocol/")
STORE_PROTOCOL: Final = URIRef("http://www.w3.org/TR/sparql11-http-rdf-update/")
TURTLE: Final = URIRef("https://www.iana.org/assignments/media-types/text/turtle")
"""Media types as resources, as DCAT wants them (dcat:mediaType has the range dcterms:MediaType)."""


def dcat(manifest: Manifest, endpoint_url: str) -> Graph:
    """Return the DCAT catalogue of the service whose SPARQL endpoint has an address.

    It lists what the service offers, and nothing that it would have to make a file for: the endpoint, the
    graph store, and each named graph at its address in it.
    """
    description, addresses = Description(), Addresses(endpoint_url)
    store = addresses.at("/graph-store")
    description.say(
        addresses.at("/catalog"),
        [DCAT.Catalog],
        (DCTERMS.title, {"en": "Data of this service", "es": "Datos de este servicio"}),
        (DCTERMS.description, manifest.disclaimer),
        (DCTERMS.publisher, URIRef(manifest.publisher)),
        (DCTERMS.license, URIRef(manifest.licence)),
        (DCTERMS.language, languages(manifest)),
        (DCAT.dataset, DATASET),
        (DCAT.service, [addresses.endpoint, store]),
    )
    state_release(description, manifest)
    description.say(
        DATASET,
        [DCAT.Dataset, VOID.Dataset],
        (DCTERMS.conformsTo, ONTOLOGY),
        (DCTERMS.hasPart, [URIRef(graph) for graph in manifest.statistics["graphs"]]),
        (DCAT.theme, [URIRef(theme) for theme in manifest.themes]),
        (DCAT.distribution, addresses.part("distribution")),
    )
    add_counts(description, DATASET, manifest.statistics["union"])
    _add_services(description, manifest, addresses, store)
    for graph, counts in manifest.statistics["graphs"].items():
        _add_graph(description, graph, addresses, store, manifest)
        add_counts(description, URIRef(graph), counts)
    return description.graph


def _add_services(description: Description, manifest: Manifest, addresses: Addresses, store: URIRef) -> None:
    """Describe the two services, and the dataset as it is to be had by query."""
    licence = URIRef(manifest.licence)
    description.say(
        addresses.part("distribution"),
        [DCAT.Distribution],
        (DCTERMS.title, {"en": "By SPARQL query", "es": "Por consulta SPARQL"}),
        (DCTERMS.license, licence),
        (DCAT.accessURL, addresses.endpoint),
        (DCAT.accessService, addresses.endpoint),
    )
    for address, title, protocol in (
        (addresses.endpoint, {"en": "SPARQL endpoint", "es": "Punto de consulta SPARQL"}, QUERY_PROTOCOL),
        (store, {"en": "Graph store", "es": "Almacén de grafos"}, STORE_PROTOCOL),
    ):
        description.say(
            address,
            [DCAT.DataService],
            (DCTERMS.title, title),
            (DCTERMS.conformsTo, protocol),
            (DCTERMS.license, licence),
            (DCTERMS.publisher, URIRef(manifest.publisher)),
            (DCAT.endpointURL, address),
            (DCAT.endpointDescription, addresses.endpoint),
            (DCAT.servesDataset, DATASET),
        )


def _add_graph(description: Description, graph: str, addresses: Addresses, store: URIRef, manifest: Manifest) -> None:
    """Describe a named graph as a part of the dataset that can be fetched by itself."""
    distribution = addresses.part("distribution", graph)
    short = compact(graph).rpartition(":")[2]
    description.say(
        URIRef(graph),
        [DCAT.Dataset, VOID.Dataset],
        (DCTERMS.title, short),
        (RDFS.label, short),
        (DCTERMS.isPartOf, DATASET),
        (DCAT.distribution, distribution),
    )
    description.say(
        distribution,
        [DCAT.Distribution],
        (DCTERMS.title, short),
        (DCTERMS.license, URIRef(manifest.licence)),
        (DCAT.accessURL, dump(addresses, graph)),
        (DCAT.downloadURL, dump(addresses, graph)),
        (DCAT.accessService, store),
        (DCAT.mediaType, TURTLE),
    )
