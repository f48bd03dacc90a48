"""Passages as triples, and what only a run with the source texts can add or verify.

Positions and digests are published; quotations, whole texts and word runs (`add_evidence`) exist in
memory while a run with ``--sources`` validates, and are never written anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import RDF, Dataset, Literal, URIRef
from rdflib.namespace import XSD

from tct import text
from tct.namespaces import GRAPH, OA, TCT
from tct.sources import Passage, Triple, Version


@dataclass(frozen=True)
class Mismatch:
    """A passage (or a whole version, ``name`` '') that a text does not bear out, in one sentence."""

    version: str
    name: str
    message: str

    def __str__(self) -> str:
        """Render as ``version#passage: what is wrong``."""
        return f"{self.version}{'#' + self.name if self.name else ''}: {self.message}"


def passage_triples(version: Version) -> Iterator[Triple]:
    """Yield the passages of a version: source, position selector, digest."""
    for passage in version.passages:
        iri = version.passage_iri(passage.name)
        selector = URIRef(f"{iri}-position")
        yield iri, RDF.type, TCT.Passage
        yield iri, RDF.type, OA.SpecificResource
        yield iri, OA.hasSource, version.iri
        yield iri, OA.hasSelector, selector
        yield iri, TCT.sha256, Literal(passage.sha256)
        yield selector, RDF.type, OA.TextPositionSelector
        yield selector, OA.start, Literal(passage.start, datatype=XSD.integer)
        yield selector, OA.end, Literal(passage.end, datatype=XSD.integer)


def verify(version: Version, content: str) -> list[Mismatch]:
    """Compare a text with the version's digests: which passages stand, moved or differ.

    Returns nothing where the digest of the whole text and of each span is the recorded one.
    """
    found: list[Mismatch] = []
    if (actual := text.digest(content)) != version.sha256:
        found.append(
            Mismatch(
                version.slug,
                "",
                f"the text has sha256 {actual[:12]}…, not {version.sha256[:12]}…; "
                "a changed page is a new document version, with a file of its own in data/sources",
            )
        )
    places: dict[str, list[text.Span]] = {}
    for span in text.sentences(content):
        places.setdefault(text.digest(content[span.start : span.end]), []).append(span)
    found.extend(
        Mismatch(version.slug, passage.name, _whereabouts(passage, places))
        for passage in version.passages
        if text.digest(content[passage.start : passage.end]) != passage.sha256
    )
    return found


def _whereabouts(passage: Passage, places: dict[str, list[text.Span]]) -> str:
    spans = places.get(passage.sha256)
    if not spans:
        return f"characters {passage.start}-{passage.end} differ and the sentence stands nowhere else in the text"
    nearest = min(spans, key=lambda span: abs(span.start - passage.start))
    return f"moved from characters {passage.start}-{passage.end} to {nearest.start}-{nearest.end}"


def add_evidence(dataset: Dataset, texts: dict[Version, str]) -> None:
    """Add to a dataset, in memory, what validation needs from the texts: quotations, whole texts, word runs.

    Each node's runs of nine words go to the graph that holds the words, so that a rule about graphs sees
    nothing new. The result is validated and thrown away; it is never published.
    """
    for graph in list(dataset.graphs()):
        runs = [
            (subject, TCT.wordRun, Literal(run))
            for subject, value in graph.subject_objects()
            if isinstance(value, Literal) and len(value) > text.RUN_LENGTH
            for run in text.word_runs(str(value))
        ]
        for triple in runs:
            graph.add(triple)
    for version, content in texts.items():
        graph = dataset.graph(GRAPH[f"passages-{version.document}"])
        graph.add((version.iri, TCT.heldText, Literal(content)))
        for run in text.word_runs(content):
            graph.add((version.iri, TCT.wordRun, Literal(run)))
        for passage in version.passages:
            selector = URIRef(f"{version.passage_iri(passage.name)}-quotation")
            graph.add((version.passage_iri(passage.name), OA.hasSelector, selector))
            graph.add((selector, RDF.type, OA.TextQuoteSelector))
            graph.add((selector, OA.exact, Literal(content[passage.start : passage.end])))
