"""The base IRI and the one prefix table.

Turtle, SPARQL, JSON-LD, the shapes' ``sh:declare`` and the web pages all take their prefixes from here.
An own prefix is the last path segment of its namespace (design rule), so most of the table is two lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rdflib import Namespace, URIRef
from rdflib.term import Node

BASE: Final = "https://w3id.org/third-country-transfers/"

ONTOLOGY: Final = URIRef(f"{BASE}ns")
TCT: Final = Namespace(f"{BASE}ns#")
GRAPH: Final = Namespace(f"{BASE}graph/")
SHAPE: Final = Namespace(f"{BASE}shape/")

RDF: Final = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL: Final = Namespace("http://www.w3.org/2002/07/owl#")
XSD: Final = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS: Final = Namespace("http://www.w3.org/2004/02/skos/core#")
PROV: Final = Namespace("http://www.w3.org/ns/prov#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
DCAT: Final = Namespace("http://www.w3.org/ns/dcat#")
DCTERMS: Final = Namespace("http://purl.org/dc/terms/")
SCHEMA: Final = Namespace("https://schema.org/")
SH: Final = Namespace("http://www.w3.org/ns/shacl#")
EDTF: Final = Namespace("http://id.loc.gov/datatypes/edtf/")
CITO: Final = Namespace("http://purl.org/spar/cito/")
VOID: Final = Namespace("http://rdfs.org/ns/void#")
VOID_EXT: Final = Namespace("http://ldf.fi/void-ext#")
SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
FOAF: Final = Namespace("http://xmlns.com/foaf/0.1/")
FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
SPDX: Final = Namespace("http://spdx.org/rdf/terms#")

_OUTSIDE: Final = {
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "owl": str(OWL),
    "xsd": str(XSD),
    "skos": str(SKOS),
    "prov": str(PROV),
    "oa": str(OA),
    "org": "http://www.w3.org/ns/org#",
    "dcat": str(DCAT),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "sd": str(SD),
    "void": str(VOID),
    "void-ext": str(VOID_EXT),
    "schema": str(SCHEMA),
    "cito": str(CITO),
    "geo": "http://www.opengis.net/ont/geosparql#",
    "edtf": str(EDTF),
    "sh": str(SH),
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "time": "http://www.w3.org/2006/time#",
    "qb": "http://purl.org/linked-data/cube#",
    "np": "http://www.nanopub.org/nschema#",
    "ftm": "https://schema.followthemoney.tech/#",
}

KINDS: Final = tuple(
    "absence agency agreement announcement arrest assurance cap claim completeness compliance condition "  # noqa: SIM905
    "country court derived detention document filing grant graph group hearing identification lawsuit leg "
    "movement obligation operation outcome party payment period person place policy practice pressure "
    "proceeding quantity rule ruling scheme shape silence stance violation".split()
)

SCHEMES: Final = tuple(
    "absent-thing agreement-form characteristic claim-basis claim-certainty claim-confidence "  # noqa: SIM905
    "compliance-status condition-type count-qualifier document-kind filing-type outcome-type pattern "
    "payment-measure place-type policy-type pressure-type protection-ground protection-status rationale "
    "ruling-type transfer-mode transport unit violation-type".split()
)

PREFIXES: Final[dict[str, str]] = {
    **_OUTSIDE,
    "tct": str(TCT),
    **{kind: f"{BASE}{kind}/" for kind in KINDS},
    **{scheme: f"{BASE}scheme/{scheme}/" for scheme in SCHEMES},
}


def version_prefixes(versions: list[str]) -> dict[str, str]:
    """Return one prefix for the passages of each document version, by slug.

    >>> version_prefixes(["mali-2026-01-01"])
    {'mali-2026-01-01': 'https://w3id.org/third-country-transfers/document/mali-2026-01-01#'}
    """
    return {slug: f"{BASE}document/{slug}#" for slug in sorted(versions)}


def compact(iri: str) -> str:
    """Return the CURIE of an IRI, or the IRI itself where no prefix fits.

    >>> compact(BASE + "country/ml")
    'country:ml'
    >>> compact(BASE + "document/mali-2026-01-01#p1s1")
    'mali-2026-01-01:p1s1'
    >>> compact("https://example.org/x")
    'https://example.org/x'
    """
    if iri.startswith(f"{BASE}document/") and "#" in iri:
        slug, _, fragment = iri.removeprefix(f"{BASE}document/").partition("#")
        return f"{slug}:{fragment}"
    best = ""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and len(namespace) > len(PREFIXES.get(best, "")):
            local = iri.removeprefix(namespace)
            if local and not set(local) & set("/#?"):
                best = prefix
    return f"{best}:{iri.removeprefix(PREFIXES[best])}" if best else iri


def expand(name: str) -> str:
    """Return the IRI of a CURIE, of ``<iri>`` or of an absolute IRI.

    Raises ValueError for a prefix that the table does not have.

    >>> expand("country:ml") == expand("<" + BASE + "country/ml>") == BASE + "country/ml"
    True
    """
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    if not colon:
        raise ValueError(f"{name!r} is neither a CURIE nor an IRI")
    if local.startswith("//"):
        return name
    if prefix in PREFIXES:
        return PREFIXES[prefix] + local
    if prefix[-10:].count("-") == 2:  # a document version: slug-YYYY-MM-DD
        return f"{BASE}document/{prefix}#{local}"
    raise ValueError(f"unknown prefix {prefix!r} in {name!r}")


def slug(iri: str) -> str:
    """Return ``kind-slug`` of an own IRI: what names of parts and derived things are made from.

    >>> slug(BASE + "movement/us-to-mali")
    'movement-us-to-mali'
    """
    return iri.removeprefix(BASE).replace("#", "-").replace("/", "-")


def iris(nodes: Iterable[Node]) -> list[URIRef]:
    """Return the IRIs among some nodes, each once, sorted."""
    return sorted({node for node in nodes if isinstance(node, URIRef)})
