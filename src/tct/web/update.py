"""SPARQL 1.1 Protocol, update operation (section 2.2): on an instance that was started writable only.

Relative IRIs are resolved against the public address of this endpoint. An update that names no graph writes to, and
matches in, the graph without a name: WITH, USING, GRAPH or the parameters ``using-graph-uri`` and
``using-named-graph-uri`` name others. (A query's default graph is the union of all.)
"""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from tct.web.fields import from_request, values
from tct.web.state import State
from tct.web.writing import authorised, bad, no_token, refuse_method
from tct.write import Change

ALLOWED: Final = "POST, OPTIONS"
MEDIA: Final = "application/sparql-update"


async def update(request: Request) -> Response:
    """Apply an update: 204 when it counts and every new query sees it.

    Raises the errors that `tct.web.writing.authorised`, `tct.web.fields.from_request`, `tct.guard.Guard.update` and
    `tct.write.Writer.write` tell.
    """
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ALLOWED})
    if request.method != "POST":
        raise refuse_method(request, ALLOWED)
    state: State = request.app.state.tct
    writer = authorised(request)
    guard = state.served.guard
    fields = await from_request(request, MEDIA, "update", 4 * guard.max_length)
    no_token(fields)
    updates = values(fields, "update")
    if len(updates) != 1:
        wrong = "; this is the address of updates, not of queries" if values(fields, "query") else ""
        raise bad(f"give exactly one update; there are {len(updates)}{wrong}")
    using, named = values(fields, "using-graph-uri"), values(fields, "using-named-graph-uri")
    text = await asyncio.to_thread(guard.update, updates[0], using, named)
    await writer.write(Change("update", text, base=f"{state.address}/update"))
    return Response(status_code=204)
