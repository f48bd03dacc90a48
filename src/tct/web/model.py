"""The drawings of the ontology: its kinds of things and how they are linked, and one class with its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from markupsafe import Markup
from rdflib import SKOS

from tct.diagram import Box, Wire, draw
from tct.namespaces import TCT, compact
from tct.statistics import Statistics
from tct.vocabulary import Term, Vocabulary

Link = Callable[[Term], str]
"""Where a term is explained."""

WIDEST: Final = 5
"""Kinds of things that a property may point to and still say something of the shape of the model."""

_CONCEPT: Final = str(SKOS.Concept)


def relations(vocabulary: Vocabulary, statistics: Statistics) -> dict[tuple[str, str], list[str]]:
    """Return which properties link which kinds of things, by the topmost class of each: pairs of IRIs.

    Own properties as the ontology means them; for kinds that have none, those of other vocabularies as the data uses
    them. A property that may point to nearly anything is left out.
    """
    found: dict[tuple[str, str], set[str]] = {}
    linked = {vocabulary.root(kind) for term in vocabulary.properties for kind in term.domains if term.kind == "object"}
    used = (link for link in _used(vocabulary, statistics) if not linked & set(link[1]))
    for iri, domains, ranges in [*_meant(vocabulary), *used]:
        tops = {vocabulary.root(kind) for kind in ranges if kind in vocabulary.terms}
        if len(tops) > WIDEST:
            continue
        for start in {vocabulary.root(kind) for kind in domains if kind in vocabulary.terms}:
            for end in tops | ({_CONCEPT} & set(ranges)):
                found.setdefault((start, end), set()).add(iri)
    return {pair: sorted(properties) for pair, properties in sorted(found.items())}


def _meant(vocabulary: Vocabulary) -> Iterator[tuple[str, list[str], list[str]]]:
    for term in vocabulary.properties:
        yield term.iri, term.domains, term.ranges


def _used(vocabulary: Vocabulary, statistics: Statistics) -> Iterator[tuple[str, list[str], list[str]]]:
    for kind, counts in sorted(statistics["classes"].items()):
        for iri, used in sorted(counts["properties"].items()):
            if not iri.startswith(TCT) and kind in vocabulary.terms:
                yield iri, [vocabulary.root(kind)], sorted(used.get("classes", {}))


def overview(
    vocabulary: Vocabulary, pairs: Mapping[tuple[str, str], list[str]], lang: str, link: Link, title: str, concept: Box
) -> Markup:
    """Return the drawing of all kinds of things; ``concept`` is the box of the concepts of the schemes."""
    boxes = {term.iri: Box(term.label[lang], link(term), "class") for term in vocabulary.roots()}
    boxes[_CONCEPT] = concept
    names = {term.iri: term.label[lang] for term in vocabulary.properties}
    wires = [
        Wire(start, end, ", ".join(names.get(iri, compact(iri)) for iri in properties))
        for (start, end), properties in pairs.items()
    ]
    return draw(boxes, wires, title)


def neighbours(vocabulary: Vocabulary, term: Term, lang: str, link: Link, title: str) -> Markup:
    """Return the drawing of a class: what it is a kind of, and its kinds, to the left and to the right."""
    boxes = {term.iri: Box(term.label[lang], "", "class here")}
    wires = []
    lower = term.iri
    for iri in vocabulary.above(term.iri):
        boxes[iri] = Box(vocabulary.terms[iri].label[lang], link(vocabulary.terms[iri]), "class")
        wires.append(Wire(iri, lower))
        lower = iri
    for iri in term.children:
        boxes[iri] = Box(vocabulary.terms[iri].label[lang], link(vocabulary.terms[iri]), "class")
        wires.append(Wire(term.iri, iri))
    return draw(boxes, wires, title) if wires else Markup("")
