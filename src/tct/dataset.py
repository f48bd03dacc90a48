"""Ontology and data as named graphs: read, made whole, written canonically.

One named graph for each file of facts, no blank node, no triple in two graphs. Canonical form: N-Quads, one
quad a line, sorted by code point; without blank nodes that is a canonical serialisation of the dataset.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import RDF, RDFS, Dataset, Graph, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from tct.compute import add_bounds
from tct.errors import DuplicateTriple
from tct.layout import Layout
from tct.namespaces import GRAPH, TCT
from tct.passages import passage_triples
from tct.release import Release, digest_triple
from tct.skolem import skolemise
from tct.sources import Version, document_triples, read_versions
from tct.store import read_turtle, serialize_quads

_Triple = tuple[Node, Node, Node]
PARTS = (TCT.Quantity, TCT.Period, TCT.Leg, TCT.Passage)
"""Classes of nodes that are a part of another node: which graph defines them is not said."""


@dataclass
class Graphs:
    """The dataset while it is made: named graphs, and the file that each subject and triple came from."""

    layout: Layout
    release: Release
    versions: list[Version]
    dataset: Dataset = field(default_factory=lambda: Dataset(default_union=True))
    files: dict[Node, str] = field(default_factory=dict)
    _seen: dict[_Triple, tuple[URIRef, str]] = field(default_factory=dict)

    def add(self, graph: URIRef, triples: Iterable[_Triple], file: str) -> None:
        """Add triples of one file to a named graph.

        Raises DuplicateTriple where a triple already stands in another graph.
        """
        target = self.dataset.graph(graph)
        for triple in triples:
            held, first = self._seen.setdefault(triple, (graph, file))
            if held != graph:
                raise DuplicateTriple(" ".join(_n3(term) for term in triple), first, file)
            target.add(triple)
            self.files.setdefault(triple[0], file)

    def named(self) -> list[Graph]:
        """Return the named graphs, by IRI."""
        graphs = [g for g in self.dataset.graphs() if g.identifier != DATASET_DEFAULT_GRAPH_ID and len(g)]
        return sorted(graphs, key=lambda g: str(g.identifier))


def _n3(term: Node) -> str:
    return term.n3()


def read_graphs(layout: Layout, progress: Callable[[str], None] = lambda _: None) -> Graphs:
    """Read the ontology, the data and the document versions of a tree into named graphs.

    Raises SyntaxProblem, SourceError or DuplicateTriple, each naming the file.
    """
    release = Release.read(layout.root / "data" / "release.toml")
    graphs = Graphs(layout, release, read_versions(layout.sources))
    for path, name in layout.turtle():
        file = layout.shown(path)
        progress(file)
        graphs.add(name, read_file(path, file), file)
    for version in graphs.versions:
        file = layout.shown(version.file)
        graphs.add(GRAPH[f"passages-{version.document}"], passage_triples(version), file)
        graphs.files[version.iri] = file
    if graphs.versions:
        graphs.add(GRAPH.documents, document_triples(graphs.versions), layout.shown(layout.sources))
    return graphs


def read_file(path: Path, shown: str) -> Graph:
    """Read one Turtle file: its blank nodes named, its bounds computed."""
    graph = Graph()
    for triple in read_turtle(path, shown):
        graph.add(triple)
    graph = skolemise(graph, shown)
    add_bounds(graph, shown)
    return graph


def add_provenance(graphs: Graphs) -> None:
    """Write which graph defines each node, and the release, into ``graph/provenance``."""
    data = GRAPH.provenance
    for graph in graphs.named():
        for subject, kind in graph.subject_objects(RDF.type):
            if str(kind).startswith(TCT) and kind not in PARTS and (subject, RDFS.isDefinedBy, None) not in graph:
                graphs.add(data, [(subject, RDFS.isDefinedBy, graph.identifier)], "the build")
    graphs.add(data, graphs.release.triples(), "data/release.toml")
    graphs.add(data, [digest_triple(digest(canonical(graphs.dataset)))], "the build")


def canonical(dataset: Dataset, graph: URIRef | None = None) -> bytes:
    """Return the dataset, or one of its graphs, as sorted N-Quads."""
    quads = [
        (s, p, o, g.identifier)
        for g in dataset.graphs()
        if len(g) and (graph is None or g.identifier == graph)
        for s, p, o in g
    ]
    lines = serialize_quads(quads, "nq", {}).splitlines()  # type: ignore[arg-type]
    return b"\n".join(sorted(lines)) + b"\n"


def digest(nquads: bytes) -> str:
    """Return the SHA-256 of canonical N-Quads, as 64 hex digits."""
    return hashlib.sha256(nquads).hexdigest()
