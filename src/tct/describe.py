"""One node as a page model: what it is, what is said of it, by whom and where, and what refers to it."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field

from rdflib import RDF, RDFS, Literal, URIRef

from tct.errors import UnknownName
from tct.labels import Labels
from tct.namespaces import PREFIXES, TCT, compact, expand
from tct.store import Solutions, Store, Term


@dataclass
class ClaimView:
    """A claim on a node: the sentence in our words, who says so, how firmly, where, on which properties."""

    iri: str
    gloss: str
    denies: bool
    said_by: list[str] = field(default_factory=list)
    reported_by: list[str] = field(default_factory=list)
    basis: str = ""
    certainty: str = ""
    confidence: str = ""
    notes: list[str] = field(default_factory=list)
    properties: list[str] = field(default_factory=list)
    passages: list[str] = field(default_factory=list)


@dataclass
class Entity:
    """A node with its statements, claims and incoming links; names are labels, ids are CURIEs."""

    iri: str
    id: str
    label: str
    kinds: list[str]
    statements: list[tuple[str, str, str]]
    claims: list[ClaimView]
    incoming: list[tuple[str, str, str]]


_HIDDEN = {RDF.type, RDFS.label, TCT.evidencedBy, TCT.deniedBy, RDFS.isDefinedBy}


def find(name: str, store: Store) -> URIRef:
    """Return the IRI of a node by CURIE, IRI or slug; raises UnknownName with the nearest names."""
    try:
        iri = URIRef(expand(name))
    except ValueError:
        iri = None
    if iri and not re.search(r'[\s<>"{}|\\^`]', iri) and _is_subject(iri, store):
        return iri
    nodes = [compact(str(row[0])) for row in _rows(store, "SELECT DISTINCT ?s { ?s a ?type } ORDER BY ?s")]
    exact = [node for node in nodes if node.partition(":")[2] == name]
    if len(exact) == 1:
        return URIRef(expand(exact[0]))
    nearest = exact or difflib.get_close_matches(name, nodes, n=4, cutoff=0.5)
    nearest = nearest or [node for node in nodes if name.lower() in node][:4]
    raise UnknownName("node", name, nearest)


def _is_subject(iri: URIRef, store: Store) -> bool:
    return store.answer(f"ASK {{ {iri.n3()} ?p ?o }}") is True


def describe(iri: URIRef, store: Store, language: str = "en") -> Entity:
    """Return the page model of a node in a language; literals in the other language are left out."""
    labels = Labels(store, language)
    out = _rows(store, f"SELECT ?p ?o {{ {iri.n3()} ?p ?o }} ORDER BY ?p ?o")
    into = _rows(store, f"SELECT ?s ?p {{ ?s ?p {iri.n3()} FILTER (?p != rdfs:isDefinedBy) }} ORDER BY ?p ?s")
    labels.learn([term for row in [*out, *into] for term in row])
    shown = [(p, o) for p, o in out if p not in _HIDDEN and _speaks(o, language)]
    return Entity(
        iri=str(iri),
        id=compact(str(iri)),
        label=labels.of(iri),
        kinds=[labels.of(o) for p, o in out if p == RDF.type],
        statements=[(labels.of(p), labels.of(o), _id(o)) for p, o in shown],
        claims=_claims(iri, store, labels, language),
        incoming=[(labels.of(s), labels.of(p), _id(s)) for s, p in into],
    )


def _id(term: Term | None) -> str:
    return compact(str(term)) if isinstance(term, URIRef) else ""


def _speaks(term: Term | None, language: str) -> bool:
    return not isinstance(term, Literal) or term.language in (None, language)


def _claims(iri: URIRef, store: Store, labels: Labels, language: str) -> list[ClaimView]:
    query = f"""SELECT ?link ?claim ?p ?o {{
      {iri.n3()} ?link ?claim FILTER (?link IN (tct:evidencedBy, tct:deniedBy)) ?claim ?p ?o
    }} ORDER BY ?claim ?p ?o"""
    views: dict[str, ClaimView] = {}
    rows = _rows(store, query)
    labels.learn([term for row in rows for term in row])
    for link, claim, p, o in rows:
        view = views.setdefault(str(claim), ClaimView(compact(str(claim)), "", link == TCT.deniedBy))
        if _speaks(o, language):
            _fill(view, str(p).removeprefix(TCT), o, labels)
    return list(views.values())


def _fill(view: ClaimView, name: str, value: Term | None, labels: Labels) -> None:
    singles = {
        "gloss": "gloss",
        "note": "note",
        "basis": "basis",
        "certainty": "certainty",
        "confidence": "confidence",
    }
    lists = {"saidBy": view.said_by, "reportedBy": view.reported_by, "onProperty": view.properties}
    if name in singles:
        setattr(view, singles[name], labels.of(value))
    elif name in lists:
        lists[name].append(labels.of(value))
    elif name in {"statedIn", "readIn"}:
        view.passages.append(_id(value))


def _rows(store: Store, query: str) -> tuple[tuple[Term | None, ...], ...]:
    answer = store.answer(query, PREFIXES)
    return answer.rows if isinstance(answer, Solutions) else ()
