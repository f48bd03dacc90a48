"""Nodes of the graph as a page shows them: names, quantities and periods in words, claims with their passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from rdflib import Literal, URIRef

from tct.labels import Labels
from tct.namespaces import DCAT, PREFIXES, TCT
from tct.namespaces import compact as _compact
from tct.store import Solutions, Store, Term
from tct.web import measures
from tct.words import WORDS

Row = tuple[Term | None, ...]

compact = lru_cache(50_000)(_compact)
"""The CURIE of an IRI: one page asks for thousands."""


@dataclass(frozen=True)
class Link:
    """Something that is shown, and the IRI that it links to ('' for a literal); ``mark`` names its style."""

    text: str
    iri: str = ""
    mark: str = ""


Places = list[tuple[Link, list[Link]]]
"""Passages by the edition that they stand in."""


def places(passages: Iterable[Link]) -> Places:
    """Return passages by edition, each by its own name; an edition as a whole has none."""
    found: dict[Link, list[Link]] = {}
    for link in passages:
        base, _, name = link.iri.partition("#")
        edition = Link(link.text.removesuffix(f", {name}") if name else link.text, base)
        inside = found.setdefault(edition, [])
        if name and all(known.iri != link.iri for known in inside):
            inside.append(Link(name, link.iri))
    return list(found.items())


@dataclass
class Claim:
    """A claim on a node: the sentence in our words, who says so, how firmly, where, on which properties."""

    iri: str
    number: int
    gloss: str
    denies: bool
    said_by: list[Link] = field(default_factory=list)
    reported_by: list[Link] = field(default_factory=list)
    basis: list[Link] = field(default_factory=list)
    certainty: list[Link] = field(default_factory=list)
    confidence: list[Link] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    passages: list[Link] = field(default_factory=list)
    properties: list[Link] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    others: list[tuple[Link, Link]] = field(default_factory=list)

    @property
    def mark(self) -> str:
        """The style of the claim: how firm it is, or that it is a denial."""
        return "against" if self.denies else " ".join(link.mark for link in self.certainty)

    @property
    def places(self) -> Places:
        """Its passages by edition."""
        return places(self.passages)

    def backs(self, prop: str, value: str) -> bool:
        """Whether it backs a value of a property: it names both, or none of them."""
        named = [link.iri for link in self.properties]
        return (not named or prop in named) and (not self.values or value in self.values)


_LISTS = {
    "saidBy": "said_by",
    "reportedBy": "reported_by",
    "basis": "basis",
    "certainty": "certainty",
    "confidence": "confidence",
    "statedIn": "passages",
    "readIn": "passages",
    "onProperty": "properties",
}
_BETWEEN_CLAIMS = PREFIXES["cito"]


class Reader:
    """Reads nodes of a store in one language; what it has read it keeps, so it lives as long as one page."""

    def __init__(self, store: Store, lang: str) -> None:
        """Read from a store in en or es."""
        self.store, self.lang = store, lang
        self.words = WORDS[lang]
        self.labels = Labels(store, lang)
        self._said: dict[str, str] = {}
        self._known: set[URIRef] = set()

    def rows(self, query: str) -> tuple[Row, ...]:
        """Return the solutions of a query of ours; the prefixes of the graph need no declaration."""
        answer = self.store.answer(query, PREFIXES)
        return answer.rows if isinstance(answer, Solutions) else ()

    def learn(self, terms: Iterable[Term | None]) -> None:
        """Look up names, quantities and periods in as few queries as can be."""
        wanted = {term for term in terms if isinstance(term, URIRef)}
        wanted -= self._known
        self._known |= wanted
        self._learn_parts(wanted)
        self._learn_versions(wanted)
        self.labels.learn(wanted)

    def text(self, term: Term | None) -> str:
        """Return what a reader sees for a term."""
        if isinstance(term, Literal):
            return measures.literal(term, self.lang)
        if not isinstance(term, URIRef):
            return ""
        if str(term) in self._said:
            return self._said[str(term)]
        if (known := self.words.get(compact(str(term)))) is not None:
            return known
        base, mark, fragment = str(term).partition("#")
        if mark and base in self._said:
            return f"{self._said[base]}, {fragment}"
        return self.labels.of(term)

    def link(self, term: Term | None) -> Link:
        """Return a term as a link; its mark is its own name, so that a style can tell ``alleged`` from ``stated``."""
        if isinstance(term, URIRef):
            return Link(self.text(term), str(term), compact(str(term)).replace(":", "-"))
        return Link(self.text(term))

    def speaks(self, term: Term | None) -> bool:
        """Whether a term is one for this language: an IRI, a literal in it or in none."""
        return not isinstance(term, Literal) or term.language in {None, self.lang}

    def claims(self, nodes: Iterable[str]) -> dict[str, list[Claim]]:
        """Return the claims on each node, support before denial, numbered from 1."""
        rows = self.rows(f"""SELECT ?node ?link ?claim {{
          VALUES ?node {{ {_values(nodes)} }} ?node ?link ?claim
          FILTER (?link = tct:evidencedBy || ?link = tct:deniedBy)
        }} ORDER BY ?node DESC(?link) ?claim""")
        said = self._said_in({str(row[2]) for row in rows})
        found: dict[str, list[Claim]] = defaultdict(list)
        for node, link, claim in rows:
            views = found[str(node)]
            views.append(Claim(str(claim), len(views) + 1, self.text(claim), link == TCT.deniedBy))
            for p, o in said[str(claim)]:
                self._fill(views[-1], p, o)
        return found

    def _said_in(self, claims: set[str]) -> dict[str, list[tuple[str, Term]]]:
        """Return the properties of claims, in this language."""
        found: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        if claims:
            query = (
                f"SELECT ?claim ?p ?o {{ VALUES ?claim {{ {_values(sorted(claims))} }} ?claim ?p ?o }} ORDER BY ?p ?o"
            )
            rows = self.rows(query)
            self.learn(term for row in rows for term in row)
            for claim, p, o in rows:
                if o is not None and self.speaks(o):
                    found[str(claim)].append((str(p), o))
        return found

    def _fill(self, claim: Claim, prop: str, value: Term | None) -> None:
        name = prop.removeprefix(TCT)
        if name in _LISTS:
            getattr(claim, _LISTS[name]).append(self.link(value))
        elif name == "onValue":
            claim.values.append(str(value))
        elif name == "note":
            claim.notes.append(str(value))
        elif prop.startswith(_BETWEEN_CLAIMS):
            claim.others.append((self.link(URIRef(prop)), self.link(value)))

    def _learn_parts(self, wanted: set[URIRef]) -> None:
        """Put quantities and periods into words: they have no label of their own."""
        nodes = [
            iri for iri in wanted if compact(iri).startswith(("quantity:", "period:")) and str(iri) not in self._said
        ]
        if not nodes:
            return
        rows = self.rows(
            f"SELECT ?node ?p ?o {{ VALUES ?node {{ {_values(nodes)} }} ?node ?p ?o }} ORDER BY ?node ?p ?o"
        )
        self.labels.learn(row[2] for row in rows)
        found: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for node, p, o in rows:
            if o is not None:
                found[str(node)][str(p).removeprefix(TCT)].append(o)
        self._add_plurals(found)
        for name, parts in found.items():
            is_period = "edtf" in parts or "notBefore" in parts or "notAfter" in parts
            said = (measures.period if is_period else measures.quantity)(parts, self.labels)
            self._said[name] = said or compact(name)

    def _add_plurals(self, found: dict[str, dict[str, list[Term]]]) -> None:
        """Add the plural of a unit (its alternative label) to the quantities of which there is not one."""
        units = {str(parts["unit"][0]) for parts in found.values() if "unit" in parts}
        if not units:
            return
        rows = self.rows(f"""SELECT ?unit ?label {{
          VALUES ?unit {{ {_values(units)} }} ?unit skos:altLabel ?label FILTER (LANG(?label) = "{self.lang}")
        }} ORDER BY ?unit ?label""")
        plurals = {str(unit): label for unit, label in rows if label is not None}
        for parts in found.values():
            unit = str(parts["unit"][0]) if "unit" in parts else ""
            if unit in plurals and str(parts.get("number", [""])[0]) != "1":
                parts["units"] = [plurals[unit]]

    def _learn_versions(self, wanted: set[URIRef]) -> None:
        """Name editions of documents after the document and the day: they have no label of their own."""
        bases = {str(iri).partition("#")[0] for iri in wanted if "/document/" in iri} - self._said.keys()
        if not bases:
            return
        query = (
            f"SELECT ?v ?d ?n {{ VALUES ?v {{ {_values(bases)} }} ?v <{DCAT.isVersionOf}> ?d ; <{DCAT.version}> ?n }}"
        )
        rows = self.rows(query)
        self.labels.learn(row[1] for row in rows)
        for version, document, name in rows:
            self._said[str(version)] = self.words["version_name"].format(
                document=self.labels.of(document), version=measures.day(str(name), self.lang)
            )


def _values(nodes: Iterable[str]) -> str:
    return " ".join(URIRef(node).n3() for node in nodes)
