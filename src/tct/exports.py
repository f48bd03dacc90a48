"""The dataset, or one of its graphs, in every RDF serialisation: sorted, without blank nodes, the same on any day."""

from __future__ import annotations

import difflib
import json
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
    if form not in FORMATS:
        raise UsageError(f"no format is called {form!r}; choose one of {', '.join(FORMATS)}")
    dataset = build.dataset()
    if form == "context":
        return context_document(dataset)
    chosen = graph_iri(graph, dataset) if graph else None
    quads = sorted(
        (s, p, o, URIRef(str(g.identifier)))
        for g in dataset.graphs()
        if len(g) and chosen in (None, str(g.identifier))
        for s, p, o in g
    )
    if form == "jsonld":
        return _jsonld(dataset, quads, build.manifest)
    body = serialize_quads(_in_order(quads, form), form, _prefixes(dataset))
    return _with_header(body, form, header_lines(build.manifest, chosen))


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


def _prefixes(dataset: Dataset) -> dict[str, str]:
    """Return the prefixes that some IRI of the dataset uses, those of document versions included."""
    prefixes = _candidates(dataset)
    used: set[str] = set()
    for terms in dataset.quads():
        used.update(compact(str(term)).partition(":")[0] for term in terms if isinstance(term, URIRef))
    return {name: iri for name, iri in sorted(prefixes.items()) if name in used}


def _candidates(dataset: Dataset) -> dict[str, str]:
    start = f"{BASE}document/"
    fragments = {str(s).partition("#")[0] for s in dataset.subjects() if str(s).startswith(start) and "#" in str(s)}
    return {**PREFIXES, **version_prefixes([iri.removeprefix(start) for iri in fragments])}


def context_document(dataset: Dataset) -> bytes:
    """Return the JSON-LD context of the model as a document of its own (``ontology/context.jsonld``)."""
    context = {"@context": jsonld_context(dataset.graph(GRAPH.ontology))}
    return (json.dumps(context, indent=2, ensure_ascii=False) + "\n").encode()


def _jsonld(dataset: Dataset, quads: list[Any], manifest: Manifest) -> bytes:
    """Return compacted JSON-LD in the model's context: one node object a subject and graph, all sorted."""
    ontology = dataset.graph(GRAPH.ontology)
    context = jsonld_context(ontology)
    graphs: dict[str, Dataset] = {}
    for s, p, o, g in quads:
        graphs.setdefault(str(g), Dataset()).add((s, p, o))
    named = []
    for iri, graph in sorted(graphs.items()):
        text = graph.serialize(format="json-ld", context=context, auto_compact=False)
        nodes = _sorted(json.loads(text))
        nodes.pop("@context", None)
        named.append({"id": iri, "@graph": nodes.get("@graph", [nodes])})
    about = {"id": BASE, "dcat:version": manifest.version, "tct:sha256": manifest.digest}
    about["dcterms:description"] = [  # type: ignore[assignment]
        {"@language": language, "@value": text} for language, text in sorted(manifest.disclaimer.items())
    ]
    document = {"@context": context, **about, "@graph": named} if len(named) > 1 else None
    document = document or {"@context": context, "@graph": [about, *named]}
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        items = [_sorted(item) for item in value]
        return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
    return value
