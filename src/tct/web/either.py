"""Which form a page is asked for in: for people, or the same as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request

from tct.errors import QueryRefused
from tct.web.negotiate import best, shorten

_OFFERED: Final = {"text/html": "html", "application/json": "json"}


def offered(request: Request, forms: Mapping[str, str] = _OFFERED) -> str:
    """Return html, json or what ``forms`` has, by ``format`` or Accept. Raises QueryRefused (406) for anything else.

    ``forms`` are the names of the forms by their media types, HTML first.
    """
    accept, alias = request.headers.get("accept", "").strip(), request.query_params.get("format")
    if alias is not None:
        media = next((media for media, form in forms.items() if alias.lower() in {form, media}), None)
    else:
        media = best(accept, tuple(forms)) if accept else "text/html"
    if media is None:
        raise QueryRefused(
            f"{shorten(alias or accept)} is not offered here; there is {', '.join(forms)}",
            406,
            title="Not acceptable",
        )
    return forms[media]
