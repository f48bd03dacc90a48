"""The service description: what the endpoint speaks, over which graphs, within which limits, with examples.

SPARQL 1.1 Service Description (W3C Recommendation, 2013). The service is named by its own address, since a
client that has nothing but that address (Comunica 4) reads only what is said of it. Example queries are
``sh:SPARQLExecutable`` with ``schema:target``, and prefixes ``sh:declare``, as SIB's sparql-editor reads them.
"""

from __future__ import annotations

from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from tct.build import Manifest
from tct.catalog.description import Addresses, Description, Value
from tct.catalog.void import DATASET, add_dataset, add_partitions
from tct.namespaces import DCTERMS, FORMATS, OWL, PREFIXES, RDFS, SCHEMA, SD, SH, TCT, VOID, XSD, compact
from tct.questions import Catalogue
from tct.settings import Settings

RESULTS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)
"""Names of the formats of answers (https://www.w3.org/ns/formats/)."""

SIMPLE: Final = URIRef("http://www.w3.org/ns/entailment/Simple")
"""No inference at query time: what is derived stands in the data."""


def service_description(
    manifest: Manifest, catalogue: Catalogue, settings: Settings, endpoint_url: str, *, writable: bool = False
) -> Graph:
    """Return the service description of the endpoint at an address, with the VoID description of its dataset."""
    description, addresses = Description(), Addresses(endpoint_url)
    features = [SD.UnionDefaultGraph, *([SD.BasicFederatedQuery] if settings.services else [])]
    description.say(
        addresses.endpoint,
        [SD.Service],
        (SD.endpoint, addresses.endpoint),
        (SD.supportedLanguage, SD.SPARQL11Query),
        (SD.feature, features),
        (SD.resultFormat, [FORMATS[name] for name in RESULTS]),
        (SD.defaultEntailmentRegime, SIMPLE),
        (SD.defaultDataset, DATASET),
        (RDFS.label, manifest.title),
        (DCTERMS.license, URIRef(manifest.licence)),
        *limits(settings),
    )
    if writable:
        _add_update(description, addresses, settings)
    _add_graphs(description, manifest, addresses)
    add_dataset(description, manifest, addresses)
    _add_prefixes(description, addresses)
    _add_questions(description, catalogue, addresses)
    return description.graph


def limits(settings: Settings) -> list[tuple[Node, Value]]:
    """Return the limits in force as properties of a service (``ontology/core.ttl`` defines them)."""
    found: list[tuple[Node, Value]] = [
        (TCT.queryDeadline, float(settings.deadline)),
        (TCT.maximumRows, settings.max_rows),
        (TCT.maximumBytes, settings.max_bytes),
        (TCT.maximumQueryLength, settings.max_length),
        (TCT.maximumMemory, settings.memory),
        (TCT.queryWorkers, settings.workers),
        (TCT.queueLength, settings.queue),
    ]
    if settings.budget:
        found += [(TCT.queryBudget, float(settings.budget)), (TCT.budgetWindow, settings.window)]
    return found


def _add_update(description: Description, addresses: Addresses, settings: Settings) -> None:
    """Describe the update service of a writable instance: another address, the same dataset."""
    update = addresses.at("/update")
    description.say(
        update,
        [SD.Service],
        (SD.endpoint, update),
        (SD.supportedLanguage, SD.SPARQL11Update),
        (SD.inputFormat, [FORMATS["Turtle"], FORMATS["N-Triples"]]),
        (SD.feature, SD.UnionDefaultGraph),
        (SD.defaultEntailmentRegime, SIMPLE),
        (SD.defaultDataset, DATASET),
        (TCT.queryDeadline, float(settings.deadline)),
        (TCT.maximumMemory, settings.memory),
    )


def _add_graphs(description: Description, manifest: Manifest, addresses: Addresses) -> None:
    """Describe the default graph, which is the union of the named ones, and each of these."""
    default = addresses.part("default-graph")
    named = {graph: addresses.part("named", graph) for graph in manifest.statistics["graphs"]}
    description.say(DATASET, [SD.Dataset], (SD.defaultGraph, default), (SD.namedGraph, list(named.values())))
    label = {"en": "Default graph: the union of the named graphs", "es": "Grafo por defecto: la unión de los demás"}
    description.say(default, [SD.Graph, VOID.Dataset], (RDFS.label, label))
    add_partitions(description, default, manifest.statistics, addresses)
    for graph, node in named.items():
        short = compact(graph).rpartition(":")[2]
        description.say(node, [SD.NamedGraph], (SD.name, URIRef(graph)), (SD.graph, URIRef(graph)), (RDFS.label, short))
        description.say(URIRef(graph), [SD.Graph])


def _add_prefixes(description: Description, addresses: Addresses) -> None:
    holder = addresses.part("prefixes")
    description.say(holder, [OWL.Ontology])
    for prefix, namespace in PREFIXES.items():
        node = addresses.part("prefix", prefix)
        description.say(holder, [], (SH.declare, node))
        description.say(
            node,
            [SH.PrefixDeclaration],
            (SH.prefix, prefix),
            (SH.namespace, Literal(namespace, datatype=XSD.anyURI)),
        )


def _add_questions(description: Description, catalogue: Catalogue, addresses: Addresses) -> None:
    """Give each question of the catalogue as an example, its parameters at their defaults."""
    for question in catalogue:
        description.say(
            addresses.at(f"/questions/{question.slug}#query"),
            [SH.SPARQLExecutable, SH.SPARQLSelectExecutable],
            (RDFS.label, question.question),
            (RDFS.comment, {lang: f"{text} {question.why[lang]}" for lang, text in question.question.items()}),
            (SH.select, question.query()),
            (SH.prefixes, addresses.part("prefixes")),
            (SCHEMA.target, addresses.endpoint),
            (SCHEMA.keywords, catalogue.groups[question.group]),
        )
