"""An edition of a document sentence by sentence: where each stands, and the claims and facts that rest on it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from rdflib import URIRef

from tct.web.reader import Claim, Link, Reader


@dataclass
class Sentence:
    """A passage of an edition, with the claims that rest on it and the facts behind each."""

    iri: str
    name: str
    paragraph: int
    start: int
    end: int
    text: str = ""
    claims: list[tuple[Claim, list[Link]]] = field(default_factory=list)


def sentences(version: URIRef, reader: Reader, quotation: Callable[[str, int, int], str]) -> list[Sentence]:
    """Return the sentences of an edition in their order; none where no passage of it is recorded."""
    rows = reader.rows(f"""SELECT ?passage ?start ?end {{
      ?passage oa:hasSource {version.n3()} ; oa:hasSelector ?selector . ?selector oa:start ?start ; oa:end ?end
    }} ORDER BY ?start ?end""")
    found = {}
    for passage, start, end in rows:
        name = str(passage).rpartition("#")[2]
        place = re.match(r"p(\d+)", name)
        first, last = int(str(start)), int(str(end))
        quoted = quotation(str(version), first, last)
        found[str(passage)] = Sentence(str(passage), name, int(place[1]) if place else 0, first, last, quoted)
    _claims(version, found, reader)
    return list(found.values())


def _claims(version: URIRef, found: dict[str, Sentence], reader: Reader) -> None:
    rows = reader.rows(f"""SELECT ?passage ?fact ?claim {{
      ?passage oa:hasSource {version.n3()} . ?claim tct:statedIn|tct:readIn ?passage .
      ?fact tct:evidencedBy|tct:deniedBy ?claim
    }} ORDER BY ?passage ?claim ?fact""")
    reader.learn(row[1] for row in rows)
    known: dict[str, Claim] = {}
    for claims in reader.claims(sorted({str(row[1]) for row in rows})).values():
        for claim in claims:
            claim.number = 0
            known.setdefault(claim.iri, claim)
    facts: dict[tuple[str, str], dict[Link, None]] = defaultdict(dict)
    for passage, fact, name in rows:
        facts[str(passage), str(name)][reader.link(fact)] = None
    for (place, iri), links in facts.items():
        if place in found:
            found[place].claims.append((known[iri], list(links)))
