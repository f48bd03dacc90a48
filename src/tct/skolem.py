"""Stable IRIs for the blank nodes that authors write.

A blank node is named after its owner and the property that points to it, so that the name says what the node
is, does not change when another node is added, and a diff of two releases stays readable (RDF 1.1, 3.5).
"""

from __future__ import annotations

import re

from rdflib import RDF, BNode, Graph, URIRef
from rdflib.term import Node

from tct.errors import SourceError
from tct.namespaces import BASE, TCT, slug


def kebab(name: str) -> str:
    """Return a camel-case name in lower case with hyphens.

    >>> kebab("hasLeg"), kebab("TextPositionSelector")
    ('has-leg', 'text-position-selector')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def skolemise(graph: Graph, file: str) -> Graph:
    """Return the graph with an IRI for each blank node.

    A node is ``<class>/<owner>-<property>``, or ``<class>/<owner>-<position>`` where it has a position.
    Raises SourceError for a blank node without a class of ours, without exactly one owner, or without a name
    of its own beside another on the same property.
    """
    names: dict[Node, URIRef] = {}
    for node in sorted({s for s in graph.subjects() if isinstance(s, BNode)}):
        _name(node, graph, names, file)
    if len(set(names.values())) < len(names):
        twice = next(iri for iri in names.values() if list(names.values()).count(iri) > 1)
        raise SourceError(
            f"{file}: two blank nodes would both be called <{twice}>; give each a name (an IRI) or a tct:position"
        )
    named = Graph()
    for triple in graph:
        named.add(tuple(names.get(term, term) for term in triple))  # type: ignore[arg-type]
    return named


def _name(node: Node, graph: Graph, names: dict[Node, URIRef], file: str) -> URIRef:
    if not isinstance(node, BNode):
        return URIRef(str(node))
    if node not in names:
        owners = sorted(graph.subject_predicates(node))
        kinds = sorted(str(kind) for kind in graph.objects(node, RDF.type) if str(kind).startswith(TCT))
        if len(owners) != 1 or len(kinds) != 1:
            what = " ".join(sorted(str(o) for o in graph.objects(node) if not isinstance(o, BNode)))[:80]
            raise SourceError(
                f"{file}: the blank node ({what}) needs exactly one owner and one class of ours; "
                f"it has {len(owners)} and {len(kinds)}"
            )
        owner, predicate = owners[0]
        position = graph.value(node, TCT.position)
        suffix = str(position) if position is not None else kebab(re.split(r"[#/]", str(predicate))[-1])
        kind = kebab(kinds[0].removeprefix(TCT))
        names[node] = URIRef(f"{BASE}{kind}/{slug(_name(owner, graph, names, file))}-{suffix}")
    return names[node]
