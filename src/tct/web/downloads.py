"""The files of the release over HTTP: a page that lists them with their checksums, and each file, in parts if asked."""

from __future__ import annotations

import base64
import difflib
import json
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from tct.build import Build
from tct.citation import PROJECT
from tct.downloads import CRATE, FORMS, SUMS, Download, path_of, prepare_apart, sums
from tct.errors import QueryRefused, UnknownName
from tct.namespaces import GRAPH
from tct.web.cache import matches
from tct.web.either import offered
from tct.web.kept import Kept
from tct.web.negotiate import shorten
from tct.web.page import lang_of, page
from tct.web.state import State

Files = dict[str, Download]


def _made(state: State) -> tuple[Build, Files]:
    build = state.build
    return build, {file.name: file for file in prepare_apart(build)}


RELEASE: Final = Kept(_made)
"""The release that is served, and its files by name; made when the first client asks."""


def listed(state: State) -> list[Download]:
    """Return the files of the release that is served, none where this server cannot make them."""
    try:
        return list(RELEASE.of(state)[1].values())
    except QueryRefused:
        return []


def downloads(request: Request) -> Response:
    """List the files, as a page or as JSON. Raises QueryRefused: 406, or 503 where they cannot be made."""
    state: State = request.app.state.tct
    form, lang = offered(request), lang_of(request)
    _, files = RELEASE.of(state)
    if form == "json":
        headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "public, no-cache"}
        return Response(json.dumps(_as_json(state, files), indent=1).encode(), 200, headers, "application/json")
    whole = [(FORMS[key], *_pair(files, key, "")) for key in FORMS]
    graphs = [
        (graph, graph.removeprefix(GRAPH), count, [(FORMS[key], *_pair(files, key, graph)) for key in FORMS])
        for graph, count in state.manifest.graphs.items()
        if any(file.graph == graph for file in files.values())
    ]
    return page(
        request,
        "downloads.html",
        lang=lang,
        styles=["citing.css"],
        alternates=[("application/json", "/downloads?format=json")],
        whole=whole,
        graphs=graphs,
        crate=next(file for file in files.values() if file.form == CRATE),
        sums=SUMS,
        size=size,
        example=whole[0][2].name,
        base=state.address,
    )


def _pair(files: Files, form: str, graph: str) -> tuple[Download, Download]:
    """Return a serialisation as it is, and gzipped."""
    plain, packed = (file for file in files.values() if (file.form, file.graph) == (form, graph))
    return plain, packed


def _as_json(state: State, files: Files) -> dict[str, object]:
    return {
        "version": state.manifest.version,
        "date": state.manifest.date,
        "sha256": state.manifest.digest,
        "license": state.manifest.licence,
        "files": [{"address": f"{state.address}/downloads/{name}", **vars(file)} for name, file in files.items()],
    }


def size(count: int) -> str:
    """Return a number of bytes for people, in powers of ten.

    >>> size(400), size(77_651), size(2_071_553)
    ('400 B', '78 kB', '2.1 MB')
    """
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.0f} kB" if count < 999_500 else f"{count / 1_000_000:.1f} MB"


def download(request: Request) -> Response:
    """Give a file, or the range of it that is asked for; a name without the version leads to that of this release.

    Raises UnknownName (404) with the names that are like it.
    """
    state: State = request.app.state.tct
    name, (build, files) = request.path_params["name"], RELEASE.of(state)
    if name == SUMS:
        headers = {"Cache-Control": "public, no-cache"}
        return Response(sums(list(files.values())), 200, headers, "text/plain; charset=utf-8")
    if name not in files:
        stem = f"{PROJECT}-{state.manifest.version}"
        current = name.replace(PROJECT, stem, 1) if name.startswith(PROJECT) else ""
        if current in files:
            return RedirectResponse(f"/downloads/{current}", 307, {"Cache-Control": "public, no-cache"})
        raise UnknownName("download", shorten(name, 100), difflib.get_close_matches(name[:200], [*files, SUMS], n=3))
    return _file(request, build, files[name])


def _file(request: Request, build: Build, file: Download) -> Response:
    etag = f'"{file.sha256}"'
    headers = {
        "ETag": etag,
        "Cache-Control": "public, no-cache",
        "Repr-Digest": f"sha-256=:{base64.b64encode(bytes.fromhex(file.sha256)).decode()}:",  # RFC 9530, 3
    }
    if matches(request.headers.get("if-none-match"), etag):
        return Response(None, 304, headers)
    media = f"{file.media}; charset=utf-8" if file.media.startswith("text/") else file.media
    return FileResponse(path_of(build, file), 200, headers, media, filename=file.name)


ROUTES: Final = [("/downloads", downloads), ("/downloads/{name}", download)]
