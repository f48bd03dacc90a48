"""The lines of an evidence table: which claims on which facts, with the edition that each passage stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from rdflib import URIRef

from tct.errors import QueryRefused
from tct.namespaces import compact
from tct.questions import run
from tct.store import Solutions
from tct.web.choices import checked
from tct.web.reader import Claim, Link, Reader
from tct.web.state import State

MOST: Final = 2000
"""Lines of one table; more are refused, because a table that is cut is no evidence."""


_BACKED: Final = "?fact tct:evidencedBy|tct:deniedBy ?claim"
_OF_ENTITY: Final = """
  {{ BIND ({node} AS ?fact) {backed} }}
  UNION {{ ?fact ?property {node} FILTER (?property NOT IN (tct:evidencedBy, tct:deniedBy)) {backed} }}
  UNION {{ {node} prov:wasDerivedFrom+ ?fact . {backed} }}
  UNION {{ BIND ({node} AS ?claim) {backed} }}
  UNION {{ ?claim tct:statedIn|tct:readIn|tct:saidBy|tct:reportedBy {node} . {backed} }}
  UNION {{ ?claim tct:statedIn/dcat:isVersionOf|tct:readIn/dcat:isVersionOf {node} . {backed} }}
  UNION {{ ?passage oa:hasSource|oa:hasSource/dcat:isVersionOf {node} . ?claim tct:statedIn|tct:readIn ?passage .
           {backed} }}"""
_OF_CLAIMS: Final = "VALUES ?claim {{ {nodes} }} {backed}"
_OF_NODES: Final = "VALUES ?node {{ {nodes} }} ?node prov:wasDerivedFrom* ?fact . {backed}"


@dataclass(frozen=True)
class Edition:
    """One edition of a document: its name, its date, where it is to be read, the digest of the text that was read."""

    link: Link
    document: str
    version: str
    address: str
    sha256: str

    @property
    def name(self) -> str:
        """Its name within a page."""
        return self.link.iri.rpartition("/")[2]


@dataclass(frozen=True)
class Line:
    """One line: its number, the fact, the claim, and its passages by the edition they stand in."""

    number: int
    fact: Link
    claim: Claim
    places: Sequence[tuple[Edition | None, Sequence[Link]]]


@dataclass(frozen=True)
class Table:
    """An evidence table: what it is about, where that is on this site, its parameters in words, its lines."""

    what: str
    address: str
    asked: Sequence[tuple[str, str]]
    lines: Sequence[Line]
    name: str
    """What a file of it is called."""

    @property
    def editions(self) -> list[Edition]:
        """Every edition that a line stands on, each once, by name."""
        found = {edition.link.iri: edition for line in self.lines for edition, _ in line.places if edition}
        return [found[iri] for iri in sorted(found)]


def of_question(state: State, reader: Reader, slug: str, given: Mapping[str, str]) -> Table:
    """Return the evidence of an answer: the claims that it names, or else those behind the nodes of its rows."""
    item = state.catalogue.get(slug)
    values = checked(item, given, state)
    solutions = run(item, state.store, values)
    nodes = list(dict.fromkeys(str(term) for row in solutions.rows for term in row if isinstance(term, URIRef)))
    if named := _column(solutions, "claim"):
        pairs = _pairs(reader, _OF_CLAIMS, nodes=_terms(named))
    else:
        pairs = _pairs(reader, _OF_NODES, nodes=_terms(nodes))
    answered = {claim for fact, claim in pairs if fact in nodes}  # a claim may back more facts than were asked for
    pairs = [(fact, claim) for fact, claim in pairs if fact in nodes or claim not in answered]
    found = _claims(reader, pairs)
    if not named and (passages := set(_column(solutions, "passage"))):
        found = [(fact, claim) for fact, claim in found if passages & {link.iri for link in claim.passages}]
    order = {claim: place for place, claim in enumerate(named)}
    found.sort(key=lambda pair: (order.get(pair[1].iri, 0), _place(pair)))
    asked = [(each, each.term(values.get(each.name, each.default))) for each in item.parameters]
    reader.learn(term for _, term in asked)
    said = [(parameter.en if reader.lang == "en" else parameter.es, reader.text(term)) for parameter, term in asked]
    address = f"/questions/{slug}" + ("?" + urlencode(values) if values else "")
    name = "-".join(["evidence", slug, *values.values()])
    return Table(item.question[reader.lang], address, said, _lines(reader, found), _file_name(name))


def of_entity(reader: Reader, iri: URIRef) -> Table:
    """Return the evidence of an entity: the claims on it, on facts that name it, on what it was inferred from.

    Its own stand first. Of a claim it is the claim itself; of a passage, a document or a speaker, the claims that come
    from there.
    """
    found = _claims(reader, _pairs(reader, _OF_ENTITY, node=iri.n3()))
    found.sort(key=lambda pair: (pair[0] != str(iri), _place(pair)))
    reader.learn([iri])
    return Table(reader.text(iri), str(iri), [], _lines(reader, found), _file_name(f"evidence-{compact(str(iri))}"))


def _column(solutions: Solutions, name: str) -> list[str]:
    """Return the IRIs of a variable, each once, in order."""
    if name not in solutions.variables:
        return []
    place = solutions.variables.index(name)
    return list(dict.fromkeys(str(row[place]) for row in solutions.rows if row[place] is not None))


def _terms(nodes: Iterable[str]) -> str:
    return " ".join(URIRef(node).n3() for node in nodes)


def _pairs(reader: Reader, pattern: str, **parts: str) -> list[tuple[str, str]]:
    """Return fact and claim of each line; raises QueryRefused (413) where there are too many."""
    where = pattern.format(backed=_BACKED, **parts)
    rows = reader.rows(f"SELECT DISTINCT ?fact ?claim {{ {where} }} ORDER BY ?fact ?claim LIMIT {MOST + 1}")
    if len(rows) > MOST:
        raise QueryRefused(
            f"this table would have more than {MOST} lines; ask for the evidence of one question or one fact of it",
            413,
            title="Too large",
        )
    return [(str(fact), str(claim)) for fact, claim in rows]


def _claims(reader: Reader, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, Claim]]:
    if not pairs:
        return []
    views = reader.claims(dict.fromkeys(fact for fact, _ in pairs))
    known = {(fact, claim.iri): claim for fact, claims in views.items() for claim in claims}
    return [(fact, known[fact, claim]) for fact, claim in pairs]


def _place(pair: tuple[str, Claim]) -> tuple[Any, ...]:
    """Return where a claim stands in its first passage, numbers as numbers: p4s2 comes before p10s1."""
    fact, claim = pair
    passage = min((link.iri for link in claim.passages), key=_natural, default="")
    return (_natural(passage), fact, claim.iri)


def _natural(iri: str) -> tuple[str, list[int]]:
    base, _, fragment = iri.partition("#")
    return base, [int(digits) for digits in re.findall(r"\d+", fragment)]


def _lines(reader: Reader, pairs: Sequence[tuple[str, Claim]]) -> list[Line]:
    links = [link for _, claim in pairs for link in claim.passages]
    editions = _editions(reader, {link.iri.partition("#")[0] for link in links})
    facts = [URIRef(fact) for fact, _ in pairs]
    reader.learn(facts)
    return [
        Line(number, reader.link(fact), claim, _with_editions(claim.passages, editions))
        for number, (fact, (_, claim)) in enumerate(zip(facts, pairs, strict=True), 1)
    ]


def _with_editions(
    passages: Iterable[Link], editions: Mapping[str, Edition]
) -> list[tuple[Edition | None, list[Link]]]:
    """Return the passages of a claim by edition, each by its place alone."""
    found: dict[str, list[Link]] = {}
    for link in sorted(passages, key=lambda link: _natural(link.iri)):
        base, _, fragment = link.iri.partition("#")
        found.setdefault(base, []).append(Link(fragment or link.text, link.iri))
    return [(editions.get(base), links) for base, links in found.items()]


def _editions(reader: Reader, bases: set[str]) -> dict[str, Edition]:
    if not bases:
        return {}
    rows = reader.rows(f"""SELECT ?v ?document ?version ?address ?sha256 {{
      VALUES ?v {{ {_terms(sorted(bases))} }}
      ?v dcat:isVersionOf ?document ; dcat:version ?version .
      OPTIONAL {{ ?v schema:url ?address }} OPTIONAL {{ ?v tct:sha256 ?sha256 }}
    }} ORDER BY ?v ?address""")
    reader.learn(term for row in rows for term in row[:2])
    return {
        str(v): Edition(reader.link(v), reader.text(document), str(version), str(address or ""), str(sha256 or ""))
        for v, document, version, address, sha256 in rows
    }


def _file_name(name: str) -> str:
    """Return a name that every file system takes."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80]
