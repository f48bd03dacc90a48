"""Errors as a client wants them: problem+json for programs, a line for a terminal, a page for a reader."""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tct.errors import QueryRefused, TctError, UnknownName, UsageError
from tct.web import pages
from tct.web.logs import notes
from tct.web.metrics import outcome_of

RETRY_AFTER = "5"
TERMINALS = ("curl/", "Wget/", "HTTPie/", "xh/", "fetch libfetch")


async def tct_error(request: Request, error: Exception) -> Response:
    """Answer with an error of this package, by its kind."""
    status, title = 400, "Bad request"
    if isinstance(error, QueryRefused):
        status, title = error.status, error.title
    elif isinstance(error, UnknownName):
        status, title = 404, "Not found"
    elif isinstance(error, TctError) and not isinstance(error, UsageError):
        status, title = 500, "Internal error"
    notes(request.scope).outcome = outcome_of(error) if isinstance(error, QueryRefused) else ""
    return answer(request, problem(error, status, title), dict(getattr(error, "headers", {})))


async def http_error(request: Request, error: Exception) -> Response:
    """Answer with an error of the framework (no such address, no such method)."""
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if "Allow" in headers:
        headers["Allow"] = ", ".join(sorted(headers["Allow"].split(", ")))  # the framework keeps methods in a set
    return answer(request, problem(error.detail, error.status_code, str(error.detail)), headers)


async def internal_error(request: Request, _: Exception) -> Response:
    """Answer to a fault of ours, without its inside."""
    return answer(request, problem("the server failed; please tell us what you asked", 500, "Internal error"), {})


def answer(request: Request, found: dict[str, Any], headers: dict[str, str]) -> Response:
    """Return a problem in the form that fits the client."""
    status = int(found["status"])
    headers = {"Vary": "Accept, User-Agent", "Cache-Control": "no-store", **headers}
    if status in {503, 504}:
        headers.setdefault("Retry-After", RETRY_AFTER)
    accept = request.headers.get("accept", "*/*")
    if "text/html" in accept:
        return pages.error_page(request, str(found["detail"]), status, str(found["title"]), headers)
    terminal = accept == "*/*" and request.headers.get("user-agent", "").startswith(TERMINALS)
    if terminal or (accept.startswith("text/plain") and "json" not in accept):
        text = f"{status} {found['title']}: {found['detail']}\n"
        return Response(text, status, {**headers, "Content-Type": "text/plain; charset=utf-8"})
    body = json.dumps(found, ensure_ascii=False).encode()
    return Response(body, status, {**headers, "Content-Type": "application/problem+json"})


def problem(error: object, status: int, title: str) -> dict[str, Any]:
    """Return an error as problem+json (RFC 9457), with the members that the error carries."""
    extra = {name: getattr(error, name) for name in ("line", "column") if hasattr(error, name)}
    members = getattr(error, "members", {})
    return {"type": "about:blank", "title": title, "status": status, "detail": str(error), **extra, **members}
