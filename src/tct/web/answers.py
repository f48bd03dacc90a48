"""An answer as a page shows it: cells that link to their nodes, and the claims that each row rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tct.printing import Heads, headings, merge_evidence
from tct.questions import EVIDENCE
from tct.store import Solutions, Term
from tct.web.reader import Claim, Link, Reader

_FIELDS = {
    "saidBy": "said_by",
    "reportedBy": "reported_by",
    "certainty": "certainty",
    "confidence": "confidence",
    "passage": "passages",
}


@dataclass
class Answer:
    """Heads, and rows: a cell for each head (None where unbound), then the claims of the row."""

    heads: list[str]
    rows: list[tuple[list[Link | None], list[Claim]]]
    evidence: bool
    """Whether the question asks for sources at all."""


def answer(solutions: Solutions, reader: Reader, heads: Heads) -> Answer:
    """Return an answer with links; rows that differ in their sources only are one, and empty columns are left out."""
    reader.learn(term for row in solutions.rows for term in row)
    names = solutions.variables
    split = next((place for place, name in enumerate(names) if name in EVIDENCE), len(names))
    grouped = merge_evidence(solutions)
    kept = [place for place in range(split) if not grouped or any(row[place] is not None for row, _ in grouped)]
    shown = headings(names[:split], reader.labels, heads)
    rows = [
        ([_cell(row[place], reader) for place in kept], claims(names[split:], evidence, reader))
        for row, evidence in grouped
    ]
    return Answer([shown[place] for place in kept], rows, split < len(names))


def _cell(term: Term | None, reader: Reader) -> Link | None:
    return None if term is None else reader.link(term)


def claims(names: Sequence[str], rows: Sequence[Sequence[Term | None]], reader: Reader) -> list[Claim]:
    """Return the claims of one row, each once with all its passages and speakers.

    Where an answer names no claim, whatever has the same speaker and certainty counts as one, without an IRI.
    """
    found: dict[str, Claim] = {}
    for row in rows:
        bound = {name: term for name, term in zip(names, row, strict=True) if term is not None}
        if not bound:
            continue
        iri = str(bound.get("claim", ""))
        key = iri or "|".join(str(bound[name]) for name in names if name in bound and name != "passage")
        if key not in found:
            found[key] = Claim(iri, 0, reader.text(bound.get("claim")), denies=False)
        _fill(found[key], bound, reader)
    return list(found.values())


def _fill(claim: Claim, bound: Mapping[str, Term], reader: Reader) -> None:
    for name, term in bound.items():
        if name in _FIELDS:
            items: list[Link] = getattr(claim, _FIELDS[name])
            link = reader.link(term)
            if link not in items:
                items.append(link)
