"""Listening: the socket is bound before anything else starts, so that a taken port is one clear line."""

from __future__ import annotations

import asyncio
import io
import socket
import sys
from types import FrameType
from typing import Final

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tct.build import Build
from tct.errors import UsageError
from tct.layout import Layout
from tct.settings import Settings
from tct.web.address import proxies
from tct.web.app import create_app, served_app
from tct.web.logs import AccessLog
from tct.web.state import State
from tct.write import Writer

CONNECTIONS: Final = 1000
"""Requests at once; one more is answered 503 before it is read."""

HEAD: Final = 20
"""Seconds that a client may take for the head of a request."""

DRAIN: Final = 3
"""Seconds that requests have to end when the server is told to stop."""


def bind(host: str, port: int) -> socket.socket:
    """Return a bound socket; raises UsageError where the port is taken or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # a client that is told the address waits instead of being refused
    except OSError as error:
        listener.close()
        raise UsageError(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another, e.g. tct serve --port {port + 1}"
        ) from error
    return listener


def serve_forever(
    layout: Layout,
    build: Build,
    host: str,
    port: int,
    settings: Settings,
    writer: Writer | None = None,
    problem: str = "",
) -> None:
    """Serve a build until the process is told to stop; what runs then has a few seconds to end.

    ``problem`` is why the newest data is not what is served, in one line without paths.
    """
    listener = bind(host, port)
    name, actual = listener.getsockname()[:2]
    shown = f"[{name}]" if ":" in name else name
    app = create_app(layout, build, settings, writer, problem)
    state: State = app.state.tct
    state.address = state.address or f"http://{shown}:{actual}"
    log = AccessLog(io.FileIO(1, "w", closefd=False), queries=settings.log_queries) if settings.log else None
    trusted = proxies(settings.trusted_proxies)
    config = uvicorn.Config(
        served_app(app, log),
        loop="uvloop",
        http=_Impatient,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(trusted),
        forwarded_allow_ips=trusted,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=DRAIN,
    )
    sys.stderr.write(f"tct: release {build.manifest.label} at http://{shown}:{actual} (Ctrl-C stops it)\n")
    sys.stderr.flush()
    _Draining(config, state).run(sockets=[listener])


class _Impatient(HttpToolsProtocol):
    """A connection whose client may take `HEAD` seconds for the head of a request; uvicorn itself waits for ever."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._come()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._come()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._come()
        self._late = self.loop.call_later(HEAD, self.transport.abort)

    def _come(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


class _Draining(uvicorn.Server):
    """A server that says when it is being stopped."""

    def __init__(self, config: uvicorn.Config, state: State) -> None:
        super().__init__(config)
        self.state = state

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let what runs go on for a while; then it is told that the server ends, before its connection is cut."""
        asyncio.get_running_loop().call_later(DRAIN - 0.5, self.state.pool.stop)
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.state.draining = True
        super().handle_exit(sig, frame)
