"""The search page, and the same as JSON."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from rdflib import URIRef
from starlette.requests import Request
from starlette.responses import Response

from tct.errors import QueryRefused, UsageError
from tct.labels import Labels
from tct.namespaces import compact, expand
from tct.search import QUESTION, Entry, Found, Hit, Index, entries
from tct.web.either import offered
from tct.web.kept import Kept
from tct.web.negotiate import shorten
from tct.web.page import href, is_own, lang_of, page
from tct.web.state import State
from tct.words import WORDS

LONGEST: Final = 200
"""Characters that a search may have."""

SIZE: Final = 20
MOST: Final = 100
LAST: Final = 100
"""Results of a page, by default and at most, and pages that can be asked for."""


def _index(state: State) -> Index:
    return Index([*entries(state.store), *_questions(state)])


def _questions(state: State) -> Iterator[Entry]:
    for item in state.catalogue:
        texts = tuple((text, language) for language, text in item.why.items())
        names = tuple(dict.fromkeys(item.question.values()))
        yield Entry(f"/questions/{item.slug}", QUESTION, dict(item.question), names, texts)


INDEX: Final = Kept(_index)
"""The index of each application, for the release that it serves."""


def openapi() -> dict[str, Any]:
    """Return the OpenAPI description of the search (OpenAPI 3.1, 4.8.8)."""
    number = {"type": "integer", "minimum": 1}
    parameters: tuple[tuple[str, dict[str, Any], str], ...] = (
        ("q", {"type": "string", "maxLength": LONGEST}, "Names, abbreviations, words of a claim; en and es at once."),
        ("kind", {"type": "string"}, "One of the kinds of the answer, e.g. tct:Agency."),
        ("page", {**number, "maximum": LAST}, "Which page of the results."),
        ("limit", {**number, "maximum": MOST, "default": SIZE}, "How many results a page has."),
        ("lang", {"type": "string", "enum": ["en", "es"]}, "The language of what is shown."),
        ("format", {"type": "string", "enum": ["html", "json"]}, "A short name of the format, instead of Accept."),
    )
    problem = {"application/problem+json": {"schema": {"type": "object", "required": ["title", "status", "detail"]}}}
    refused = {str(status): {"description": "Refused", "content": problem} for status in (400, 406, 414)}
    good = {"description": "What was found", "content": {"application/json": {}, "text/html": {}}}
    described = [
        {"name": name, "in": "query", "schema": schema, "description": what} for name, schema, what in parameters
    ]
    operation = {"summary": "Search names, definitions and claims", "operationId": "search", "parameters": described}
    return {"/search": {"get": {**operation, "responses": {"200": good, **refused}}}}


def search(request: Request) -> Response:
    """Show what matches ``q``, of the kind ``kind`` where one is chosen; ``format=json`` gives the same as data.

    Raises QueryRefused: 414 for a text that is too long, 406 for a format that there is not; UsageError for a page,
    a kind or a limit that there is not.
    """
    form, lang = offered(request), lang_of(request)
    text = " ".join(request.query_params.get("q", "").split())
    if len(text) > LONGEST:
        raise QueryRefused(
            f"a search has at most {LONGEST} characters, this one has {len(text)}", 414, title="Too long"
        )
    state: State = request.app.state.tct
    index = INDEX.of(state)
    kind, limit = _kind(request, index), _number(request, "limit", SIZE, MOST)
    number = _number(request, "page", 1, LAST)
    found = index.search(text, lang, kind, (number - 1) * limit, limit)
    called = kind_labels(state, [name for name, _ in found.kinds], lang)
    if form == "json":
        return _json(state, text, lang, found, called)
    params = {name: value for name, value in request.query_params.items() if name not in {"format", "lang"}}
    return page(
        request,
        "search.html",
        text=text,
        found=found,
        hits=[(hit, _address(hit, lang), called.get(hit.entry.kind, "")) for hit in found.hits],
        kinds=[(name, called.get(name, name), n, _here(params, lang, kind=name)) for name, n in found.kinds],
        chosen=kind,
        every=_here(params, lang, kind=""),
        before=_here(params, lang, kind, page=str(number - 1)) if number > 1 else "",
        after=_here(params, lang, kind, page=str(number + 1)) if number < min(-(-found.total // limit), LAST) else "",
        number=number,
        data=_here(params, lang, kind, format="json"),
        longest=LONGEST,
        styles=["finding.css"],
        alternates=[("application/json", _here(params, lang, kind, format="json"))] if text else [],
    )


def _here(params: dict[str, str], lang: str, kind: str = "", **values: str) -> str:
    """Return the address of this search with another kind, page or format; a new kind begins at page 1."""
    kept = {name: value for name, value in params.items() if name not in {"kind", "page"}}
    return "/search?" + urlencode({**kept, **({"kind": kind} if kind else {}), **values, "lang": lang})


def _kind(request: Request, index: Index) -> str:
    kind = request.query_params.get("kind", "")
    if kind and kind not in index.kinds:
        near = difflib.get_close_matches(kind, index.kinds, n=3, cutoff=0.4)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise UsageError(f"kind={shorten(kind, 60)}: nothing is of this kind{hint}")
    return kind


def _number(request: Request, name: str, default: int, most: int) -> int:
    given = request.query_params.get(name, str(default))
    if not (given.isascii() and given.isdigit() and len(given) < 10 and 1 <= int(given) <= most):
        raise UsageError(f"{name}={shorten(given, 30)}: give a number from 1 to {most}")
    return int(given)


def kind_labels(state: State, kinds: Iterable[str], lang: str) -> dict[str, str]:
    """Return what kinds of results are called: by the graph, or by the interface for what is no class of ours."""
    words, labels = WORDS[lang], Labels(state.store, lang)
    known = {kind: words[f"kind_{kind}"] for kind in kinds if f"kind_{kind}" in words}
    others = {kind: URIRef(expand(kind)) for kind in kinds if kind not in known and ":" in kind}
    labels.learn(others.values())
    return {**known, **{kind: labels.of(iri) for kind, iri in others.items()}}


def _address(hit: Hit, lang: str) -> str:
    iri = hit.entry.iri
    return f"{iri}?lang={lang}" if iri.startswith("/") else href(iri, lang)


def _json(state: State, text: str, lang: str, found: Found, called: Mapping[str, str]) -> Response:
    if not text:
        raise UsageError("nothing to search for: give q, e.g. /search?q=court&format=json")
    body = {
        "query": text,
        "language": lang,
        "total": found.total,
        "partial": found.partial,
        "read_as": found.read_as,
        "kinds": [{"kind": kind, "label": called.get(kind, kind), "count": count} for kind, count in found.kinds],
        "results": [_result(hit, lang, called) for hit in found.hits],
        "release": state.manifest.version,
        "sha256": state.manifest.digest,
    }
    headers = {"Vary": "Accept, Accept-Language", "Content-Language": lang, "Cache-Control": "public, no-cache"}
    return Response(json.dumps(body, ensure_ascii=False).encode(), 200, headers, "application/json")


def _result(hit: Hit, lang: str, called: Mapping[str, str]) -> dict[str, Any]:
    entry = hit.entry
    return {
        "iri": entry.iri if is_own(entry.iri) else "",
        "id": compact(entry.iri) if is_own(entry.iri) else entry.iri.rpartition("/")[2],
        "address": _address(hit, lang),
        "kind": entry.kind,
        "kind_label": called.get(entry.kind, entry.kind),
        "label": _plain(hit.caption),
        "also": _plain(hit.also),
        "text": _plain(hit.text),
    }


def _plain(pieces: list[tuple[str, bool]]) -> str:
    return "".join(piece for piece, _ in pieces)


ROUTES: Final = [("/search", search)]
