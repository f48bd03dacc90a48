"""The ontology for people: one page of everything, and a page for each term and each list of concepts."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rdflib import SKOS, Literal, URIRef
from starlette.requests import Request
from starlette.responses import Response

from tct.diagram import Box
from tct.errors import UnknownName
from tct.labels import Labels
from tct.namespaces import PREFIXES, compact
from tct.store import Solutions
from tct.vocabulary import Scheme, Term, Vocabulary
from tct.web.kept import Kept
from tct.web.model import neighbours, overview, relations
from tct.web.page import here, href, is_own, lang_of, page
from tct.web.state import State
from tct.words import WORDS

SHOWN: Final = 20
"""Instances of a class, or statements of a property, that its page shows."""

FORMATS: Final = (
    ("text/turtle", "/ns.ttl", "Turtle"),
    ("application/ld+json", "/ns.jsonld", "JSON-LD"),
    ("application/rdf+xml", "/ns.rdf", "RDF/XML"),
    ("application/n-triples", "/ns.nt", "N-Triples"),
)


@dataclass(frozen=True)
class Model:
    """The ontology of a release, the links between its kinds of things, the rules of its validation."""

    vocabulary: Vocabulary
    pairs: Mapping[tuple[str, str], list[str]]
    rules: list[dict[str, Any]]


def _model(state: State) -> Model:
    vocabulary = Vocabulary.read(state.store, state.manifest.statistics)
    report = state.build.report() or {}
    return Model(vocabulary, relations(vocabulary, state.manifest.statistics), report.get("rules", []))


MODEL: Final = Kept(_model)
"""The ontology of each application, for the release that it serves."""


class Names:
    """How terms are named and where they lead, in the language of a page."""

    def __init__(self, state: State, vocabulary: Vocabulary, lang: str) -> None:
        """Name the terms of a vocabulary; what is not in it by the labels of the graph."""
        self.vocabulary, self.lang = vocabulary, lang
        self.labels = Labels(state.store, lang)

    def name(self, iri: str) -> str:
        """Return the label of a term, or of any node."""
        term = self.vocabulary.terms.get(iri)
        scheme = self.vocabulary.schemes.get(iri)
        found = term or scheme
        return found.label[self.lang] if found else self.labels.of(URIRef(iri)) if is_own(iri) else compact(iri)

    def link(self, iri: str) -> str:
        """Return where a term is explained: a page of ours, or the IRI of a term of others."""
        if iri in self.vocabulary.terms:
            return here(f"/ontology/{self.vocabulary.terms[iri].name}", self.lang)
        if iri in self.vocabulary.schemes:
            return here(f"/ontology/schemes/{self.vocabulary.schemes[iri].name}", self.lang)
        return href(iri, self.lang)

    def of(self, iris: Iterable[str]) -> list[tuple[str, str]]:
        """Return name and link of each."""
        return [(self.name(iri), self.link(iri)) for iri in iris]


def ontology_page(request: Request) -> Response:
    """Show the whole ontology; each term is at the anchor that its IRI names."""
    state: State = request.app.state.tct
    model, lang = MODEL.of(state), lang_of(request)
    vocabulary = model.vocabulary
    names = Names(state, vocabulary, lang)
    words = WORDS[lang]
    concept = Box(words["ont_concept"], "#schemes", "scheme")
    picture = overview(vocabulary, model.pairs, lang, lambda term: f"#{term.name}", words["ont_picture"], concept)
    table = [
        (names.name(start), words["ont_concept"] if end == str(SKOS.Concept) else names.name(end), names.of(properties))
        for (start, end), properties in model.pairs.items()
    ]
    return page(
        request,
        "ontology.html",
        vocabulary=vocabulary,
        names=names,
        picture=picture,
        table=table,
        formats=FORMATS,
        styles=["finding.css"],
        alternates=[(media, address) for media, address, _ in FORMATS],
    )


def term_page(request: Request) -> Response:
    """Show a class or a property. Raises UnknownName for a term that there is not."""
    state: State = request.app.state.tct
    model, lang = MODEL.of(state), lang_of(request)
    vocabulary = model.vocabulary
    name = request.path_params["name"]
    term = vocabulary.find(name)
    if term is None:
        known = {item.name.casefold(): item.name for item in vocabulary.terms.values()}
        near = difflib.get_close_matches(name.casefold(), known, n=4, cutoff=0.5)
        raise UnknownName("term", name[:100], [known[item] for item in near])
    names = Names(state, vocabulary, lang)
    picture = neighbours(vocabulary, term, lang, lambda item: names.link(item.iri), term.label[lang])
    return page(
        request,
        "term.html",
        term=term,
        names=names,
        total=term.count + sum(vocabulary.terms[iri].count for iri in vocabulary.below(term.iri)),
        picture=picture if term.kind == "class" else "",
        examples=_instances(state, term, names) if term.kind == "class" else _statements(state, term, names),
        shown=SHOWN,
        bears=_borne(vocabulary, term) if term.kind == "class" else [],
        points=vocabulary.pointing_to(term.iri) if term.kind == "class" else [],
        rules=[rule for rule in model.rules if _checks(rule, compact(term.iri))],
        styles=["finding.css"],
    )


def scheme_page(request: Request) -> Response:
    """Show a list of concepts. Raises UnknownName for a list that there is not."""
    vocabulary = MODEL.of(request.app.state.tct).vocabulary
    known = {scheme.name: scheme for scheme in vocabulary.schemes.values()}
    name = request.path_params["name"]
    if name not in known:
        raise UnknownName("list of concepts", name[:100], difflib.get_close_matches(name, known, n=4, cutoff=0.5))
    return _scheme(request, known[name])


def _scheme(request: Request, scheme: Scheme, address: str = "") -> Response:
    state: State = request.app.state.tct
    names = Names(state, MODEL.of(state).vocabulary, lang_of(request))
    values: dict[str, Any] = {"scheme": scheme, "names": names, "rows": _tree(scheme)}
    return page(request, "scheme.html", address=address, styles=["finding.css"], **values)


def html_of(request: Request, iri: str, path: str) -> Response | None:
    """Return the page of a list of concepts, for whoever dereferences its IRI; None for the IRI of anything else."""
    scheme = MODEL.of(request.app.state.tct).vocabulary.schemes.get(iri)
    return _scheme(request, scheme, f"{path}.html") if scheme else None


def _tree(scheme: Scheme) -> list[tuple[Any, int]]:
    """Return the concepts of a list, each below its broader one, with how deep it stands."""
    below: dict[str, list[Any]] = {}
    own = {concept.iri for concept in scheme.concepts}
    for concept in scheme.concepts:
        parent = next((iri for iri in concept.broader if iri in own and iri != concept.iri), "")
        below.setdefault(parent, []).append(concept)
    rows: list[tuple[Any, int]] = []
    wanted = [(concept, 0) for concept in reversed(below.pop("", []))]
    while wanted:
        concept, depth = wanted.pop()
        rows.append((concept, depth))
        wanted += [(item, depth + 1) for item in reversed(below.pop(concept.iri, []))]
    return rows + [(concept, 0) for left in below.values() for concept in left]


def _borne(vocabulary: Vocabulary, term: Term) -> list[tuple[Term, str]]:
    """Return the properties of a class, its own first, each with the class that it is stated for ('' for its own)."""
    above = vocabulary.above(term.iri)
    found = [
        (prop, "" if term.iri in prop.domains else next(iri for iri in above if iri in prop.domains))
        for prop in vocabulary.borne_by(term.iri)
    ]
    return sorted(found, key=lambda pair: (pair[1] != "", above.index(pair[1]) if pair[1] else 0))


def _checks(rule: Mapping[str, Any], name: str) -> bool:
    return any(name in check["targets"] or name in check["properties"] for check in rule["checks"])


def _instances(state: State, term: Term, names: Names) -> list[list[tuple[str, str]]]:
    query = f"SELECT DISTINCT ?s {{ ?s a/rdfs:subClassOf* <{term.iri}> FILTER isIRI(?s) }} ORDER BY ?s LIMIT {SHOWN}"
    rows = _rows(state, query)
    names.labels.learn(row[0] for row in rows)
    return [[(names.labels.of(row[0]), names.link(str(row[0])))] for row in rows]


def _statements(state: State, term: Term, names: Names) -> list[list[tuple[str, str]]]:
    query = f"SELECT DISTINCT ?s ?o {{ ?s <{term.iri}> ?o FILTER isIRI(?s) }} ORDER BY ?s ?o LIMIT {SHOWN}"
    rows = _rows(state, query)
    names.labels.learn(item for row in rows for item in row)
    return [[(names.labels.of(item), names.link(str(item)) if isinstance(item, URIRef) else "") for item in row]
            for row in rows if not isinstance(row[1], Literal) or row[1].language in {None, names.lang}]  # fmt: skip


def _rows(state: State, query: str) -> list[tuple[Any, ...]]:
    answer = state.store.answer(query, PREFIXES)
    return list(answer.rows) if isinstance(answer, Solutions) else []


ROUTES: Final = [
    ("/ontology", ontology_page),
    ("/ontology/schemes/{name}", scheme_page),
    ("/ontology/{name}", term_page),
]
