"""SPARQL 1.1 Graph Store HTTP Protocol: graphs are read everywhere, and written on a writable instance only.

A graph is named by ``?graph=IRI`` (decoded once), by ``?default``, or by the address itself below ``/graph-store/``
(made of the public address of the server, never of the Host header). The default graph is what queries see as such,
the union of all graphs, where nothing is written; on a writable instance it is the graph without a name, so that what
is put there comes back.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Final

from starlette.background import BackgroundTask
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from tct.execute import Job
from tct.namespaces import PREFIXES
from tct.web.fields import from_address, media_type, read_body, values
from tct.web.negotiate import choose
from tct.web.state import State
from tct.web.writing import authorised, bad, refuse_method, writer_of
from tct.write import Change

PATH: Final = "/graph-store"
MAX_BODY: Final = 16 * 1024 * 1024
MAX_PARTS: Final = 20
SYNTAXES: Final = {"text/turtle": "ttl", "application/n-triples": "nt"}
READS, WRITES = ("GET", "HEAD"), ("PUT", "POST", "DELETE")

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f]*")


@dataclass(frozen=True)
class Target:
    """The graph that a request names: an IRI, None for the default graph; ``new`` where a POST is to make one."""

    graph: str | None
    new: bool = False


async def graph_store(request: Request) -> Response:
    """Answer a request for a graph, at ``/graph-store`` or below it.

    Raises QueryRefused and WriteRefused: 400, 401, 403, 404, 405, 406, 413, 415, 422 (a shape is violated), 503, 504.
    """
    allowed = ", ".join([*READS, *(WRITES if writer_of(request) else ()), "OPTIONS"])
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": allowed})
    if request.method in READS:
        return await _read(request, _target(request))
    if request.method not in WRITES:
        raise refuse_method(request, allowed)
    return await _write(request)


def _target(request: Request) -> Target:
    """Return what a request names. Raises WriteRefused (400) for nothing, for two graphs, or for a relative IRI."""
    state: State = request.app.state.tct
    fields = from_address(request.scope["query_string"])
    named = [*values(fields, "graph"), *(None for _ in values(fields, "default"))]
    path: str = request.scope.get("raw_path", b"").decode("ascii").partition(f"{PATH}/")[2]
    if path:
        named.append(f"{state.address}{PATH}/{path}")
    if not named and request.method == "POST":
        return Target(f"{state.address}{PATH}/{uuid.uuid4()}", new=True)
    if len(named) != 1:
        raise bad(f"name one graph, by ?graph=IRI or ?default; {len(named)} are named")
    if named[0] is not None and not _IRI.fullmatch(named[0]):
        raise bad(f"{named[0][:200]!r} is not an absolute IRI")
    return Target(named[0])


async def _read(request: Request, target: Target) -> Response:
    state: State = request.app.state.tct
    if target.graph is not None and target.graph not in state.manifest.graphs:
        raise bad(f"there is no graph <{target.graph}>", 404)
    alias = next((value for name, value in from_address(request.scope["query_string"]) if name == "format"), None)
    media, form = choose(request.headers.get("accept"), alias, "construct")
    headers = {"Content-Type": f"{media}; charset=utf-8" if media.startswith("text/") else media, "Vary": "Accept"}
    if request.method == "HEAD":
        response = Response(headers=headers)
        del response.headers["content-length"]  # that of the answer to GET is not known
        return response
    pattern = "?s ?p ?o" if target.graph is None else f"GRAPH <{target.graph}> {{ ?s ?p ?o }}"
    union = target.graph is None and writer_of(request) is None
    job = Job(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}", form, "graph-store", PREFIXES, union=union)
    run = state.pool.start(job)
    try:
        answer = await run.ready
    except BaseException:
        run.cancel()
        raise
    if answer.body is not None:
        return Response(answer.body, headers=headers)
    return StreamingResponse(answer.pieces(), headers=headers, background=BackgroundTask(answer.close))


async def _write(request: Request) -> Response:
    """Replace, add to, or delete a graph: 201 where it is new, else 204."""
    writer = authorised(request)
    target = _target(request)
    base = target.graph or f"{request.app.state.tct.address}{PATH}"
    if request.method == "DELETE":
        await writer.write(Change("delete", graph=target.graph))
        return Response(status_code=204)
    documents = await _documents(request)
    kind = "put" if request.method == "PUT" else "post"
    written = await writer.write(Change(kind, graph=target.graph, base=base, documents=documents))  # type: ignore[arg-type]
    headers = {"Location": target.graph} if target.new and target.graph else {}
    return Response(status_code=201 if written.created else 204, headers=headers)


async def _documents(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the documents of a body, each with its syntax: one, or those of a form where it is posted."""
    header = request.headers.get("content-type", "")
    if media_type(header)[0] != "multipart/form-data":
        syntax = _syntax(header)
        return ((syntax, _text(await read_body(request, MAX_BODY))),)
    if request.method != "POST":
        raise bad("a form of several documents is only added to a graph: send it by POST", 415)
    body = await read_body(request, MAX_BODY)
    parser = MultiPartParser(request.headers, _once(body), max_files=MAX_PARTS, max_fields=MAX_PARTS,
                             max_part_size=MAX_BODY)  # fmt: skip
    try:
        form = await parser.parse()
        try:
            if not form or not body.rstrip().endswith(b"--"):  # the parser takes a form that was cut for a whole one
                raise bad("the form holds no document, or it has no end")
            return tuple([await _part(part) for _, part in form.multi_items()])
        finally:
            await form.close()
    except (MultiPartException, KeyError, ValueError) as error:
        raise bad(f"the form cannot be read: {error}") from error


async def _part(part: UploadFile | str) -> tuple[str, str]:
    if isinstance(part, str):
        raise bad("each part of the form needs a filename and a Content-Type")
    return _syntax(part.headers.get("content-type", "")), _text(await part.read())


async def _once(body: bytes) -> AsyncGenerator[bytes]:
    yield body


def _syntax(header: str) -> str:
    """Return the syntax of a media type that is read. Raises WriteRefused (415) for every other."""
    kind, charset = media_type(header)
    if kind not in SYNTAXES:
        raise bad(f"{kind or 'no media type'}: graphs are read as {' or '.join(SYNTAXES)} only", 415)
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise bad(f"the body is in {charset}; send UTF-8", 415)
    return SYNTAXES[kind]


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise bad(f"the body is not UTF-8 (byte {error.start})") from error
