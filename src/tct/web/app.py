"""The application: routes, the headers of every answer, and what turns errors into responses."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tct.build import Build, Manifest
from tct.errors import TctError
from tct.execute import Limits, Pool
from tct.layout import Layout
from tct.questions import Catalogue
from tct.settings import Settings
from tct.web import (
    api,
    asking,
    citing,
    docs,
    downloads,
    editor,
    evidence,
    health,
    ontology,
    pages,
    pictures,
    problems,
    resources,
    search,
    validation,
)
from tct.web.described import catalog, well_known_void
from tct.web.graphstore import graph_store
from tct.web.logs import AccessLog, App, Observed
from tct.web.openapi import describe_protocol
from tct.web.site import Site
from tct.web.sparql import ANSWERED_BY, METHODS, sparql, warm
from tct.web.state import State
from tct.web.update import update
from tct.write import Follow, Writer

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag, Retry-After, RateLimit, RateLimit-Policy, Tct-Release, Tct-Notice",
}
_POLICY = b"content-security-policy"
_PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type, Cache-Control, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def limits_of(settings: Settings) -> Limits:
    """Return the limits of a query that the settings name."""
    return Limits(
        settings.deadline, settings.max_bytes, settings.max_rows, settings.memory, settings.workers, settings.queue
    )


def create_app(
    layout: Layout, build: Build, settings: Settings, writer: Writer | None = None, problem: str = ""
) -> FastAPI:
    """Return the application that serves one finished build; its state is at ``app.state.tct``."""
    pool = Pool(build.store_path, limits_of(settings))
    state = State(build, pool, Catalogue(layout.questions), settings, writer, problem)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        sys.setswitchinterval(0.001)  # a query that is parsed in a thread must not hold up the event loop
        async with AsyncExitStack() as open_things:
            open_things.enter_context(build.hold())
            await open_things.enter_async_context(pool.running())
            if state.federation:
                open_things.push_async_callback(state.federation.aclose)
            if writer:
                writer.follow = _following(state)
                await open_things.enter_async_context(writer.running())
            _say_walls(pool)
            warming = asyncio.get_running_loop().create_task(warm(state))
            yield
            warming.cancel()
            await asyncio.gather(warming, return_exceptions=True)

    app = FastAPI(title="third-country-transfers", version=build.manifest.version, lifespan=lifespan,
                  docs_url=None, redoc_url=None)  # fmt: skip
    app.state.tct, app.state.site = state, Site.read(layout, settings.sources)
    _add_routes(app)
    app.add_exception_handler(TctError, problems.tct_error)
    app.add_exception_handler(HTTPException, problems.http_error)
    app.add_exception_handler(Exception, problems.internal_error)
    describe_protocol(app, state)
    return app


def _add_routes(app: FastAPI) -> None:
    """Add every address; the last route takes each path that is left, as an IRI of the base."""
    for path, endpoint in (
        ("/", pages.home),
        *asking.ROUTES,
        *api.ROUTES,
        *evidence.ROUTES,
        *editor.ROUTES,
        *docs.ROUTES,
        ("/.well-known/void", well_known_void),
        ("/catalog", catalog),
        ("/healthz", health.healthz),
        ("/readyz", health.readyz),
        ("/metrics", health.metrics),
        *search.ROUTES,
        *ontology.ROUTES,
        *validation.ROUTES,
        *pictures.ROUTES,
        *citing.ROUTES,
        *downloads.ROUTES,
    ):
        app.router.routes.append(_Named(path, endpoint, methods=["GET"]))
    for path, endpoint in (
        ("/update", update),
        ("/graph-store", graph_store),
        ("/graph-store/{path:path}", graph_store),
    ):
        app.router.routes.append(_Named(path, Anything(endpoint)))
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for path, endpoint in resources.ROUTES:  # the last takes every path that is left
        app.router.routes.append(_Named(path, endpoint, methods=["GET"]))


def served_app(app: FastAPI, log: AccessLog | None) -> App:
    """Return the application as the server runs it: counted and logged, with the headers of every answer."""
    state: State = app.state.tct
    return Observed(Headers(Front(app), state), state.metrics, lambda: state.manifest.label, log)


class _Named(Route):
    """A route that a request carries with it, so that what it cost is counted by the route's template."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        match, child = super().matches(scope)
        return match, {**child, "route": self}


def _following(state: State) -> Follow:
    async def follow(build: Build) -> None:
        await state.pool.reopen(build.store_path)
        state.serve(build)

    return follow


class Anything:
    """An endpoint that is asked for every method, and refuses by itself those that it does not have."""

    def __init__(self, endpoint: Callable[[Request], Awaitable[Response]]) -> None:
        """Wrap an endpoint."""
        self.endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        response = await self.endpoint(Request(scope, receive))
        await response(scope, receive, send)


class Front:
    """Hands queries to the endpoint at once, all else to the framework, whose layers cost more than a query."""

    def __init__(self, app: FastAPI) -> None:
        """Stand before an application."""
        self.app = app
        self._route = Route("/sparql", lambda _: None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or scope["path"] not in {"/sparql", "/sparql/"}:
            await self.app(scope, receive, send)
            return
        scope["app"], scope["route"] = self.app, self._route
        try:
            await sparql(scope, receive, send)
        except Exception as error:
            if scope.get(STARTED):
                raise
            known = isinstance(error, TctError)
            answer = await (problems.tct_error if known else problems.internal_error)(Request(scope), error)
            await answer(scope, receive, send)
            if not known:
                raise  # so that the server's log tells it


STARTED: Final = "tct.started"
"""Where in the scope of a request it says that its answer has begun."""


class Headers:
    """Adds what every answer carries; the release is asked for each time, because a write changes it."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        """Wrap an application."""
        self.app, self.state = app, state
        self._fixed = _raw(_HEADERS)
        self._preflight = _raw(_PREFLIGHT)
        self._of: tuple[Manifest | None, list[tuple[bytes, bytes]]] = (None, [])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                scope[STARTED] = True
                own = message["headers"]
                policy = any(name == _POLICY for name, _ in own)  # a page with scripts states its own
                message["headers"] = [*own, *(self._fixed[1:] if policy else self._fixed), *self._release(scope)]
                if scope["method"] == "OPTIONS":
                    message["headers"] += self._preflight
            await send(message)

        await self.app(scope, receive, with_headers)

    def _release(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        manifest = scope.get(ANSWERED_BY) or self.state.manifest
        if self._of[0] is not manifest:
            self._of = (manifest, _raw(release_headers(manifest)))
        return self._of[1]


def release_headers(manifest: Manifest) -> dict[str, str]:
    """Return the headers that every answer carries: the release, and that it is no legal advice."""
    return {
        "Tct-Release": f"{manifest.version}; sha256={manifest.digest}",
        "Tct-Notice": manifest.disclaimer["en"].encode("ascii", "ignore").decode("ascii").replace("\n", " "),
    }


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def _say_walls(pool: Pool) -> None:
    """Say at start-up where the second wall is missing."""
    if not pool.means:
        sys.stderr.write(
            "tct: this system lets a query process keep its network (neither seccomp nor a network namespace); "
            "only the guard stands between a query and other hosts\n"
        )
