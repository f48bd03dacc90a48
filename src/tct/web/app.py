"""The application: routes, headers, and one table that turns errors into responses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from tct.build import Build, Manifest
from tct.errors import QueryRefused, TctError, UnknownName, UsageError
from tct.execute import Limits, Pool
from tct.layout import Layout
from tct.questions import Catalogue
from tct.settings import Settings
from tct.web import pages
from tct.web.protocol import problem, sparql
from tct.web.state import State

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_READABLE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag, Retry-After, Tct-Release, Tct-Notice",
}


def create_app(layout: Layout, build: Build, settings: Settings) -> FastAPI:
    """Return the application that serves one finished build."""
    limits = Limits(settings.deadline, settings.max_bytes, settings.memory, settings.queue)
    pool = Pool(build.store_path, settings.workers, limits)
    state = State(build, pool, Catalogue(layout.questions), build.open())

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with build.hold():
            async with pool.running():
                yield

    app = FastAPI(title="third-country-transfers", version=build.manifest.version, lifespan=lifespan,
                  docs_url=None, redoc_url=None)  # fmt: skip
    app.state.tct = state
    app.add_api_route("/", pages.home, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/questions/{slug}", pages.question, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/sparql", sparql, methods=["GET", "HEAD", "POST"], name="sparql")
    app.add_api_route("/healthz", _healthy, methods=["GET"], name="healthz")
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.middleware("http")(_headers(release_headers(build.manifest)))
    app.add_exception_handler(TctError, _tct_error)
    app.add_exception_handler(HTTPException, _http_error)
    return app


def release_headers(manifest: Manifest) -> dict[str, str]:
    """Return the headers that every answer carries: the release, and that it is no legal advice."""
    return {
        "Tct-Release": f"{manifest.version}; sha256={manifest.digest}",
        "Tct-Notice": manifest.disclaimer["en"].encode("ascii", "ignore").decode("ascii").replace("\n", " "),
    }


def _headers(extra: dict[str, str]) -> Callable[..., Awaitable[Response]]:
    async def add(request: Request, following: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await following(request)
        response.headers.update({**_HEADERS, **_READABLE, **extra})
        return response

    return add


async def _healthy() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


async def _tct_error(request: Request, error: Exception) -> Response:
    status, title = 400, "Bad request"
    if isinstance(error, QueryRefused):
        status, title = error.status, error.title
    elif isinstance(error, UnknownName):
        status, title = 404, "Not found"
    elif not isinstance(error, UsageError):
        status, title = 500, "Internal error"
    return _problem(request, error, status, title)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _problem(request, error.detail, error.status_code, str(error.detail), error.headers)


def _problem(request: Request, error: object, status: int, title: str, extra: object = None) -> Response:
    headers = {"Retry-After": "5"} if status in {503, 504} else {}
    headers |= dict(extra) if isinstance(extra, dict) else {}
    if "text/html" in request.headers.get("accept", ""):
        return pages.error_page(request, str(error), status, title, headers)
    return JSONResponse(problem(error, status, title), status, headers=headers, media_type="application/problem+json")
