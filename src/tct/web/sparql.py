"""SPARQL 1.1 Protocol, the query operation: a raw ASGI application, because every request of a client passes here.

The status is decided before the first byte: an answer is held back until it is whole, or larger than `HOLD`; one
that fails after that ends its connection, so that no client takes a part for the whole.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tct.errors import QueryRefused
from tct.execute import Answer, Cancelled, Job, Run
from tct.guard import Guarded
from tct.guard.warm import __name__ as WARM  # noqa: N812
from tct.guard.warm import learn
from tct.namespaces import PREFIXES
from tct.web import editor
from tct.web import fields as protocol
from tct.web.address import client
from tct.web.cache import LARGE, Encoder, Kept, encode, matches, tag
from tct.web.described import description
from tct.web.logs import notes
from tct.web.negotiate import choose, coding
from tct.web.state import State

METHODS: Final = "GET, HEAD, POST, OPTIONS"
MEDIA: Final = "application/sparql-query"
ALIASES: Final = ("format", "output", "results")
FILES: Final = {"csv-safe": "csv", "srx": "xml", "xml": "rdf"}
"""Endings of the files that ``download`` asks for, where they are not the name of the format."""

WATCH_AFTER: Final = 0.05
"""Seconds of a query after which it is watched whether its client still waits."""

LONG: Final = 20_000
"""Characters from which on even to recognise a query takes long enough to do it beside the event loop."""

SEND_SECONDS: Final = 30.0
"""Seconds that a client may take for one piece of a large answer."""

ANSWERED_BY: Final = "tct.answered-by"
"""Where in the scope of a request the manifest is that its answer is of, where that is not simply the present one."""

_MANY: Final = "too many new queries wait to be parsed; try again in a few seconds"

_PARSER = ThreadPoolExecutor(1, thread_name_prefix="guard")
"""Queries that are parsed for the first time: one at a time, beside the event loop."""


async def sparql(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a query in the format that the client asks for, or describe the service where there is no query."""
    method, state = scope["method"], scope["app"].state.tct
    assert isinstance(state, State)
    if method == "OPTIONS":
        await Response(None, 204, {"Allow": METHODS})(scope, receive, send)
        return
    if method not in {"GET", "HEAD", "POST"}:
        raise QueryRefused(
            f"{method} is not for this address; use {METHODS}",
            405,
            title="Method not allowed",
            headers={"Allow": METHODS},
        )
    if method == "POST":
        fields = await protocol.from_request(Request(scope, receive), MEDIA, "query", 4 * state.settings.max_length)
    else:
        fields = protocol.from_address(scope["query_string"])
    queries = protocol.values(fields, "query")
    if not queries and method != "POST" and not protocol.values(fields, "update"):
        request = Request(scope)
        if editor.wanted(request, fields):
            answer = await asyncio.to_thread(editor.edit, request)
        else:
            answer = await description(request, state, fields)
        await answer(scope, receive, send)
        return
    await answer_query(scope, receive, send, one_query(fields, queries), fields)


async def answer_query(scope: Scope, receive: Receive, send: Send, query: str, fields: protocol.Fields) -> None:
    """Answer a query of ours or of a client; ``fields`` are the other parameters of the protocol."""
    state = scope["app"].state.tct
    assert isinstance(state, State)
    await _Asked(state, scope, receive, send).answer(query, fields)


async def warm(state: State) -> None:
    """Let another process parse the questions of the catalogue, so that the first to ask one does not wait for it."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", WARM, str(os.getpid()), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(json.dumps([question.query() for question in state.catalogue]).encode())
        child.stdin.close()
        async for line in child.stdout:
            learn(state.served.guard, line)
    finally:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()


def one_query(fields: protocol.Fields, queries: list[str]) -> str:
    """Return the one query of a request; raises QueryRefused where there is another number, or an update."""
    if protocol.values(fields, "update"):
        raise QueryRefused("this address takes queries only; updates go to /update of a writable instance")
    if len(queries) != 1:
        raise QueryRefused(f"give exactly one query; there are {len(queries)}")
    return queries[0]


class _Asked:
    """One query of one client."""

    def __init__(self, state: State, scope: Scope, receive: Receive, send: Send) -> None:
        self.state, self.scope, self.receive, self.send = state, scope, receive, send
        self.served = state.served
        self.begun = time.monotonic()
        self.head: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            self.head[name] = self.head[name] + b", " + value if name in self.head else value
        self.meter = state.budget.meter(client(scope)) if state.budget.seconds else None
        self.key: tuple[str, ...] = ()
        self.etag = ""
        self.file = ""

    async def answer(self, query: str, fields: protocol.Fields) -> None:
        """Decide on the format, look into the cache, run the query, send."""
        told = notes(self.scope)
        if self.state.settings.log_queries:
            told.query = query
        default = protocol.values(fields, "default-graph-uri")
        named = protocol.values(fields, "named-graph-uri")
        self.served.guard.dataset(default, named)
        known = self.served.guard.known(query) if len(query) < LONG else None
        guarded = known or await self._parse(query)
        alias = next((value for name, value in fields if name in ALIASES), None)
        media, form = choose(self._header(b"accept"), alias, guarded.form)
        if protocol.values(fields, "download"):
            self.file = f"answer.{FILES.get(form, form)}"
        how = coding(self._header(b"accept-encoding"))
        if not guarded.volatile:
            self.key = (guarded.text, media, form, how, *default, "named", *named)
            self.etag = self._tag()
            if await self._from_memory(self.etag, media):
                return
        if guarded.services:
            guarded = await self.state.inline(guarded)
        await self._evaluate(_job(guarded, form, default, named, self.state.endpoint), media, how)

    def _tag(self) -> str:
        """Return the entity tag of the answer, empty where two runs of the query may differ."""
        return tag(self.served.manifest.digest, *self.key) if self.key else ""

    async def _parse(self, query: str) -> Guarded:
        """Parse a query that is new, within the deadline; the seconds that it takes are its client's."""
        state, loop, spent = self.state, asyncio.get_running_loop(), 0.0
        if self.meter:
            self.meter.check()
        if state.parsing >= max(1, state.settings.queue):
            raise QueryRefused(_MANY, 503, title="Busy")

        def parsed() -> Guarded:
            nonlocal spent
            begun = time.perf_counter()
            try:
                return self.served.guard.query(query)
            finally:
                spent = time.perf_counter() - begun

        state.parsing += 1
        try:
            async with asyncio.timeout(state.settings.deadline):
                return await loop.run_in_executor(_PARSER, parsed)
        except TimeoutError as error:
            raise QueryRefused(_MANY, 503, title="Busy") from error
        finally:
            state.parsing -= 1
            if self.meter:
                self.meter.charge(spent)

    async def _from_memory(self, etag: str, media: str) -> bool:
        """Answer 304 or from the cache where that can be done."""
        if self.scope["method"] != "POST" and matches(self._header(b"if-none-match"), etag):
            await self._start(304, self._headers(media, "identity", etag)[1:])
            await self.send({"type": "http.response.body", "body": b""})
            return True
        asked = self._header(b"cache-control") or ""
        kept = None if "no-cache" in asked or "no-store" in asked else self.state.cache.get(etag)
        notes(self.scope).cached = kept is not None
        if kept is None:
            return False
        await self._send_whole(kept, media, etag)
        return True

    async def _evaluate(self, job: Job, media: str, how: str) -> None:
        run = self.state.pool.start(job, self.meter, time.monotonic() - self.begun)
        loop = asyncio.get_running_loop()
        watcher: list[asyncio.Task[None]] = []
        timer = loop.call_later(WATCH_AFTER, lambda: watcher.append(loop.create_task(self._watch(run))))
        try:
            answer = await run.ready
            self._answered_by(run)
            if answer.body is None and self.scope["http_version"] == "1.0":  # it knows no chunks (RFC 9112, 6.1)
                answer = Answer(b"".join([piece async for piece in answer.pieces()]))
            if answer.body is not None:
                await self._send_whole(await self._coded(answer.body, how), media, self.etag)
            else:
                await self._send_pieces(answer, Encoder(how), media, self.etag)
        except Cancelled:
            notes(self.scope).outcome = "cancelled"
        finally:
            timer.cancel()
            for task in watcher:
                task.cancel()
            run.cancel()
            notes(self.scope).seconds = run.seconds

    def _answered_by(self, run: Run) -> None:
        """Let the answer name the release that it is of: a write may have come in between."""
        if run.store != self.served.path:
            self.served = self.state.served
            if run.store != self.served.path:  # two writes have: nobody knows its digest any more
                self.key = ()
            self.etag = self._tag()

    async def _coded(self, body: bytes, how: str) -> Kept:
        """Return an answer in its coding, and keep it for the next who asks."""
        etag = self.etag
        slow = how != "identity" and len(body) > LARGE
        kept = await asyncio.to_thread(encode, body, how) if slow else encode(body, how)
        if etag and self.served is self.state.served:
            self.state.cache.keep(etag, kept)
        return kept

    async def _watch(self, run: Run) -> None:
        """Stop the query when its client hangs up."""
        while (await self.receive())["type"] != "http.disconnect":
            pass
        run.cancel()

    async def _send_whole(self, kept: Kept, media: str, etag: str) -> None:
        length = (b"content-length", str(len(kept.body)).encode())
        await self._start(200, [*self._headers(media, kept.coding, etag), length])
        body = b"" if self.scope["method"] == "HEAD" else kept.body
        await self.send({"type": "http.response.body", "body": body})

    async def _send_pieces(self, answer: Answer, encoder: Encoder, media: str, etag: str) -> None:
        """Stream an answer; one that is cut short, or a client that takes nothing, ends the connection."""
        try:
            await self._start(200, self._headers(media, encoder.coding, etag))
            if self.scope["method"] == "HEAD":
                await self.send({"type": "http.response.body", "body": b""})
                return
            async for piece in answer.pieces():
                coded = piece if encoder.coding == "identity" else await asyncio.to_thread(encoder.add, piece)
                async with asyncio.timeout(SEND_SECONDS):
                    await self.send({"type": "http.response.body", "body": coded, "more_body": True})
                await asyncio.sleep(0)  # a client that takes everything at once does not hold up the others
            await self.send({"type": "http.response.body", "body": encoder.end()})
        except (QueryRefused, TimeoutError):
            notes(self.scope).outcome = "cut"  # returning without an end makes the server close the connection
        finally:
            answer.close()

    async def _start(self, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        if self.served is not self.state.served:
            self.scope[ANSWERED_BY] = self.served.manifest
        await self.send({"type": "http.response.start", "status": status, "headers": headers})

    def _headers(self, media: str, how: str, etag: str) -> list[tuple[bytes, bytes]]:
        charset = "; charset=utf-8" if media.startswith("text/") else ""
        found = [(b"content-type", (media + charset).encode()), (b"vary", b"Accept, Accept-Encoding")]
        if self.file:
            found.append((b"content-disposition", f'attachment; filename="{self.file}"'.encode()))
        if how != "identity":
            found.append((b"content-encoding", how.encode()))
        if etag:
            found += [(b"etag", etag.encode()), (b"cache-control", b"public, no-cache")]
        else:
            found.append((b"cache-control", b"no-store"))
        if self.meter:
            headers = self.state.budget.headers(self.meter.client)
            found += [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        return found

    def _header(self, name: bytes) -> str | None:
        value = self.head.get(name)
        return None if value is None else value.decode("latin-1")


def _job(guarded: Guarded, form: str, default: list[str], named: list[str], base: str) -> Job:
    return Job(
        guarded.text,
        form,
        guarded.shape,
        PREFIXES if guarded.gives_graph else {},
        default if default or named else None,
        named,
        union=not guarded.graphs,
        base=base,
    )
