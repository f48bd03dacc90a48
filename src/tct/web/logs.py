"""One line of JSON per request, without query texts and addresses unless a setting asks for them; no header is logged.

The lines go to a thread in batches: a reader of the log that stands still costs lines, not answers.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from queue import Full, Queue
from typing import Any, Final, Protocol

from tct.web.address import client
from tct.web.metrics import METHODS, Metrics, outcome

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

NOTES: Final = "tct.notes"
"""Where in the scope of a request its `Notes` are."""

OTHER: Final = "other"
"""The route of a request that fits none."""


@dataclass
class Notes:
    """What a handler tells of its request: how it ended, the seconds in a query process, the cache, the query."""

    outcome: str = ""
    seconds: float | None = None
    cached: bool | None = None
    query: str = ""


def notes(scope: Scope) -> Notes:
    """Return the notes of a request, to be filled in by whoever answers it."""
    found = scope.get(NOTES)
    if found is None:
        found = scope[NOTES] = Notes()
    assert isinstance(found, Notes)
    return found


class RawStream(Protocol):
    """A stream of bytes without a buffer of its own."""

    def write(self, data: memoryview, /) -> int | None:
        """Write some of the bytes and return how many."""


class AccessLog:
    """Lines of JSON: time, method, route, status, ms, bytes, outcome, release; where known, query_ms and cached."""

    def __init__(
        self, stream: RawStream, *, queries: bool = False, every: float = 0.25, lines: int = 10_000, batches: int = 8
    ) -> None:
        """Write every ``every`` seconds; with ``queries``, the text of each query and its client's address too.

        The stream is a raw one, e.g. ``FileIO(1, "w", closefd=False)``: a buffered one whose reader stands still keeps
        its lock, and with it the process from ending. At most ``lines`` are held for a batch and ``batches`` for a
        stream that takes none: what is beyond is dropped, and a later line says how many were.
        """
        self.queries, self._every, self._most = queries, every, lines
        self._lines: list[str] = []
        self._dropped = 0
        self._timer: asyncio.TimerHandle | None = None
        self._batches: Queue[bytes | None] = Queue(batches)
        self._thread = threading.Thread(target=self._work, args=(stream,), name="access-log", daemon=True)
        self._thread.start()

    def write(self, record: dict[str, object]) -> None:
        """Add a line; called on an event loop."""
        if len(self._lines) >= self._most:
            self._dropped += 1
            return
        self._lines.append(json.dumps(record, separators=(",", ":")))
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._every, self.flush)

    def flush(self) -> None:
        """Hand what there is to the thread that writes."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._dropped:
            self._lines.append(json.dumps({"dropped": self._dropped}))
        if not self._lines:
            return
        try:
            self._batches.put_nowait("\n".join([*self._lines, ""]).encode())
            self._dropped = 0
        except Full:
            self._dropped += len(self._lines) - bool(self._dropped)
        self._lines = []

    def close(self, timeout: float = 1.0) -> None:
        """Write what is left, waiting at most ``timeout`` seconds for the stream; then nothing more is written."""
        self.flush()
        try:
            self._batches.put(None, timeout=timeout)
        except Full:
            return
        self._thread.join(timeout)

    def _work(self, stream: RawStream) -> None:
        while (batch := self._batches.get()) is not None:
            rest = memoryview(batch)
            try:
                while rest:
                    rest = rest[stream.write(rest) or 0 :]
            except (OSError, ValueError):  # a closed pipe or stream: there is nobody left to tell
                return


class Observed:
    """ASGI middleware, the outermost: counts and logs each request once, with what its handler noted."""

    def __init__(self, app: App, metrics: Metrics, release: Callable[[], str], log: AccessLog | None = None) -> None:
        """Observe an application; ``release`` tells which release answers (a few words). The log is closed with it."""
        self.app, self.metrics, self.release, self.log = app, metrics, release, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and record it when its handler is done, so that all is noted that it has to note."""
        if scope["type"] == "http":
            await _Exchange(self, scope, send).run(receive)
            return
        try:
            await self.app(scope, receive, send)
        finally:
            if scope["type"] == "lifespan" and self.log:
                self.log.close()

    def record(self, scope: Scope, status: int, size: int, seconds: float, how: str) -> None:
        """Count a request, and log it."""
        told = notes(scope)
        route = getattr(scope.get("route"), "path", OTHER)
        self.metrics.answered(route, scope["method"], status, how, seconds)
        if told.seconds is not None:
            self.metrics.evaluated(told.seconds)
        if self.log:
            self.log.write(self._line(scope, told, route, status, size, seconds, how))

    def _line(
        self, scope: Scope, told: Notes, route: str, status: int, size: int, seconds: float, how: str
    ) -> dict[str, object]:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="milliseconds"),
            "method": scope["method"] if scope["method"] in METHODS else OTHER,
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 2),
            "bytes": size,
            "outcome": how,
            "release": self.release(),
        }
        if told.seconds is not None:
            line["query_ms"] = round(told.seconds * 1000, 2)
        if told.cached is not None:
            line["cached"] = told.cached
        if self.log and self.log.queries:
            line |= {"client": client(scope), "query": told.query}
        return line


class _Exchange:
    """One request on its way, and what has been sent of its answer."""

    __slots__ = ("ended", "observed", "scope", "send", "size", "status")

    def __init__(self, observed: Observed, scope: Scope, send: Send) -> None:
        self.observed, self.scope, self.send = observed, scope, send
        self.status, self.size, self.ended = 0, 0, False

    async def run(self, receive: Receive) -> None:
        started, how = time.perf_counter(), ""
        try:
            await self.observed.app(self.scope, receive, self._sent)
        except Exception:
            how = "failed"
            raise
        except asyncio.CancelledError:
            how = "cancelled"
            raise
        finally:
            if not how or self.ended:
                how = outcome(self.status) if self.ended else "cut" if self.status else "cancelled"
            how = notes(self.scope).outcome or how
            self.observed.record(self.scope, self.status, self.size, time.perf_counter() - started, how)

    async def _sent(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif message["type"] == "http.response.body":
            self.size += 0 if self.scope["method"] == "HEAD" else len(message.get("body", b""))
            self.ended = not message.get("more_body", False)
        await self.send(message)
