"""Pages of nodes, documents and named graphs; of what was withdrawn, and of what is not there."""

from __future__ import annotations

from typing import Any

from rdflib import URIRef
from starlette.requests import Request
from starlette.responses import Response

from tct.errors import QueryRefused
from tct.namespaces import TCT, compact
from tct.web import measures
from tct.web.asdata import SUFFIXES, schema_org
from tct.web.documents import sentences
from tct.web.node import Node, read_node
from tct.web.page import href, lang_of, page
from tct.web.reader import Claim, Reader
from tct.web.site import Site, Withdrawn
from tct.web.state import State
from tct.words import WORDS


def model(request: Request, iri: URIRef, lang: str) -> Node:
    """Return the page model of a node."""
    state: State = request.app.state.tct
    site: Site = request.app.state.site
    return read_node(iri, state.store, lang, site.sections, state.catalogue.heads)


def entity_page(request: Request, iri: URIRef, path: str, lang: str) -> bytes:
    """Return the page of a node; an edition of a document is shown sentence by sentence."""
    state: State = request.app.state.tct
    site: Site = request.app.state.site
    node = model(request, iri, lang)
    extra: dict[str, Any] = {"edition": False}
    template = "entity.html"
    if str(TCT.DocumentVersion) in node.classes:
        template = "document.html"
        found = sentences(iri, Reader(state.store, lang), site.quotation)
        extra = {"edition": True, "sentences": found, "quoted": str(iri) in site.texts}
    return bytes(
        page(
            request,
            template,
            lang=lang,
            address=f"{path}.html",
            alternates=[(media, f"{path}.{suffix}") for suffix, media in SUFFIXES.items() if suffix != "html"],
            node=node,
            path=path,
            suffixes=SUFFIXES,
            quotations=_quotations(node.claims, state, site),
            schema_org=schema_org(node, state.store, lambda name: href(name, lang)),
            **extra,
        ).body
    )


def _quotations(claims: list[Claim], state: State, site: Site) -> dict[str, list[str]]:
    """Return the sentences behind each claim, where the server was given the texts: never from the graph."""
    if not site.texts:
        return {}
    reader = Reader(state.store, "en")
    passages = {link.iri for claim in claims for link in claim.passages if "#" in link.iri}
    values = " ".join(URIRef(iri).n3() for iri in sorted(passages))
    rows = reader.rows(f"""SELECT ?passage ?start ?end {{
      VALUES ?passage {{ {values} }} ?passage oa:hasSelector ?selector . ?selector oa:start ?start ; oa:end ?end
    }}""")
    texts = {
        str(passage): site.quotation(str(passage).partition("#")[0], int(str(start)), int(str(end)))
        for passage, start, end in rows
    }
    return {claim.iri: [texts[link.iri] for link in claim.passages if texts.get(link.iri)] for claim in claims}


def graph_page(request: Request, iri: URIRef, path: str, lang: str) -> bytes:
    """Return the page of a named graph: what it is, and the formats that it is given in."""
    state: State = request.app.state.tct
    name = compact(str(iri))
    return bytes(
        page(
            request,
            "named-graph.html",
            lang=lang,
            address=f"{path}.html",
            alternates=[(media, f"{path}.{suffix}") for suffix, media in SUFFIXES.items() if suffix != "html"],
            title=WORDS[lang]["named_graph"].format(name=name),
            count=measures.number(str(state.manifest.graphs[str(iri)]), lang),
            id=name,
            iri=str(iri),
            path=path,
            suffixes=SUFFIXES,
        ).body
    )


def gone(request: Request, entry: Withdrawn) -> Response:
    """Answer 410 for a withdrawn node, with the reason and the date; raises QueryRefused for other clients."""
    if "text/html" not in request.headers.get("accept", ""):
        raise QueryRefused(f"withdrawn on {entry.date}: {entry.reason['en']}", 410, title="Gone")
    lang = lang_of(request)
    return page(request, "gone.html", status=410, lang=lang, entry=entry, day=measures.day(str(entry.date), lang))


def missing(request: Request, name: str, nearest: list[str], detail: str) -> Response:
    """Answer 404 with links to what is called like it."""
    state: State = request.app.state.tct
    lang = lang_of(request)
    reader = Reader(state.store, lang)
    nodes = [URIRef(iri) for iri in nearest]
    reader.learn(nodes)
    near = [(str(node), reader.text(node)) for node in nodes]
    return page(request, "missing.html", status=404, lang=lang, name=name, nearest=near, detail=detail)


def corrections(request: Request) -> Response:
    """Show what was withdrawn, newest first, and how to report an error."""
    site: Site = request.app.state.site
    lang = lang_of(request)
    entries = sorted(site.withdrawn.values(), key=lambda entry: (entry.date, entry.node), reverse=True)
    return page(
        request,
        "corrections.html",
        lang=lang,
        entries=[(measures.day(str(entry.date), lang), entry) for entry in entries],
    )
