"""Why a query has no answer, each as an error with its status."""

from __future__ import annotations

import json
from pathlib import Path

from tct.errors import QueryRefused, QuerySyntax

UNDECLARED = "Prefix not found"


def busy(what: str = "too many queries are waiting") -> QueryRefused:
    """Return the error for a query that is not taken in."""
    return QueryRefused(f"{what}; try again in a few seconds", 503, title="Busy")


def stopping() -> QueryRefused:
    """Return the error for a query that the server no longer waits for."""
    return QueryRefused("the server is being stopped; try again in a minute", 503, title="Stopping")


def unreadable(store: Path) -> QueryRefused:
    """Return the error for a store that no process can open."""
    return QueryRefused(f"no query process can open {store}; `tct build` makes it anew", 503, title="Not ready")


def waited_too_long(seconds: float) -> QueryRefused:
    """Return the error for a query that reached its deadline before it ran."""
    return QueryRefused(f"the query waited for {seconds:g} s: others are running; try again", 503, title="Busy")


def deadline(seconds: float) -> QueryRefused:
    """Return the error for a query that reached its deadline while it ran."""
    what = f"the query did not end within {seconds:g} s; ask for less, or add LIMIT"
    return QueryRefused(what, 504, title="Deadline reached")


def lost() -> QueryRefused:
    """Return the error for a query whose process died."""
    what = "the query took more memory than it may, or its process was ended; ask for less"
    return QueryRefused(what, 507, title="Query failed")


def refusal(payload: bytes) -> QueryRefused:
    """Return the error that a worker reports."""
    error = json.loads(payload)
    if error["kind"] == "syntax":
        return QuerySyntax(*_place(error["message"]))
    if error["kind"] == "unsupported":
        return QueryRefused(error["message"])
    if error["kind"] == "too-large":
        return QueryRefused(error["message"], 413, title="Answer too large")
    return QueryRefused(f"the engine gave up: {error['message']}", 507, title="Query failed")


def _place(message: str) -> tuple[str, int, int]:
    """Split the engine's "error at 1:2: …" into what, line and column."""
    if UNDECLARED in message:  # the engine adds every character that might have followed
        message = message.partition(": ")[0] + f": {UNDECLARED}: declare it first, as in PREFIX name: <https://…>"
    start, _, rest = message.partition(": ")
    numbers = start.rpartition(" ")[2].split(":")
    if len(numbers) == 2 and all(number.isdigit() for number in numbers):
        return rest.strip() or message, int(numbers[0]), int(numbers[1])
    return message, 1, 1
