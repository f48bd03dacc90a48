"""The catalogue: the dataset, its graphs, where each is to be had, and the services (DCAT 3, W3C, 2024)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rdflib import XSD, Graph, Literal, URIRef

from tct.build import Manifest
from tct.catalog.description import Addresses, Description
from tct.catalog.void import DATASET, add_counts, dump, languages, state_release
from tct.downloads import FORMS, Download
from tct.namespaces import DCAT, DCTERMS, ONTOLOGY, RDFS, SPDX, VOID, compact

QUERY_PROTOCOL: Final = URIRef("http://www.w3.org/TR/sparql11-protocol/")
STORE_PROTOCOL: Final = URIRef("http://www.w3.org/TR/sparql11-http-rdf-update/")
MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
"""Media types as resources, as DCAT wants them (dcat:mediaType has the range dcterms:MediaType)."""


def dcat(manifest: Manifest, endpoint_url: str, files: Sequence[Download] = ()) -> Graph:
    """Return the DCAT catalogue of the service whose SPARQL endpoint has an address.

    It lists what the service offers: the endpoint, the graph store, each named graph at its address in it, and the
    files at ``/downloads/`` with their sizes and checksums.
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
    for file in files:
        _add_file(description, file, addresses, manifest)
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
        (DCAT.mediaType, URIRef(f"{MEDIA_TYPES}text/turtle")),
    )


def _add_file(description: Description, file: Download, addresses: Addresses, manifest: Manifest) -> None:
    """Describe a file of the whole dataset or of a graph, with its size and its checksum (DCAT 3, 6.8.18; SPDX 2.3).

    ``dcat:mediaType`` is that of the file as it is unpacked, ``dcat:compressFormat`` how it is compressed.
    """
    node, checksum = addresses.part("file", file.name), addresses.part("file", file.name, "checksum")
    packed = URIRef(f"{MEDIA_TYPES}application/{file.coding}")
    plain = URIRef(MEDIA_TYPES + (file.media if file.form not in FORMS else FORMS[file.form][1]))
    how = {"gzip": (DCAT.compressFormat, packed), "zip": (DCAT.packageFormat, packed)}
    description.say(URIRef(file.graph) if file.graph else DATASET, [], (DCAT.distribution, node))
    description.say(
        node,
        [DCAT.Distribution],
        (DCTERMS.title, file.name),
        (DCTERMS.license, URIRef(manifest.licence)),
        (DCTERMS.issued, Literal(manifest.date, datatype=XSD.date)),
        (DCAT.version, manifest.version),
        (DCAT.accessURL, addresses.at("/downloads")),
        (DCAT.downloadURL, addresses.at(f"/downloads/{file.name}")),
        (DCAT.mediaType, plain),
        (DCAT.byteSize, Literal(file.bytes, datatype=XSD.nonNegativeInteger)),
        (SPDX.checksum, checksum),
        *([how[file.coding]] if file.coding else []),
    )
    description.say(
        checksum,
        [SPDX.Checksum],
        (SPDX.algorithm, SPDX.checksumAlgorithm_sha256),
        (SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)),
    )
