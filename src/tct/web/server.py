"""Listening: the socket is bound before anything else starts, so that a taken port is one clear line."""

from __future__ import annotations

import socket
import sys

import uvicorn

from tct.build import Build
from tct.errors import UsageError
from tct.layout import Layout
from tct.settings import Settings
from tct.web.app import create_app


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


def serve_forever(layout: Layout, build: Build, host: str, port: int, settings: Settings) -> None:
    """Serve a build until the process is told to stop."""
    listener = bind(host, port)
    name, actual = listener.getsockname()[:2]
    config = uvicorn.Config(
        create_app(layout, build, settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    shown = f"[{name}]" if ":" in name else name
    sys.stderr.write(f"tct: release {build.manifest.label} at http://{shown}:{actual} (Ctrl-C stops it)\n")
    sys.stderr.flush()
    uvicorn.Server(config).run(sockets=[listener])
