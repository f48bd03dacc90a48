"""A node, a document or a graph as data: what belongs to it, in every RDF syntax, JSON-LD framed, and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from markupsafe import Markup
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from tct.catalog import serialize
from tct.namespaces import BASE, PREFIXES, compact
from tct.store import Solutions, Store, Term
from tct.web.node import Node

SUFFIXES: Final = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "csv": "text/csv",
}
"""The representations of every IRI: the suffix of each, and its media type."""

FRAMED: Final = 20_000
"""Triples up to which JSON-LD is framed; more than that is given expanded, as it is streamed."""

COLUMNS: Final = (
    "subject property property_label value value_label claim denied certainty said_by passage".split()  # noqa: SIM905
)
"""The columns of a node as a table."""

_ABOUT: Final = """CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{
  BIND ({this} AS ?s) ?s ?p ?o
}} UNION {{
  {{ {this} ?link ?s }} UNION {{ {this} tct:hasLeg ?leg . ?leg ?link ?s }}
  FILTER (STRSTARTS(STR(?s), STR(quantity:)) || STRSTARTS(STR(?s), STR(period:)) || STRSTARTS(STR(?s), STR(leg:)))
  ?s ?p ?o
}} UNION {{
  {this} tct:evidencedBy|tct:deniedBy ?s . ?s ?p ?o
}} UNION {{
  ?s oa:hasSource {this} . ?s ?p ?o
}} UNION {{
  ?passage oa:hasSource {this} ; oa:hasSelector ?s . ?s ?p ?o
}} }}"""
_INTO: Final = "CONSTRUCT {{ ?s ?p {this} }} WHERE {{ ?s ?p {this} }} LIMIT 5000"
_GRAPH: Final = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {this} {{ ?s ?p ?o }} }}"
_NAMES: Final = """CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  VALUES ?s {{ {nodes} }} VALUES ?p {{ rdfs:label skos:prefLabel }} ?s ?p ?o
}}"""


def about(iri: URIRef, store: Store) -> Graph:
    """Return what is said of a node: its triples, its parts, its claims, its passages, what refers to it, names."""
    graph = Graph()
    for query in (_ABOUT, _INTO):
        _add(graph, query.format(this=iri.n3()), store)
    nodes = {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(BASE)}
    _add(graph, _NAMES.format(nodes=" ".join(sorted(node.n3() for node in nodes))), store)
    return graph


def whole_graph(iri: URIRef, store: Store) -> Graph:
    """Return a named graph."""
    graph = Graph()
    _add(graph, _GRAPH.format(this=iri.n3()), store)
    return graph


def _add(graph: Graph, query: str, store: Store) -> None:
    answer = store.answer(query, PREFIXES)
    if isinstance(answer, tuple):
        for triple in answer:
            graph.add(triple)


def write(graph: Graph, iri: URIRef, suffix: str, context: Mapping[str, Any], *, frame: bool = True) -> bytes:
    """Write a graph in the syntax of a suffix of `SUFFIXES` (but html and csv), the same bytes each time."""
    if suffix != "jsonld":
        return serialize(graph, {"rdf": "xml"}.get(suffix, suffix))
    expanded = [_typed(node) for node in json.loads(serialize(graph, "jsonld"))]
    if len(graph) > FRAMED:
        return _json(expanded)
    return _json(_framed(expanded, str(iri), used(context, graph), frame=frame))


def used(context: Mapping[str, Any], graph: Graph) -> dict[str, Any]:
    """Return the part of a context that a graph uses: the whole has hundreds of terms, most answers a dozen."""
    names = {compact(str(term)) for triple in graph for term in triple if isinstance(term, URIRef)}
    names |= {compact(str(o.datatype)) for o in graph.objects() if isinstance(o, Literal) and o.datatype}
    wanted = {name.partition(":")[0] for name in names} | {"id", "type"}
    wanted |= {name.removeprefix("tct:") for name in names if name.startswith("tct:")}
    typed = [context[name] for name in wanted if isinstance(context.get(name), dict)]
    wanted |= {compact(str(term.get("@type", ""))).partition(":")[0] for term in typed}
    return {name: value for name, value in context.items() if name in wanted}


def _framed(expanded: Any, iri: str, context: dict[str, Any], *, frame: bool) -> Any:
    """Return expanded JSON-LD compacted; nothing is fetched.

    Framed, the node is the root and what it leads to stands inside it (JSON-LD 1.1 Framing, 4); what only refers to
    it is an included block (JSON-LD 1.1, 4.7), so that no triple is lost.
    """
    from pyld import jsonld

    options = {"documentLoader": _no_loader, "omitGraph": True}
    if not frame:
        return jsonld.compact(expanded, context, {**options, "graph": True})
    framed = jsonld.frame(expanded, {"@context": context, "@id": iri, "@embed": "@once"}, options)
    shown = set(_shown(framed))
    flat = jsonld.compact(expanded, context, {**options, "graph": True})["@graph"]
    others = [node for node in flat if node["id"] not in shown]
    return {**framed, "@included": others} if others else framed


def _shown(node: Any) -> Iterator[str]:
    """Yield the names of the nodes of which more than the name is shown."""
    if isinstance(node, list):
        for item in node:
            yield from _shown(item)
    elif isinstance(node, dict):
        if "id" in node and len(node) > 1:
            yield node["id"]
        for name, value in node.items():
            if name != "@context":
                yield from _shown(value)


def _typed(node: dict[str, Any]) -> dict[str, Any]:
    """Return an expanded node whose classes stand under ``@type``: the engine writes rdf:type as any property."""
    kinds = [value["@id"] for value in node.pop(str(RDF.type), [])]
    return {**node, "@type": [*node.get("@type", []), *kinds]} if kinds else node


def _no_loader(url: str, _: object) -> Any:
    raise ValueError(f"nothing is fetched: {url}")


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def table(node: Node) -> bytes:
    """Return what is said of a node as CSV (RFC 4180): a row for each value, with who says so, how firmly, where."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for prop, values in node.statements:
        for value in values:
            shown = [node.iri, prop.iri, prop.text, value.link.iri or value.link.text, value.link.text]
            for claim in value.claims:
                lists = [_join(link.text for link in links) for links in (claim.certainty, claim.said_by)]
                places = _join(link.iri for link in claim.passages)
                writer.writerow([*shown, claim.iri, "true" if claim.denies else "false", *lists, places])
            if not value.claims:
                writer.writerow([*shown, *[""] * (len(COLUMNS) - len(shown))])
    return stream.getvalue().encode()


def table_of(graph: Graph) -> bytes:
    """Return triples as CSV: subject, property, value, in order."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(["subject", "property", "value"])
    writer.writerows(sorted([str(term) for term in triple] for triple in graph))
    return stream.getvalue().encode()


def _join(texts: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(texts))


def schema_org(node: Node, store: Store, url: Callable[[str], str]) -> Markup:
    """Return a node for search engines, by the alignment of its classes with schema.org, fit for a script element.

    ``url`` gives the address of an IRI on this server. A data block is not executed: a strict policy allows it.
    """
    same = [value.link.iri for prop, values in node.statements if prop.iri == str(SKOS.exactMatch) for value in values]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _schema_kinds(node, store) or ["Thing"],
        "@id": node.iri,
        "name": node.label,
        "url": url(node.iri),
        "identifier": node.id,
        "isPartOf": {"@type": "Dataset", "@id": BASE, "license": "https://creativecommons.org/licenses/by/4.0/"},
    }
    data |= {"alternateName": node.names} if node.names else {}
    data |= {"sameAs": same} if same else {}
    return script_json(data)


def _schema_kinds(node: Node, store: Store) -> list[str]:
    values = " ".join(URIRef(kind).n3() for kind in node.classes)
    answer = store.answer(
        f"""SELECT DISTINCT ?kind {{ VALUES ?class {{ {values} }} ?class rdfs:subClassOf|skos:closeMatch ?kind
          FILTER (STRSTARTS(STR(?kind), STR(schema:))) }} ORDER BY ?kind""",
        PREFIXES,
    )
    rows: tuple[tuple[Term | None, ...], ...] = answer.rows if isinstance(answer, Solutions) else ()
    return [str(row[0]).removeprefix(PREFIXES["schema"]) for row in rows]


def script_json(data: Any) -> Markup:
    """Return data as JSON that cannot end the script element it stands in.

    >>> "<" in script_json({"a": "</script><!--"})
    False
    """
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - every character that could end the element is escaped
