"""The map, the timeline, the graph and the chart of counts: each a page with the same content as a table, and as JSON.

A page works without its script and without the npm packages: the tables stay. The scripts read ``/<picture>.json``.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from tct.namespaces import compact
from tct.web.bars import Axis, axes
from tct.web.cache import encode, tag
from tct.web.drawn import Layer, Picture, Row, Shown, draw, read_layers, read_positions
from tct.web.either import offered
from tct.web.kept import Kept
from tct.web.negotiate import coding
from tct.web.page import href, lang_of, page
from tct.web.reader import Link
from tct.web.site import Site
from tct.web.state import State
from tct.words import WORDS

SCRIPTS: Final[Mapping[str, Sequence[str]]] = {
    "map": ("vendor/map.js",),
    "timeline": ("vendor/timeline.js",),
    "graph": ("vendor/graph.js",),
    "counts": (),
}
"""The pictures, and the scripts that draw them; one without a script is drawn by its template."""

TEMPLATES: Final = {"map": "map.html", "timeline": "timeline.html", "graph": "network.html", "counts": "counts.html"}

_STATIC: Final = Path(__file__).parent / "static"


@dataclass
class _Drawn:
    """The pictures of one release by name and language, each made when it is first asked for."""

    pictures: dict[tuple[str, str], Picture] = field(default_factory=dict)


_DRAWN: Final = Kept(lambda _: _Drawn())


def picture_of(request: Request, name: str, lang: str) -> Picture:
    """Return a picture of the release that is served, in a language."""
    state: State = request.app.state.tct
    kept = _DRAWN.of(state).pictures
    if (name, lang) not in kept:
        directory = _directory(request)
        layers = read_layers(directory).get(name, [])
        positions = read_positions(directory / "positions.toml")
        kept[name, lang] = draw(name, layers, state.store, lang, state.catalogue.heads, positions)
    return kept[name, lang]


def _directory(request: Request) -> Path:
    site: Site = request.app.state.site
    return site.layout.root / "queries" / "pictures"


def built(scripts: Sequence[str]) -> bool:
    """Whether the scripts were built by the set-up."""
    return all((_STATIC / script).is_file() for script in scripts)


async def _shown(request: Request, name: str) -> Response:
    """Show a picture, or the same as JSON. Raises QueryRefused (406) for another format, UsageError for a language."""
    form, lang = offered(request), lang_of(request)
    if form == "json":
        return await _json(request, name, lang)
    picture = await asyncio.to_thread(picture_of, request, name, lang)
    scripts = SCRIPTS[name]
    has_script = bool(scripts) and built(scripts)
    styles = [script.replace(".js", ".css") for script in scripts] if has_script else []
    data = f"/{name}.json?" + urlencode({"lang": lang})
    return page(
        request,
        TEMPLATES[name],
        lang=lang,
        scripts=scripts if has_script else (),
        styles=["pictures.css", *(style for style in styles if (_STATIC / style).is_file())],
        alternates=[("application/json", data)],
        picture=picture,
        axes=_axes(picture, lang),
        data=data,
        drawn=has_script,
        lacking=bool(scripts) and not has_script,
        query=_query_url,
        lost=[link for link in _places(picture) if "at" not in picture.parts.get(link.iri, {})],
    )


def _axes(picture: Picture, lang: str) -> list[Axis]:
    return axes(picture, lang) if picture.name == "counts" else []


def _places(picture: Picture) -> list[Link]:
    """Return the places of a picture, each once, that are no border between two countries."""
    links = dict.fromkeys(
        link for shown in picture.layers for row in shown.rows for c in row.cells.values() for link in c
    )
    parts = picture.parts
    return [link for link in links if "placeType" in parts.get(link.iri, {}) and len(parts[link.iri]["inCountry"]) < 2]


def _query_url(layer: Layer, lang: str) -> str:
    """Return the address of the query editor with the query of a layer."""
    return "/sparql?" + urlencode({"query": layer.sparql, "lang": lang})


async def _data(request: Request, name: str) -> Response:
    """Give the content of a picture as JSON, in a language. Raises UsageError for a language that there is not."""
    return await _json(request, name, lang_of(request))


async def _json(request: Request, name: str, lang: str) -> Response:
    state: State = request.app.state.tct
    site: Site = request.app.state.site
    how = coding(request.headers.get("accept-encoding"))
    etag = tag(state.manifest.digest, site.stamp, name, lang, how)
    headers = {"ETag": etag, "Vary": "Accept, Accept-Encoding, Accept-Language", "Cache-Control": "public, no-cache"}
    headers["Content-Language"] = lang
    if etag in request.headers.get("if-none-match", ""):
        return Response(None, 304, headers)
    kept = state.described.get(etag)
    if kept is None:
        picture = await asyncio.to_thread(picture_of, request, name, lang)
        text = json.dumps(as_json(picture, state, lang), ensure_ascii=False)
        kept = state.described[etag] = encode(text.encode(), how)
    if kept.coding != "identity":
        headers["Content-Encoding"] = kept.coding
    return Response(kept.body, 200, headers, "application/json")


def as_json(picture: Picture, state: State, lang: str) -> dict[str, Any]:
    """Return the content of a picture: its layers with their rows, what is drawn of each node, words, the release."""
    links = {
        link.iri: link
        for shown in picture.layers
        for row in shown.rows
        for cell in row.cells.values()
        for link in cell
        if link.iri
    }
    return {
        "picture": picture.name,
        "language": lang,
        "release": state.manifest.version,
        "sha256": state.manifest.digest,
        "layers": [_layer(shown) for shown in picture.layers],
        "nodes": {
            iri: {"id": compact(iri), "text": link.text, "url": href(iri, lang), **picture.parts.get(iri, {})}
            for iri, link in links.items()
        },
        "words": {key.removeprefix("draw_"): text for key, text in WORDS[lang].items() if key.startswith("draw_")},
    }


def _layer(shown: Shown) -> dict[str, Any]:
    return {
        "name": shown.layer.name,
        "layer": shown.layer.layer,
        "title": shown.title,
        "query": shown.layer.sparql,
        "rows": [_row(row) for row in shown.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    """Return a row: IRIs (or texts of literals) by variable, and how firmly it is said."""
    return {
        "cells": {name: [link.iri or link.text for link in links] for name, links in row.cells.items()},
        "claims": [claim.iri for claim in row.claims],
        "certainty": list(dict.fromkeys(link.text for claim in row.claims for link in claim.certainty)),
        "marks": list(dict.fromkeys(link.mark for claim in row.claims for link in claim.certainty)),
        "denied": any(claim.denies for claim in row.claims),
    }


def _route(name: str) -> list[tuple[str, Any]]:
    async def shown(request: Request) -> Response:
        return await _shown(request, name)

    async def data(request: Request) -> Response:
        return await _data(request, name)

    return [(f"/{name}", shown), (f"/{name}.json", data)]


ROUTES: Final = [route for name in SCRIPTS for route in _route(name)]
