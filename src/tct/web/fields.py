"""The parameters of a request of the SPARQL protocol: from its address, a form, or its body, decoded once."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from tct.errors import QueryRefused

MAX_FIELDS: Final = 100
SHORT: Final = 8192
"""Bytes of an address up to which what it decodes to is remembered: decoding costs more than recognising the query."""

BODY_SECONDS: Final = 20.0
"""Seconds that a client may take to send its body."""

Fields = list[tuple[str, str]]


def from_address(query_string: bytes) -> Fields:
    """Return the parameters of an address. Raises QueryRefused (400) where they are not UTF-8, or too many."""
    try:
        return list((_remembered if len(query_string) <= SHORT else _decoded)(query_string))
    except (UnicodeDecodeError, ValueError) as error:
        raise QueryRefused(f"the address is not UTF-8 or has more than {MAX_FIELDS} parameters") from error


def _decoded(query_string: bytes) -> tuple[tuple[str, str], ...]:
    return tuple(parse_qsl(query_string.decode("ascii"), True, errors="strict", max_num_fields=MAX_FIELDS))


_remembered = lru_cache(512)(_decoded)


async def from_request(request: Request, direct: str, name: str, most: int) -> Fields:
    """Return the parameters of a request; a body of the media type ``direct`` is the parameter ``name``.

    Raises QueryRefused: 400 (not UTF-8, too many), 408, 413 (more than ``most`` bytes), 415 (another media type, or
    a body in a coding).
    """
    fields = from_address(request.scope["query_string"])
    if request.method != "POST":
        return fields
    kind, charset = media_type(request.headers.get("content-type", ""))
    if kind not in {"application/x-www-form-urlencoded", direct}:
        given = f"the body is {kind}" if kind else "the body has no media type"
        given += "; updates go to /update of a writable instance" if kind == "application/sparql-update" else ""
        raise QueryRefused(f"{given}; send {direct} or application/x-www-form-urlencoded", 415)
    if charset not in {"", "utf-8", "utf8", "us-ascii"}:
        raise QueryRefused(f"the body is in {charset}; send UTF-8", 415)
    try:
        body = (await read_body(request, most)).decode("utf-8")
        if kind == direct:
            return [*fields, (name, body)]
        return fields + parse_qsl(body, True, errors="strict", max_num_fields=MAX_FIELDS)
    except (UnicodeDecodeError, ValueError) as error:
        raise QueryRefused(f"the body is not UTF-8, or has more than {MAX_FIELDS} parameters") from error


def media_type(header: str) -> tuple[str, str]:
    """Return the media type and the charset of a Content-Type header, in lower case."""
    kind, *parameters = [part.strip().lower() for part in header.split(";")]
    charset = next((value.strip('"') for name, _, value in map(_parted, parameters) if name == "charset"), "")
    return kind, charset


def _parted(parameter: str) -> tuple[str, str, str]:
    return parameter.partition("=")


async def read_body(request: Request, most: int) -> bytes:
    """Return the body of a request. Raises QueryRefused: 408 (too slow), 413 (too large), 415 (in a coding)."""
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise QueryRefused("a compressed body is not read; send it plain", 415, title="Unsupported media type")
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in request.stream():
                size += len(piece)
                if size > most:
                    raise QueryRefused(f"the body is larger than {most} bytes", 413, title="Too large")
                pieces.append(piece)
    except TimeoutError as error:
        raise QueryRefused(f"the body did not come within {BODY_SECONDS:g} s", 408, title="Too slow") from error
    except ClientDisconnect as error:
        raise QueryRefused("the client went away", 400) from error
    return b"".join(pieces)


def values(fields: Fields, name: str) -> list[str]:
    """Return every value of a parameter, in order."""
    return [value for key, value in fields if key == name]
