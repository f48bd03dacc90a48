"""One write, applied to a copy: changed, made whole, validated, written. Runs in a process that can be killed.

What the build computes is computed again: inferred facts, which graph defines a node, the digest. So a writable
instance and a build from files with the same facts hold the same quads.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from rdflib import Graph

from tct.build import Manifest
from tct.dataset import PARTS, digest
from tct.errors import WriteRefused
from tct.layout import Layout
from tct.namespaces import BASE, GRAPH, PREFIXES, RDFS, TCT, expand
from tct.release import DATASET
from tct.rules import derive
from tct.shapes import Shapes, read_shapes
from tct.statistics import measure
from tct.store import Copy, OxigraphStore, Solutions, serialize_quads
from tct.validate import VIOLATION, Finding, validate
from tct.write.change import Change

COMPUTED: Final = (str(GRAPH.derived), str(GRAPH.provenance))
"""Graphs that follow from the others: a write to them would be lost, so it is refused."""

SHOWN: Final = 100
"""Findings that a refusal carries at most."""

_FORGET = f"""DELETE WHERE {{ GRAPH <{GRAPH.provenance}> {{ ?node <{RDFS.isDefinedBy}> ?graph }} }} ;
DELETE WHERE {{ GRAPH <{GRAPH.provenance}> {{ <{DATASET}> <{TCT.sha256}> ?digest }} }} ;
DROP SILENT GRAPH <{GRAPH.derived}>"""
_DEFINED = f"""INSERT {{ GRAPH <{GRAPH.provenance}> {{ ?node <{RDFS.isDefinedBy}> ?graph }} }} WHERE {{
  GRAPH ?graph {{
    ?node a ?kind
    FILTER(STRSTARTS(STR(?kind), "{TCT}") && ?kind NOT IN ({", ".join(f"<{kind}>" for kind in PARTS)}))
    FILTER NOT EXISTS {{ ?node <{RDFS.isDefinedBy}> ?defined }}
  }}
  FILTER(?graph != <{GRAPH.provenance}>)
}}"""
_VOCABULARY = """CONSTRUCT { ?s ?p ?o } WHERE {
  VALUES ?p { schema:rangeIncludes tct:valuesFrom skos:inScheme } ?s ?p ?o
}"""


@dataclass(frozen=True)
class Outcome:
    """What became of a write: whether it made its graph, whether anything differs, the digest of what there is now."""

    created: bool
    changed: bool
    digest: str


class Applier:
    """Applies writes to releases of one tree; without ``shapes`` nothing is computed and nothing validated."""

    def __init__(self, layout: Layout, shapes: bool) -> None:
        """Remember the tree; its shapes are read with the first write."""
        self.layout, self.checked = layout, shapes
        self._shapes: tuple[frozenset[object], Shapes] | None = None

    def apply(self, change: Change, source: Path, target: Path, version: str) -> Outcome:
        """Write the release at ``source`` with a change to the new directory ``target``, down to the disk.

        Raises QuerySyntax for what cannot be parsed and WriteRefused for what must not be kept: 404 where there is
        no such graph, 422 where a shape is violated. ``target`` may then be half there; nobody reads it.
        """
        manifest = Manifest(**json.loads((source / "manifest.json").read_text("utf-8")))
        target.mkdir()
        with Copy.make(source / "store", target / "store") as copy:
            created = self._change(copy, change)
            counts = copy.counts()
            nquads = _document(copy.lines(), counts)
            made = digest(nquads)
            if made == manifest.digest:
                return Outcome(created, False, made)
            store = OxigraphStore.read(nquads)
            if self.checked:
                self._validate(store)
            copy.finish()
        (target / "dataset.nq").write_bytes(nquads)
        described = replace(manifest, version=version, digest=made, quads=sum(1 for _ in _quads(nquads)),
                            graphs=counts, statistics=measure(store, BASE))  # fmt: skip
        text = json.dumps(asdict(described), indent=2, sort_keys=True, ensure_ascii=False)
        (target / "manifest.json").write_text(text + "\n", encoding="utf-8")
        if (source / "report.json").is_file():  # it names the release that it is of
            shutil.copyfile(source / "report.json", target / "report.json")
        to_disk(target)
        return Outcome(created, True, made)

    def _change(self, copy: Copy, change: Change) -> bool:
        """Change the copy and compute what follows; returns whether the change made its graph."""
        computed = _computed(copy)
        created = change_graphs(copy, change)
        if self.checked:
            if _computed(copy) != computed:
                listed = " and ".join(f"<{graph}>" for graph in COMPUTED)
                raise WriteRefused(f"{listed} are computed from the other graphs; write what they follow from instead")
            self._compute(copy)
        return created

    def _compute(self, copy: Copy) -> None:
        """Make inferred facts, definitions and the digest again, as the build makes them."""
        copy.update(_FORGET)
        provenance = f"<{GRAPH.provenance}> .".encode()
        stated = OxigraphStore.read(b"\n".join(line for line in copy.lines() if not line.endswith(provenance)))
        for path in self.layout.rules:
            found = sorted(derive(stated, path.read_text(encoding="utf-8")))
            text = serialize_quads(((*triple, None) for triple in found), "nt", {})  # type: ignore[misc]
            copy.add(str(GRAPH.derived), "nt", text.decode(), BASE)
        copy.update(_DEFINED)
        made = digest(_document(copy.lines(), {}))
        copy.update(f'INSERT DATA {{ GRAPH <{GRAPH.provenance}> {{ <{DATASET}> <{TCT.sha256}> "{made}" }} }}')

    def _validate(self, store: OxigraphStore) -> None:
        loose = store.answer("SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } } LIMIT 1")
        assert isinstance(loose, Solutions)
        if loose.rows:
            raise WriteRefused(
                f"a triple of {_shown(loose.rows[0][0])} would stand in no named graph; write it to one (GRAPH <…>)"
            )
        found = validate(store, self._shapes_of(store), {})
        violations = [finding for finding in found if finding.severity == VIOLATION]
        if violations:
            placed = [replace(finding, file=_place(store, finding)) for finding in violations[:SHOWN]]
            raise WriteRefused(
                f"{len(violations)} violation(s) of the shapes, nothing of the write is kept; the first: {placed[0]}",
                findings=[asdict(finding) for finding in placed],
            )

    def _shapes_of(self, store: OxigraphStore) -> Shapes:
        """Return the shapes, read again where the vocabulary that some follow from has changed."""
        triples = frozenset(store.answer(_VOCABULARY, PREFIXES))  # type: ignore[arg-type]
        if self._shapes is None or self._shapes[0] != triples:
            vocabulary = Graph()
            for triple in triples:
                vocabulary.add(triple)
            self._shapes = (triples, read_shapes(self.layout, vocabulary))
        return self._shapes[1]


def change_graphs(copy: Copy, change: Change) -> bool:
    """Apply a change; returns whether it made its graph. Raises WriteRefused (404) for a graph to delete."""
    if change.kind == "update":
        copy.update(change.text, change.base)
        return False
    existed = change.graph is None or copy.has(change.graph)
    if change.kind == "delete" and not existed:
        raise WriteRefused(f"there is no graph <{change.graph}>", 404, title="Not found")
    if change.kind in {"put", "delete"} and existed:
        copy.clear(change.graph)
    if change.graph is not None:
        if change.kind == "delete":
            copy.drop(change.graph)
        else:
            copy.create(change.graph)
    for form, text in change.documents:
        copy.add(change.graph, form, text, change.base)
    return not existed


def _computed(copy: Copy) -> dict[str, list[bytes]]:
    return {graph: copy.lines(graph) if copy.has(graph) else [] for graph in COMPUTED}


def _document(lines: list[bytes], counts: dict[str, int]) -> bytes:
    """Return sorted N-Quads; graphs that exist and are empty are told in comments, so that the digest knows them."""
    empty = [f"# <{graph}> is empty".encode() for graph, count in counts.items() if not count]
    return b"".join(line + b"\n" for line in [*empty, *lines])


def _quads(nquads: bytes) -> Iterable[bytes]:
    return (line for line in nquads.splitlines() if not line.startswith(b"#"))


def _place(store: OxigraphStore, finding: Finding) -> str:
    """Return the graph that a finding's subject stands in: a writable instance has no files."""
    try:
        iri = expand(finding.subject)
    except ValueError:
        return ""
    computed = ", ".join(f"<{graph}>" for graph in COMPUTED)
    found = store.answer(f"SELECT ?g {{ GRAPH ?g {{ <{iri}> ?p ?o }} }} ORDER BY (?g IN ({computed})) ?g LIMIT 1")
    return str(found.rows[0][0]) if isinstance(found, Solutions) and found.rows else ""


def _shown(term: object) -> str:
    return f"<{term}>"


def to_disk(directory: Path) -> None:
    """Have the system write a directory and all in it to the disk before anything says that it is there."""
    for path in [*directory.rglob("*"), directory]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
