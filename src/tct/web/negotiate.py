"""Accept headers to one of the formats that an answer can take (RFC 9110, 12.5.1), by werkzeug's parser."""

from __future__ import annotations

from typing import Final

from werkzeug.datastructures import LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header

from tct.errors import QueryRefused, UsageError

TABLES: Final = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "srx",
    "application/xml": "srx",
    "text/xml": "srx",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
GRAPHS: Final = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "text/plain": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "jsonld",
}
ALIASES: Final = {
    "json": {"application/sparql-results+json", "application/ld+json"},
    "sparql-results+json": {"application/sparql-results+json"},
    "xml": {"application/sparql-results+xml", "application/rdf+xml"},
    "srx": {"application/sparql-results+xml"},
    "rdf": {"application/rdf+xml"},
    "rdf+xml": {"application/rdf+xml"},
    "csv": {"text/csv"},
    "tsv": {"text/tab-separated-values"},
    "turtle": {"text/turtle"},
    "ttl": {"text/turtle"},
    "nt": {"application/n-triples"},
    "n3": {"text/turtle"},
    "jsonld": {"application/ld+json"},
    "json-ld": {"application/ld+json"},
}
"""What ``format``, ``output`` and ``results`` may say, as clients in the field do (SPARQLWrapper, YASGUI)."""


def offers(form: str) -> dict[str, str]:
    """Return the media types of a form of query (select, ask, construct, describe), the default first."""
    if form in {"construct", "describe"}:
        return GRAPHS
    return TABLES


def choose(accept: str | None, alias: str | None, form: str) -> tuple[str, str]:
    """Return the media type and the format of an answer.

    An alias wins over the header. Raises QueryRefused (406) with what there is.
    """
    offered = offers(form)
    if alias:
        fitting = ALIASES.get(alias.lower(), {alias}) & set(offered)
        if fitting:
            media = next(media for media in offered if media in fitting)
            return media, offered[media]
    elif not accept or not accept.strip():
        media = next(iter(offered))
        return media, offered[media]
    else:
        best = parse_accept_header(accept, MIMEAccept).best_match(list(offered))
        if best:
            return best, offered[best]
    raise QueryRefused(
        f"{alias or accept} is not offered for this kind of query; there is {', '.join(offered)}",
        406,
        title="Not acceptable",
    )


def language(accept: str | None, chosen: str | None) -> str:
    """Return en or es: the one chosen, else the best of Accept-Language, else en. Raises UsageError for others."""
    if chosen:
        if chosen not in {"en", "es"}:
            raise UsageError(f"lang={chosen}: choose en or es")
        return chosen
    return parse_accept_header(accept or "", LanguageAccept).best_match(["en", "es"], default="en") or "en"
