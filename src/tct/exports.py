"""The dataset, or one of its graphs, in every RDF serialisation: sorted, without blank nodes, the same on any day."""

from __future__ import annotations

import difflib
import json
from functools import cached_property
from typing import Any, Final

from rdflib import Dataset, URIRef

from tct.build import Build, Manifest
from tct.context import jsonld_context
from tct.errors import UnknownName, UsageError
from tct.namespaces import BASE, GRAPH, PREFIXES, compact, version_prefixes
from tct.store import GRAPH_FORMATS, serialize_quads

FORMATS: Final = (*GRAPH_FORMATS, "jsonld", "context")


def export(build: Build, form: str, graph: str | None = None) -> bytes:
    """Return the dataset (or the graph with this IRI or CURIE) as bytes.

    ``form`` is one of `FORMATS`; triples formats leave the graph names out, and ``context`` is the JSON-LD
    context alone. The release, its digest and the
    disclaimer stand in a comment, or in the document itself where the format has no comments. Raises
    UsageError for another format and UnknownName for a graph that is not served.
    """
    return Exporter(build).write(form, graph)


class Exporter:
    """A build, read once, to be written in many formats."""

    def __init__(self, build: Build) -> None:
        """Write a finished build."""
        self.build, self.manifest = build, build.manifest
        self._nodes: dict[str, Any] = {}

    @cached_property
    def dataset(self) -> Dataset:
        """The dataset in memory."""
        return self.build.dataset()

    def write(self, form: str, graph: str | None = None) -> bytes:
        """Return what `export` returns."""
        if form not in FORMATS:
            raise UsageError(f"no format is called {form!r}; choose one of {', '.join(FORMATS)}")
        if form == "context":
            return context_document(self.dataset)
        chosen = graph_iri(graph, self.dataset) if graph else None
        if form == "jsonld":
            return self._jsonld(chosen)
        quads = [quad for quad in self._quads if chosen in (None, str(quad[3]))]
        body = serialize_quads(_in_order(quads, form), form, self._prefixes)
        return _with_header(body, form, header_lines(self.manifest, chosen))

    @cached_property
    def _quads(self) -> list[Any]:
        return sorted((s, p, o, URIRef(str(g.identifier))) for g in self.dataset.graphs() if len(g) for s, p, o in g)

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        """The prefixes that some IRI of the dataset uses, those of document versions included."""
        start = f"{BASE}document/"
        iris = {str(term) for quad in self._quads for term in quad if isinstance(term, URIRef)}
        subjects = {str(quad[0]) for quad in self._quads}
        fragments = {iri.partition("#")[0] for iri in subjects if iri.startswith(start) and "#" in iri}
        prefixes = {**PREFIXES, **version_prefixes([iri.removeprefix(start) for iri in fragments])}
        used = {compact(iri).partition(":")[0] for iri in iris}
        return {name: iri for name, iri in sorted(prefixes.items()) if name in used}

    @cached_property
    def _context(self) -> dict[str, object]:
        return jsonld_context(self.dataset.graph(GRAPH.ontology))

    def _jsonld(self, chosen: str | None) -> bytes:
        """Return compacted JSON-LD in the model's context: one node object a subject and graph, all sorted."""
        graphs = sorted({str(quad[3]) for quad in self._quads}) if chosen is None else [chosen]
        named = [{"id": iri, "@graph": self._nodes_of(iri)} for iri in graphs]
        about: dict[str, Any] = {"id": BASE, "dcat:version": self.manifest.version, "tct:sha256": self.manifest.digest}
        about["dcterms:description"] = [
            {"@language": language, "@value": text} for language, text in sorted(self.manifest.disclaimer.items())
        ]
        document = {"@context": self._context, **about, "@graph": named} if len(named) > 1 else None
        document = document or {"@context": self._context, "@graph": [about, *named]}
        return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()

    def _nodes_of(self, iri: str) -> Any:
        if iri not in self._nodes:
            graph = Dataset()
            for s, p, o, g in self._quads:
                if str(g) == iri:
                    graph.add((s, p, o))
            nodes = _sorted(json.loads(graph.serialize(format="json-ld", context=self._context, auto_compact=False)))
            nodes.pop("@context", None)
            self._nodes[iri] = nodes.get("@graph", [nodes])
        return self._nodes[iri]


def _in_order(quads: list[Any], form: str) -> list[Any]:
    """Return quads graph by graph where the format names graphs, else each triple once, by subject."""
    if form == "nq":
        return quads
    if form == "trig":
        return sorted(quads, key=lambda quad: (str(quad[3]), quad[:3]))
    return [(*triple, None) for triple in sorted({quad[:3] for quad in quads})]


def graph_iri(name: str, dataset: Dataset) -> str:
    """Return the IRI of a served graph by IRI, CURIE or slug; raises UnknownName with the nearest."""
    served = {str(g.identifier) for g in dataset.graphs() if len(g) and str(g.identifier).startswith(GRAPH)}
    for candidate in (name, GRAPH + name, GRAPH + name.removeprefix("graph:")):
        if candidate in served:
            return candidate
    slugs = sorted(iri.removeprefix(GRAPH) for iri in served)
    raise UnknownName("graph", name, difflib.get_close_matches(name, slugs, cutoff=0.4) or slugs)


def header_lines(manifest: Manifest, graph: str | None) -> list[str]:
    """Return what every export says of itself."""
    what = f"graph <{graph}> of " if graph else ""
    return [
        f"{what}third-country-transfers, release {manifest.version} of {manifest.date}",
        f"sha256 of the canonical dataset: {manifest.digest}",
        *(text for _, text in sorted(manifest.disclaimer.items())),
        "Data and ontology: CC BY 4.0, third-country-transfers contributors",
    ]


def _with_header(body: bytes, form: str, lines: list[str]) -> bytes:
    if form == "xml":
        comment = "<!--\n" + "\n".join(line.replace("--", "- -") for line in lines) + "\n-->\n"
        declaration, _, rest = body.partition(b"?>")
        return declaration + b"?>\n" + comment.encode() + rest.lstrip(b"\n")
    return "".join(f"# {line}\n" for line in lines).encode() + body


def context_document(dataset: Dataset) -> bytes:
    """Return the JSON-LD context of the model as a document of its own (``ontology/context.jsonld``)."""
    context = {"@context": jsonld_context(dataset.graph(GRAPH.ontology))}
    return (json.dumps(context, indent=2, ensure_ascii=False) + "\n").encode()


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        items = [_sorted(item) for item in value]
        return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
    return value
