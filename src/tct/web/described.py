"""What the service says of itself, over HTTP: made once a release and format, then kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from rdflib import Graph
from starlette.requests import Request
from starlette.responses import Response

from tct.catalog import dcat, serialize, service_description, void
from tct.web import fields as protocol
from tct.web.cache import encode, matches, tag
from tct.web.downloads import listed
from tct.web.negotiate import choose, coding
from tct.web.state import State


async def description(request: Request, state: State, fields: protocol.Fields) -> Response:
    """Give the service description (SPARQL 1.1 Service Description, 2)."""

    def made() -> Graph:
        return service_description(
            state.manifest, state.catalogue, state.settings, state.endpoint, writable=state.readiness.writable
        )

    return await _described(request, state, fields, "service", made)


async def well_known_void(request: Request) -> Response:
    """Give the VoID description of the dataset, at the address that RFC 5785 and VoID, 7.2 set aside for it."""
    state: State = request.app.state.tct
    fields = protocol.from_address(request.scope["query_string"])
    return await _described(request, state, fields, "void", lambda: void(state.manifest, state.endpoint))


async def catalog(request: Request) -> Response:
    """Give the DCAT catalogue."""
    state: State = request.app.state.tct
    fields = protocol.from_address(request.scope["query_string"])

    def made() -> Graph:
        return dcat(state.manifest, state.endpoint, listed(state))

    return await _described(request, state, fields, "catalog", made)


async def _described(
    request: Request, state: State, fields: protocol.Fields, kind: str, make: Callable[[], Graph]
) -> Response:
    alias = next((value for name, value in fields if name in {"format", "output", "results"}), None)
    media, form = choose(request.headers.get("accept"), alias, "construct")
    how = coding(request.headers.get("accept-encoding"))
    etag = tag(state.manifest.digest, state.endpoint, kind, media, how)
    headers = {"ETag": etag, "Vary": "Accept, Accept-Encoding", "Cache-Control": "public, no-cache"}
    if matches(request.headers.get("if-none-match"), etag):
        return Response(None, 304, headers)
    kept = state.described.get(etag)
    if kept is None:
        kept = state.described[etag] = await asyncio.to_thread(lambda: encode(serialize(make(), form), how))
    if kept.coding != "identity":
        headers["Content-Encoding"] = kept.coding
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    return Response(kept.body, headers={**headers, "Content-Type": media + charset})
