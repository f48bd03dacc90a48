"""A graph that describes: values of every kind added in one way, names for its parts, and its serialisation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, cast
from urllib.parse import quote

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from tct.namespaces import PREFIXES, compact
from tct.store import serialize_quads

FORMS: Final = ("ttl", "nt", "xml", "jsonld")
"""The formats that a description is written in, Turtle first."""

PARTS: Final = "/.well-known/void#"
"""Where the names of parts begin, below the root of the service."""

Value = Node | str | int | float | Mapping[str, str]


class Addresses:
    """The addresses of one service, all of them derived from that of its SPARQL endpoint."""

    def __init__(self, endpoint: str) -> None:
        """Take the endpoint's address, e.g. ``https://example.org/sparql``."""
        self.endpoint = URIRef(endpoint)
        self.root = endpoint.rpartition("/")[0]

    def at(self, path: str) -> URIRef:
        """Return the address of a path of the service, e.g. ``/catalog``."""
        return URIRef(self.root + path)

    def part(self, *names: str) -> URIRef:
        """Return the name of a part of the VoID description.

        Words stay as they are, IRIs become ``prefix:local`` or, without a prefix, a digest; so a part is
        named alike in every document of the service.
        """
        return URIRef(f"{self.root}{PARTS}{':'.join(map(_word, names))}")


@lru_cache(4096)
def _word(name: str) -> str:
    if ":" not in name:
        return quote(name, safe="")
    prefix, _, local = compact(name).partition(":")
    if prefix in PREFIXES:
        return f"{prefix}:{quote(local, safe='')}"
    return hashlib.sha256(name.encode()).hexdigest()[:16]


class Description:
    """A graph under construction."""

    def __init__(self) -> None:
        """Begin an empty graph."""
        self.graph = Graph("SimpleMemory", bind_namespaces="none")

    def say(self, subject: URIRef, kinds: Iterable[Node], *pairs: tuple[Node, Value | Sequence[Value]]) -> None:
        """State the classes and properties of a node: a list is several values, a mapping a text by language."""
        for kind in kinds:
            self.graph.add((subject, RDF.type, kind))
        for predicate, value in pairs:
            values = value if isinstance(value, list | tuple) else [cast("Value", value)]
            for one in values:
                for term in _terms(one):
                    self.graph.add((subject, predicate, term))


def _terms(value: Value) -> list[Node]:
    if isinstance(value, Mapping):
        return [Literal(text, lang=language) for language, text in value.items()]
    if isinstance(value, float):
        return [Literal(Decimal(str(value)), datatype=XSD.decimal)]
    return [value if isinstance(value, Node) else Literal(value)]


def _order(triple: tuple[Node, Node, Node]) -> tuple[object, ...]:
    subject, predicate, value = triple
    rank = 2 if PARTS in str(subject) else "#" in str(subject)
    return rank, str(subject), predicate != RDF.type, str(predicate), value.n3()


def serialize(graph: Graph, form: str) -> bytes:
    """Write a description as ``ttl``, ``nt``, ``xml`` or ``jsonld``: sorted, so that it is the same each time.

    Documents and services come first, parts last, and a node's classes before its properties: people read it,
    and a client that reads it as a stream wants what is said of the service before the rest.
    """
    triples: list[Any] = sorted(graph, key=_order)
    names = {term for triple in triples for term in triple if isinstance(term, URIRef)}
    used = {compact(str(name)).partition(":")[0] for name in names} & set(PREFIXES)
    prefixes = {prefix: PREFIXES[prefix] for prefix in sorted(used)}
    prefixes |= {"part": min(parts)} if (parts := {f"{n.partition('#')[0]}#" for n in names if PARTS in n}) else {}
    return serialize_quads([(*triple, None) for triple in triples], form, prefixes)
