"""SPARQL 1.1 Protocol, reading only: GET, POST with a form, POST with the query itself."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from tct.errors import QueryRefused
from tct.guard import MAX_LENGTH, guard
from tct.namespaces import PREFIXES
from tct.web.negotiate import choose
from tct.web.state import State

MAX_BODY: Final = 4 * MAX_LENGTH
_ALIASES: Final = ("format", "output", "results")


async def sparql(request: Request) -> Response:
    """Answer a query in the format that the client asks for."""
    state: State = request.app.state.tct
    fields = await _fields(request)
    queries = [value for name, value in fields if name == "query"]
    if any(name == "update" for name, _ in fields):
        raise QueryRefused("this endpoint only reads; there is no update")
    if len(queries) != 1:
        raise QueryRefused(f"give exactly one query; there are {len(queries)}")
    served = state.build.manifest.graphs
    if any(name in {"default-graph-uri", "named-graph-uri"} for name, _ in fields):
        raise QueryRefused("default-graph-uri and named-graph-uri are not served; write FROM in the query")
    guarded = guard(queries[0], served)
    alias = next((value for name, value in fields if name in _ALIASES), None)
    media, form = choose(request.headers.get("accept"), alias, guarded.form)
    body = await state.pool.run(guarded.text, form, PREFIXES if guarded.gives_graph else {})
    charset = "; charset=utf-8" if media.startswith("text/") else ""
    return Response(body, headers={"Content-Type": media + charset, "Vary": "Accept"})


async def _fields(request: Request) -> list[tuple[str, str]]:
    """Return the parameters of the request, decoded once. Raises QueryRefused: 413, 415 or 400."""
    try:
        fields = parse_qsl(request.url.query, keep_blank_values=True, errors="strict", max_num_fields=100)
        if request.method != "POST":
            return fields
        if "content-encoding" in request.headers:
            raise QueryRefused("a compressed body is not read; send it plain", 415)
        body = (await _body(request)).decode("utf-8")
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/x-www-form-urlencoded":
            return fields + parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=100)
        if kind == "application/sparql-query":
            return [*fields, ("query", body)]
    except (UnicodeDecodeError, ValueError) as error:
        raise QueryRefused("the request is not UTF-8, or has too many parameters") from error
    if kind == "application/sparql-update":
        raise QueryRefused("this endpoint only reads; there is no update")
    raise QueryRefused(f"the body is {kind or 'of no stated type'}; send application/sparql-query or a form", 415)


async def _body(request: Request) -> bytes:
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > MAX_BODY:
            raise QueryRefused(f"the body is larger than {MAX_BODY} bytes", 413)
        pieces.append(piece)
    return b"".join(pieces)


def problem(error: Any, status: int, title: str) -> dict[str, object]:
    """Return an error as problem+json (RFC 9457)."""
    extra = {name: getattr(error, name) for name in ("line", "column") if hasattr(error, name)}
    return {"type": "about:blank", "title": title, "status": status, "detail": str(error), **extra}
