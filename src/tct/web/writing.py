"""What the routes that write share: who may, and what an answer says."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request

from tct.errors import WriteRefused
from tct.web.fields import Fields, from_address
from tct.write import Writer

TOKENS: Final = ("access_token", "token")
"""Parameters that clients put a token into: addresses end up in logs and histories, so none is read from there."""


def writer_of(request: Request) -> Writer | None:
    """Return the writer of a writable instance, None where the instance only reads."""
    writer: Writer | None = getattr(request.app.state.tct, "writer", None)
    return writer


def authorised(request: Request) -> Writer:
    """Return the writer for a request that may write.

    Raises WriteRefused: 403 on an instance that only reads, 400 for a token in the address, 401 for none or another.
    """
    writer = writer_of(request)
    if writer is None:
        raise WriteRefused("this instance only reads; `tct serve --writable` starts one that writes", 403,
                           title="Forbidden")  # fmt: skip
    no_token(from_address(request.scope["query_string"]))
    writer.access.check(request.headers.get("authorization"), request.headers.get("origin"))
    return writer


def no_token(fields: Fields) -> None:
    """Raise WriteRefused (400) where a parameter carries a token."""
    if any(name in TOKENS for name, _ in fields):
        raise WriteRefused(
            "a token goes into the header Authorization: Bearer …, never into an address or a form; "
            "take the one that was sent for known to others",
            400,
            title="Bad request",
        )


def refuse_method(request: Request, allowed: str) -> WriteRefused:
    """Return the error for a method that a resource does not have (RFC 9110, 15.5.6)."""
    message = f"{request.method} is not possible here; there is {allowed}"
    return WriteRefused(message, 405, title="Method not allowed", headers={"Allow": allowed})


def bad(message: str, status: int = 400, **others: Any) -> WriteRefused:
    """Return the error for a request that cannot be understood."""
    title = {413: "Too large", 415: "Unsupported media type", 404: "Not found"}.get(status, "Bad request")
    return WriteRefused(message, status, title=title, **others)
