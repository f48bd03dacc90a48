"""Every IRI of the public base opens: the path of a request is the IRI without its base.

A thing is not a document: its own address answers 303 with the address of a page or of data about it (Cool URIs for
the Semantic Web, 4.2), which is the same path with a suffix. A document, a named graph and the ontology answer 200.
Addresses in answers are paths on this server or IRIs of the public base; nothing is taken from Host.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from rdflib import OWL, RDF, URIRef
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tct.errors import QueryRefused, UnknownName
from tct.namespaces import BASE, DCAT, GRAPH, ONTOLOGY, PREFIXES, TCT, compact
from tct.store import Solutions
from tct.web import asdata, entities, ontology
from tct.web.asdata import SUFFIXES
from tct.web.cache import encode, tag
from tct.web.negotiate import best, coding, shorten
from tct.web.page import lang_of
from tct.web.site import Site
from tct.web.state import State

OFFERED: Final = {
    "text/turtle": "ttl",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/ld+json": "jsonld",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "text/csv": "csv",
    "application/json": "jsonld",
    "text/plain": "nt",
}
"""What an IRI is offered in; the first where a client has no wish (a browser always has one)."""

DOCUMENTS: Final = {str(TCT.Document), str(TCT.DocumentVersion), str(DCAT.Dataset), str(OWL.Ontology)}
"""Classes whose nodes are documents: they are sent themselves, with 200."""

PAGE_OF_ONTOLOGY: Final = "/ontology"
"""Where people read the ontology, term by term: its classes and properties are fragments of it."""

DATASET: Final = "dataset"
"""The address of what describes the whole dataset: its own IRI is the base, where the home page is."""

LONGEST: Final = 500
"""Characters of a path that are looked up; a longer one is no IRI of ours."""

_UNFIT: Final = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f]')
_SAFE: Final = "/:@!$&'()*+,;=~-._"


@dataclass(frozen=True)
class Resource:
    """Something that opens: its IRI, its address on this server, whether it is a document, a named graph."""

    iri: URIRef
    path: str
    document: bool
    graph: bool = False


def dereference(request: Request, name: str | None = None) -> Response:
    """Answer for the IRI that an address stands for; ``name`` wins over the path of the route.

    Raises UnknownName (404) and QueryRefused (406, 410) for clients that read no page.
    """
    site: Site = request.app.state.site
    name = request.path_params["path"] if name is None else name
    accept = request.headers.get("accept")
    iri, suffix = name, ""
    found = _resource(request, name)
    if found is None and (match := re.fullmatch(r"(.+)\.([a-z]{2,6})", name)):
        iri, suffix = match[1], match[2]
        if suffix in SUFFIXES:
            found = _resource(request, iri)
    gone = site.withdrawn.get(BASE + name) or (site.withdrawn.get(BASE + iri) if suffix in SUFFIXES else None)
    if gone:
        return entities.gone(request, gone)
    if found is None:
        return _missing(request, name, iri if suffix and _resource(request, iri) else "")
    chosen = suffix or _negotiated(accept)
    if chosen == "html" and found.iri == ONTOLOGY:
        return _see_other(request, found, PAGE_OF_ONTOLOGY, "html")
    if suffix or found.document:
        return _represent(request, found, chosen, negotiated=not suffix)
    return _see_other(request, found, f"{found.path}.{chosen}", chosen)


def _see_other(request: Request, found: Resource, location: str, suffix: str) -> Response:
    """Send to what is about a thing; a fragment of the address goes along (RFC 9110, 10.2.2)."""
    query = {"lang": lang_of(request)} if suffix == "html" and request.query_params.get("lang") else {}
    location += f"?{urlencode(query)}" if query else ""
    return RedirectResponse(location, 303, {"Vary": "Accept, Accept-Language", "Link": _link_header(found)})


def is_rdf(accept: str | None) -> bool:
    """Whether a client of an address that is a page too asks for data by name: no browser, no ``*/*`` alone."""
    return bool(accept) and best(accept or "", ("text/html", *OFFERED)) not in {
        None,
        "text/html",
        "application/xhtml+xml",
    }


def _negotiated(accept: str | None) -> str:
    if not accept or not accept.strip():
        return "ttl"
    media = best(accept[:4096], tuple(OFFERED))
    if media is None:
        raise QueryRefused(
            f"{shorten(accept)} is not offered here; there is {', '.join(dict.fromkeys(SUFFIXES.values()))}",
            406,
            title="Not acceptable",
            headers={"Vary": "Accept"},
        )
    return OFFERED[media]


def _resource(request: Request, name: str) -> Resource | None:
    """Return what is at a path, None where nothing is; a path that is no IRI is not asked for."""
    if len(name) > LONGEST or name.startswith("/") or _UNFIT.search(name) or ".." in name.split("/"):
        return None
    state: State = request.app.state.tct
    iri = URIRef(BASE + name) if name != DATASET else URIRef(BASE)
    path = "/" + quote(name or DATASET, safe=_SAFE)
    if str(iri) in state.manifest.graphs:
        return Resource(iri, path, document=True, graph=True)
    answer = state.store.answer(f"SELECT ?p ?kind {{ {iri.n3()} ?p ?kind FILTER (?p = <{RDF.type}>) }}")
    assert isinstance(answer, Solutions)
    kinds = {str(row[1]) for row in answer.rows}
    if not kinds and state.store.answer(f"ASK {{ {iri.n3()} ?p ?o }}") is not True:
        return _version(iri, state)
    return Resource(iri, path, document=bool(kinds & DOCUMENTS))


def _version(iri: URIRef, state: State) -> Resource | None:
    """Return what an IRI is the version of: this release holds one version, whose IRI leads to it."""
    answer = state.store.answer(f"SELECT ?of {{ ?of <{OWL.versionIRI}> {iri.n3()} }} LIMIT 1")
    assert isinstance(answer, Solutions)
    of = next((row[0] for row in answer.rows if isinstance(row[0], URIRef) and row[0].startswith(BASE)), None)
    return Resource(of, "/" + quote(of.removeprefix(BASE), safe=_SAFE), document=False) if of else None


def _represent(request: Request, found: Resource, suffix: str, *, negotiated: bool = False) -> Response:
    """Give one representation, from memory where it was made before."""
    state: State = request.app.state.tct
    site: Site = request.app.state.site
    lang = lang_of(request) if suffix in {"html", "csv"} else ""
    how = coding(request.headers.get("accept-encoding"))
    etag = tag(state.manifest.digest, site.stamp, *sorted(site.texts), str(found.iri), suffix, lang, how)
    vary = ["Accept"] * negotiated + ["Accept-Language"] * bool(lang) + ["Accept-Encoding"]
    headers = {"ETag": etag, "Vary": ", ".join(vary), "Cache-Control": "public, no-cache", "Link": _link_header(found)}
    headers |= {"Content-Language": lang} if lang else {}
    headers |= {"Content-Location": f"{found.path}.{suffix}"} if negotiated else {}
    given = request.headers.get("if-none-match", "")
    if given.strip() == "*" or etag in given:
        return Response(None, 304, headers)
    kept = state.cache.get(etag)
    if kept is None:
        kept = encode(_made(request, found, suffix, lang), how)
        state.cache.keep(etag, kept)
    if kept.coding != "identity":
        headers["Content-Encoding"] = kept.coding
    charset = "; charset=utf-8" if suffix in {"html", "ttl", "csv"} else ""
    return Response(kept.body, headers={**headers, "Content-Type": SUFFIXES[suffix] + charset})


def _made(request: Request, found: Resource, suffix: str, lang: str) -> bytes:
    state: State = request.app.state.tct
    site: Site = request.app.state.site
    whole = found.graph or found.iri == ONTOLOGY
    if suffix == "html":
        if own := ontology.html_of(request, str(found.iri), found.path):
            return bytes(own.body)
        if found.graph:
            return entities.graph_page(request, found.iri, found.path, lang)
        return entities.entity_page(request, found.iri, found.path, lang)
    if suffix == "csv" and not whole:
        return asdata.table(entities.model(request, found.iri, lang))
    graph = asdata.about(found.iri, state.store)
    if whole:
        graph += asdata.whole_graph(found.iri if found.graph else GRAPH.ontology, state.store)
    if suffix == "csv":
        return asdata.table_of(graph)
    return asdata.write(graph, found.iri, suffix, site.context, frame=not whole)


def _link_header(found: Resource) -> str:
    """Return the alternates of a resource and the IRI that they describe (RFC 8288; RFC 6892 for ``describes``)."""
    alternates = [f'<{found.path}.{suffix}>; rel="alternate"; type="{media}"' for suffix, media in SUFFIXES.items()]
    return ", ".join([*alternates, f'<{quote(str(found.iri), safe=_SAFE + "#%")}>; rel="describes"'])


def _missing(request: Request, name: str, other: str) -> Response:
    """Say that nothing is at an address, and what is called like it; ``other`` is the path without a bad suffix."""
    nearest = [BASE + other] if other else _nearest(request, name)
    detail = f"there is {' '.join('.' + suffix for suffix in SUFFIXES)}" if other else ""
    if "text/html" not in request.headers.get("accept", ""):
        raise UnknownName("page or node", shorten(name), [*([detail] if detail else []), *map(compact, nearest)])
    return entities.missing(request, shorten(name), nearest, detail)


def _nearest(request: Request, name: str) -> list[str]:
    """Return up to five IRIs like a path: of the same kind first; only so many are looked at."""
    state: State = request.app.state.tct
    kind, _, local = name[:LONGEST].partition("/")
    if not re.fullmatch(r"[a-z-]{1,40}", kind):
        return []
    prefix = f"{BASE}{kind}/" if local and f"{kind}" in PREFIXES else f"{BASE}"
    answer = state.store.answer(
        f"""SELECT DISTINCT ?s {{
          ?s a ?kind FILTER (STRSTARTS(STR(?s), '{prefix}') && !CONTAINS(STR(?s), '#'))
        }} LIMIT 5000"""
    )
    assert isinstance(answer, Solutions)
    paths = [str(row[0]).removeprefix(BASE) for row in answer.rows]
    near = difflib.get_close_matches(name[:100], paths, n=5, cutoff=0.5)
    inside = sorted(path for path in paths if len(local or kind) > 1 and (local or kind) in path and path not in near)
    return [BASE + path for path in [*near, *inside][:5]]


def home_as_data(request: Request) -> Response | None:
    """Return the dataset as data where a client asks for it at the root; None where a page is wanted."""
    return dereference(request, "") if is_rdf(request.headers.get("accept")) else None


def context(request: Request) -> Response:
    """Give the JSON-LD context of the model."""
    site: Site = request.app.state.site
    path = site.layout.root / "ontology" / "context.jsonld"
    headers = {"Cache-Control": "public, no-cache", "Content-Type": "application/ld+json"}
    return Response(path.read_bytes(), headers=headers)


ROUTES = [
    ("/corrections", entities.corrections),
    ("/context.jsonld", context),
    ("/{path:path}", dereference),
]
"""The last one takes every path that no other module has: it comes after all others."""
