"""The page model of one node: what it is, what is said of it and how firmly, its sections, what refers to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rdflib import RDF, RDFS, URIRef
from rdflib.namespace import SKOS

from tct.namespaces import TCT
from tct.printing import headings
from tct.skolem import kebab
from tct.store import Solutions, Store, Term
from tct.web.reader import Claim, Link, Places, Reader, Row, compact, places
from tct.web.sections import Section, sections_of

SHOWN: Final = 200
"""Links to a node that its page lists; the query editor gives the rest."""

_HIDDEN: Final = {RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, TCT.evidencedBy, TCT.deniedBy, RDFS.isDefinedBy}
_PARTS: Final = ("quantity:", "period:")


@dataclass(frozen=True)
class Value:
    """A value of a property, with the claims that back it and how firm they are."""

    link: Link
    claims: tuple[Claim, ...] = ()

    @property
    def certainties(self) -> list[Link]:
        """How firmly it is said, each degree once."""
        return list(dict.fromkeys(link for claim in self.claims if not claim.denies for link in claim.certainty))

    @property
    def denied(self) -> bool:
        """Whether someone denies it."""
        return any(claim.denies for claim in self.claims)


@dataclass
class Brief:
    """A node within a list: its name, what stands beside it, its measures, how firmly and by whom it is said."""

    link: Link
    beside: list[tuple[str, list[Link]]] = field(default_factory=list)
    measures: list[tuple[str, str]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    inferred: bool = False

    @property
    def certainties(self) -> list[Link]:
        """How firmly it is said, each degree once."""
        return list(dict.fromkeys(link for claim in self.claims if not claim.denies for link in claim.certainty))

    @property
    def denied(self) -> bool:
        """Whether someone denies it."""
        return any(claim.denies for claim in self.claims)

    @property
    def places(self) -> Places:
        """The passages of its claims by edition."""
        return places(self.named("passages"))

    def named(self, name: str) -> list[Link]:
        """Return the speakers, passages … of its claims, each once."""
        return list(dict.fromkeys(link for claim in self.claims for link in getattr(claim, name)))


@dataclass
class Listed:
    """A section with what it lists; ``empty`` says what it means that it lists nothing."""

    name: str
    title: str
    tone: str
    empty: str
    briefs: list[Brief]


@dataclass
class Node:
    """Everything that a page shows of a node."""

    iri: str
    id: str
    label: str
    kinds: list[Link]
    classes: list[str]
    names: list[str]
    statements: list[tuple[Link, list[Value]]]
    claims: list[Claim]
    sections: list[Listed]
    incoming: list[tuple[Link, list[Link]]]
    more: int = 0


def read_node(
    iri: URIRef,
    store: Store,
    lang: str,
    sections: Mapping[str, Mapping[str, Section]],
    heads: Mapping[str, Mapping[str, str]],
) -> Node:
    """Return the page model of a node that is in the store, in a language."""
    reader = Reader(store, lang)
    out = reader.rows(f"SELECT ?p ?o {{ {iri.n3()} ?p ?o }} ORDER BY ?p ?o")
    into = reader.rows(
        f"SELECT ?s ?p {{ ?s ?p {iri.n3()} FILTER (?p != rdfs:isDefinedBy) }} ORDER BY ?p ?s LIMIT {SHOWN + 1}"
    )
    classes = _classes([str(o) for p, o in out if p == RDF.type], reader)
    reader.learn([iri, *(term for row in [*out, *into] for term in row)])
    claims = reader.claims([str(iri)]).get(str(iri), [])
    chosen = sections_of([kebab(compact(kind).partition(":")[2]) for kind in classes], sections)
    return Node(
        iri=str(iri),
        id=compact(str(iri)),
        label=reader.text(iri),
        kinds=[reader.link(o) for p, o in out if p == RDF.type],
        classes=classes,
        names=list(dict.fromkeys(str(o) for p, o in out if p == SKOS.altLabel and reader.speaks(o))),
        statements=_statements(out, claims, reader),
        claims=claims,
        sections=_sections(str(iri), chosen, reader, heads),
        incoming=_grouped([(reader.link(p), reader.link(s)) for s, p in into[:SHOWN]]),
        more=len(into) - SHOWN if len(into) > SHOWN else 0,
    )


def _classes(kinds: list[str], reader: Reader) -> list[str]:
    """Return the classes of a node and those above them, the widest first."""
    values = " ".join(URIRef(kind).n3() for kind in kinds)
    rows = reader.rows(f"""SELECT ?above (COUNT(?higher) AS ?depth) {{
      VALUES ?kind {{ {values} }} ?kind rdfs:subClassOf* ?above . ?above rdfs:subClassOf* ?higher
    }} GROUP BY ?above ORDER BY ?depth ?above""")
    return [str(row[0]) for row in rows if row[0] is not None]


def _statements(out: Sequence[Row], claims: list[Claim], reader: Reader) -> list[tuple[Link, list[Value]]]:
    grouped: dict[Link, list[Value]] = {}
    for p, o in out:
        if p in _HIDDEN or not reader.speaks(o):
            continue
        backing = tuple(claim for claim in claims if claim.backs(str(p), str(o)))
        grouped.setdefault(reader.link(p), []).append(Value(reader.link(o), backing))
    return list(grouped.items())


def _grouped(pairs: Iterable[tuple[Link, Link]]) -> list[tuple[Link, list[Link]]]:
    grouped: dict[Link, list[Link]] = defaultdict(list)
    for key, link in pairs:
        grouped[key].append(link)
    return list(grouped.items())


def _sections(iri: str, chosen: list[Section], reader: Reader, heads: Mapping[str, Mapping[str, str]]) -> list[Listed]:
    answers: list[tuple[Section, Solutions]] = []
    for section in chosen:
        answer = reader.store.answer(section.query(iri))
        if isinstance(answer, Solutions):
            answers.append((section, answer))
    lists = {section.name: _briefs(answer, reader, heads) for section, answer in answers}
    fill([brief for briefs in lists.values() for brief in briefs], reader)
    found = []
    for section, _ in answers:
        empty = section.empty.get(reader.lang, "")
        if lists[section.name] or empty:
            found.append(Listed(section.name, section.title[reader.lang], section.tone, empty, lists[section.name]))
    return found


def _briefs(answer: Solutions, reader: Reader, heads: Mapping[str, Mapping[str, str]]) -> list[Brief]:
    """Return the nodes of a section, each once, with the other variables of its rows beside it."""
    reader.learn(term for row in answer.rows for term in row)
    place = answer.variables.index("item")
    titles = headings(answer.variables, reader.labels, heads)
    found: dict[Term, tuple[Brief, dict[str, dict[Link, None]]]] = {}
    for row in answer.rows:
        item = row[place]
        if not isinstance(item, URIRef):
            continue
        _, beside = found.setdefault(item, (Brief(reader.link(item)), {}))
        for title, term in zip(titles[:place] + titles[place + 1 :], row[:place] + row[place + 1 :], strict=True):
            if term is not None and reader.speaks(term):
                beside.setdefault(title, {})[reader.link(term)] = None
    for brief, beside in found.values():
        brief.beside = [(title, list(links)) for title, links in beside.items()]
    return [brief for brief, _ in found.values()]


def fill(briefs: list[Brief], reader: Reader) -> None:
    """Give briefs their measures, their claims, and whether a rule inferred them: three queries for all of them."""
    nodes = sorted({brief.link.iri for brief in briefs})
    if not nodes:
        return
    claims = reader.claims(nodes)
    values = " ".join(URIRef(node).n3() for node in nodes)
    rows = reader.rows(f"""SELECT ?node ?p ?o {{
      VALUES ?node {{ {values} }} ?node ?p ?o
      FILTER (isIRI(?o) && !STRSTARTS(STR(?p), STR(rdf:)) && (?p = tct:derivedByRule
        || STRSTARTS(STR(?o), STR(quantity:)) || STRSTARTS(STR(?o), STR(period:))))
    }} ORDER BY ?node ?p ?o""")
    reader.learn(term for row in rows for term in row)
    measured: dict[str, list[tuple[str, str]]] = defaultdict(list)
    inferred = set()
    for node, p, o in rows:
        if p == TCT.derivedByRule:
            inferred.add(str(node))
        elif compact(str(o)).startswith(_PARTS):
            measured[str(node)].append((reader.text(p), reader.text(o)))
    for brief in briefs:
        brief.claims = claims.get(brief.link.iri, [])
        brief.measures = measured.get(brief.link.iri, [])
        brief.inferred = brief.link.iri in inferred
