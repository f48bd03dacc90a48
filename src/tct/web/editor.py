"""The query editor: the page of ``/sparql`` for a browser, and what it completes names from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from tct.errors import QueryRefused
from tct.namespaces import BASE, PREFIXES, compact
from tct.store import Solutions
from tct.web import fields as protocol
from tct.web.cache import tag
from tct.web.choices import checked
from tct.web.kept import Kept
from tct.web.negotiate import GRAPHS, best
from tct.web.page import lang_of, page
from tct.web.search import INDEX, LONGEST
from tct.web.state import State

TABLE_FILES: Final = ("csv-safe", "csv", "tsv", "json", "xml")
GRAPH_FILES: Final = ("turtle", "nt", "rdf", "jsonld")
MOST: Final = 30
"""Entities that are proposed for what was typed so far."""

VENDOR: Final = Path(__file__).parent / "static" / "vendor"
"""What the build makes of the npm packages; empty where there were none."""

_FIRST: Final = """SELECT ?class (COUNT(DISTINCT ?node) AS ?nodes)
WHERE { ?node a ?class }
GROUP BY ?class
ORDER BY DESC(?nodes) ?class
LIMIT 100
"""


def wanted(request: Request, fields: protocol.Fields) -> bool:
    """Whether a request without a query is a reader's: it likes HTML better than the description of the service."""
    if any(name in {"format", "output", "results"} for name, _ in fields):
        return False
    accept = request.headers.get("accept", "")
    return len(accept) <= 4096 and best(accept, (*GRAPHS, "text/html")) == "text/html"


def edit(request: Request) -> Response:
    """Show the editor, with the query of ``question`` (and its parameters) where one is named.

    Every other parameter is left alone: an address must never make the editor ask another server.
    """
    state: State = request.app.state.tct
    catalogue, given = state.catalogue, dict(request.query_params)
    slug, text = given.get("question", ""), _FIRST
    if slug:
        item = catalogue.get(slug)
        names = {parameter.name for parameter in item.parameters}
        text = item.query(checked(item, {name: value for name, value in given.items() if name in names}, state))
    built = (VENDOR / "editor.js").is_file()
    return page(
        request,
        "editor.html",
        lang=lang_of(request),
        styles=["vendor/editor.css", "asking.css"] if built else ["asking.css"],
        scripts=["vendor/editor.js"] if built else [],
        built=built,
        base=BASE,
        text=text,
        slug=slug,
        groups=catalogue.by_group(),
        titles=catalogue.groups,
        table_files=TABLE_FILES,
        graph_files=GRAPH_FILES,
        alternates=[("text/turtle", "/sparql?format=turtle")],
    )


_TERMS: Final = """SELECT ?node ?kind ?en ?es {
  { ?node a owl:Class BIND ("classes" AS ?kind) }
  UNION { ?node a owl:ObjectProperty BIND ("properties" AS ?kind) }
  UNION { ?node a owl:DatatypeProperty BIND ("properties" AS ?kind) }
  OPTIONAL { ?node rdfs:label ?en FILTER (LANG(?en) = "en") }
  OPTIONAL { ?node rdfs:label ?es FILTER (LANG(?es) = "es") }
} ORDER BY ?node"""
_USED: Final = """SELECT DISTINCT ?node ?kind {
  { [] a ?node BIND ("classes" AS ?kind) } UNION { [] ?node [] BIND ("properties" AS ?kind) }
} ORDER BY ?node"""


def _names(state: State) -> bytes:
    """Return prefixes, classes and properties: those that the ontology defines, and those that the data uses."""
    found: dict[str, dict[str, Any]] = {"classes": {}, "properties": {}}
    for node, kind, en, es in _rows(state, _TERMS):
        found[str(kind)][str(node)] = _name(str(node), {"en": str(en or ""), "es": str(es or "")})
    for node, kind in _rows(state, _USED):
        found[str(kind)].setdefault(str(node), _name(str(node), {"en": "", "es": ""}))
    lists = {kind: [names[iri] for iri in sorted(names)] for kind, names in found.items()}
    return json.dumps({"prefixes": PREFIXES, **lists}, ensure_ascii=False).encode()


def _rows(state: State, query: str) -> Iterable[tuple[Any, ...]]:
    answer = state.store.answer(query, PREFIXES)
    assert isinstance(answer, Solutions)
    return answer.rows


def _name(iri: str, labels: dict[str, str]) -> dict[str, str]:
    return {"iri": iri, "curie": compact(iri), **labels}


NAMES: Final = Kept(_names)


def completion(request: Request) -> Response:
    """Give what the editor completes: prefixes, classes and properties, or the entities that match ``q``.

    Raises QueryRefused (414) for a text that is too long.
    """
    state: State = request.app.state.tct
    text = request.query_params.get("q")
    if text is None:
        body = NAMES.of(state)
    elif len(text) > LONGEST:
        raise QueryRefused(f"{len(text)} characters are too many; {LONGEST} are looked for", 414, title="Too long")
    else:
        body = json.dumps({"entities": _entities(state, text, lang_of(request))}, ensure_ascii=False).encode()
    etag = tag(state.manifest.digest, body.decode())
    headers = {"ETag": etag, "Cache-Control": "public, no-cache", "Vary": "Accept-Language"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(None, 304, headers)
    return Response(body, 200, headers, "application/json")


def _entities(state: State, text: str, lang: str) -> list[dict[str, str]]:
    found = INDEX.of(state).search(text, lang, "", 0, 2 * MOST)
    hits = [hit for hit in found.hits if not hit.entry.iri.startswith("/")]  # pages of questions are no nodes
    return [
        {**_name(hit.entry.iri, {}), "label": "".join(part for part, _ in hit.caption), "kind": hit.entry.kind}
        for hit in hits[:MOST]
    ]


ROUTES: Final = [("/sparql/completion.json", completion)]
