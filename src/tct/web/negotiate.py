"""Accept headers to one of the formats that an answer can take (RFC 9110, 12.5.1), and to a coding (12.5.3).

werkzeug takes the headers apart; the choice is ours: its own takes ``text/csv;charset=utf-8`` for another type than
``text/csv``, drops the valid weight ``1.``, and prefers ``en;q=0.1`` to ``es-MX``. Java sends ``*`` and ``.2``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from werkzeug.http import parse_list_header, parse_options_header

from tct.errors import QueryRefused, UsageError

TABLES: Final = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "srx",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "srx",
    "text/xml": "srx",
}
GRAPHS: Final = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "jsonld",
    "text/plain": "nt",
}
ALIASES: Final = {
    "json": {"application/sparql-results+json", "application/ld+json"},
    "sparql-results+json": {"application/sparql-results+json"},
    "xml": {"application/sparql-results+xml", "application/rdf+xml"},
    "srx": {"application/sparql-results+xml"},
    "rdf": {"application/rdf+xml"},
    "rdf+xml": {"application/rdf+xml"},
    "csv": {"text/csv"},
    "csv-safe": {"text/csv"},
    "tsv": {"text/tab-separated-values"},
    "turtle": {"text/turtle"},
    "ttl": {"text/turtle"},
    "nt": {"application/n-triples"},
    "n3": {"text/turtle"},
    "jsonld": {"application/ld+json"},
    "json-ld": {"application/ld+json"},
}
"""What ``format``, ``output`` and ``results`` may say, as clients in the field do (SPARQLWrapper, YASGUI)."""


SAFE: Final = "csv-safe"
"""The short name of CSV for spreadsheets; a format of its own, of the same media type."""

PARAMETERS: Final = {"charset": {"utf-8", "utf8"}, "header": {"present"}}
"""What is so of every format that is offered: a range that asks for it still matches (RFC 4180 for ``header``)."""

CODINGS: Final = ("zstd", "gzip")

_WEIGHT: Final = re.compile(r"(0?\.\d*|1\.?0*|0)", re.ASCII)
_LONGEST: Final = 4096
_CACHED: Final = 500


@dataclass(frozen=True)
class Range:
    """One element of an Accept header: ``type/subtype``, where either may be ``*``, its parameters, its weight."""

    media: str
    parameters: tuple[tuple[str, str], ...]
    weight: float

    def specificity(self, media: str) -> tuple[int, int] | None:
        """Return how closely the range names an offered media type, higher is closer; None where it does not."""
        kind, _, subtype = self.media.partition("/")
        if self.media == media:
            level = 2
        elif subtype == "*" and media.startswith(f"{kind}/"):
            level = 1
        elif self.media == "*/*":
            level = 0
        else:
            return None
        held = [value in PARAMETERS.get(name, ()) for name, value in self.parameters]
        return (level, len(held)) if all(held) else None


def ranges(header: str) -> list[Range]:
    """Return the elements of an Accept header, in order; one without a weight from 0 to 1 says nothing.

    ``profile`` is left out: it never changes what a representation means (RFC 6906). A bare ``*`` is ``*/*``.
    """
    found = []
    for element in parse_list_header(header):
        media, parameters = parse_options_header(element)
        weight = parameters.pop("q", "1").strip()
        parameters.pop("profile", None)
        if media and _WEIGHT.fullmatch(weight) and weight != ".":
            media = "*/*" if media == "*" else media.lower()
            found.append(
                Range(media, tuple((name, value.lower()) for name, value in parameters.items()), float(weight))
            )
    return found


def offers(form: str) -> dict[str, str]:
    """Return the media types of a form of query (select, ask, construct, describe), the default first."""
    if form in {"construct", "describe"}:
        return GRAPHS
    return TABLES


def choose(accept: str | None, alias: str | None, form: str) -> tuple[str, str]:
    """Return the media type and the format of an answer.

    An alias (``format``, ``output`` or ``results``) wins over the header; it may also be a media type, or
    ``csv-safe``: CSV that a spreadsheet takes for no formula. Raises QueryRefused: 406 with what there is, 431 for
    a header too long to weigh.
    """
    offered = offers(form)
    name = ""
    if accept and len(accept) > _LONGEST:
        raise QueryRefused(f"the Accept header has {len(accept)} characters; at most {_LONGEST} are read", 431)
    if alias:
        name = alias.strip().lower().replace(" ", "+")  # a plus sign that a client forgot to encode
        fitting = ALIASES.get(name, {name})
        media = next((media for media in offered if media in fitting), None)
    elif not accept or not accept.strip():
        media = next(iter(offered))
    elif len(accept) <= _CACHED:
        media = _remembered(accept, form)
    else:
        media = best(accept, tuple(offered))
    if media is None:
        raise QueryRefused(
            f"{shorten(alias or accept or '')} is not offered for this kind of query; there is {', '.join(offered)}",
            406,
            title="Not acceptable",
        )
    return media, name if name == SAFE else offered[media]


@lru_cache(maxsize=1000)
def _remembered(accept: str, form: str) -> str | None:
    return best(accept, tuple(offers(form)))


def best(accept: str, offered: tuple[str, ...]) -> str | None:
    """Return the offered media type that an Accept header likes best; None where it excludes all.

    The most specific range that matches a type gives its weight. Among equal weights the type that was named more
    closely wins (``text/csv, */*`` is CSV), then the one named first, then the one offered first.
    """
    wanted = ranges(accept)
    choices = []
    for place, media in enumerate(offered):
        matches = [
            (specificity, item.weight, -number)
            for number, item in enumerate(wanted)
            if (specificity := item.specificity(media)) is not None
        ]
        if matches:
            specificity, weight, number = max(matches)
            choices.append((weight, specificity, number, -place, media))
    weight, *_, media = max(choices, default=(0.0, ""))
    return str(media) if weight else None


def coding(accept: str | None) -> str:
    """Return zstd, gzip or identity, by an Accept-Encoding header (RFC 9110, 12.5.3); identity where none fits."""
    return _coding(accept) if accept and len(accept) <= _CACHED else "identity"


@lru_cache(maxsize=200)
def _coding(accept: str) -> str:
    weights = {item.media.removeprefix("x-"): item.weight for item in reversed(ranges(accept))}
    others = weights.get("*/*", 0.0)
    liked = {name: weights.get(name, others) for name in CODINGS}
    name = max(CODINGS, key=lambda coding: liked[coding])
    return name if liked[name] > 0 and liked[name] >= weights.get("identity", 0.0) else "identity"


def shorten(text: str, limit: int = 200) -> str:
    """Return what a client sent as one line of printable characters, cut where it is long: for error messages."""
    line = "".join(character if character.isprintable() else " " for character in text)
    return line if len(line) <= limit else line[:limit] + "…"


def language(accept: str | None, chosen: str | None) -> str:
    """Return en or es: the one chosen, else the best of Accept-Language, else en. Raises UsageError for others.

    A regional form stands for its language: ``es-MX, en;q=0.5`` is Spanish (RFC 9110, 12.5.4; RFC 4647, 3.4).
    """
    if chosen:
        if chosen not in {"en", "es"}:
            raise UsageError(f"lang={shorten(chosen)}: choose en or es")
        return chosen
    weights: dict[str, float] = {}
    for item in ranges((accept or "")[:_LONGEST]):
        name = item.media.partition("-")[0]
        if name in {"en", "es"} and item.weight:
            weights[name] = max(item.weight, weights.get(name, 0.0))
    return max(weights, key=lambda name: weights[name], default="en")
