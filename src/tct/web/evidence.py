"""The evidence table of a question or an entity: claims on facts, numbered, to print, to file, or as data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from tct.describe import find
from tct.errors import QueryRefused
from tct.spreadsheet import safe_csv
from tct.web.cache import tag
from tct.web.either import offered
from tct.web.lines import Line, Table, of_entity, of_question
from tct.web.page import here, lang_of, page
from tct.web.reader import Link, Reader
from tct.web.state import State
from tct.words import WORDS

_FORMS: Final = {"text/html": "html", "text/csv": "csv", "application/json": "json"}
_OWN: Final = {"lang", "format", "question", "entity"}


def evidence(request: Request) -> Response:
    """Show the evidence table of ``question`` (with its parameters) or ``entity``, as a page, CSV or JSON.

    Raises UnknownName for a question or an entity that there is not, UsageError for a value that does not fit,
    QueryRefused: 400 where neither or both are named, 406 for another format, 413 for more facts than a table takes.
    """
    state: State = request.app.state.tct
    lang, form = lang_of(request), offered(request, _FORMS)
    question, entity = request.query_params.get("question"), request.query_params.get("entity")
    if bool(question) == bool(entity):
        raise QueryRefused(WORDS[lang]["evidence_which"], title="Bad request")
    reader = Reader(state.store, lang)
    if question:
        others = {name: value for name, value in request.query_params.items() if name not in _OWN}
        table = of_question(state, reader, question, others)
    else:
        table = of_entity(reader, find(entity or "", state.store))
    if form == "html":
        return _page(request, state, lang, table)
    body = as_json(table, state, lang) if form == "json" else as_csv(table, state, lang)
    return _data(request, body.encode(), form, f"{table.name}-{state.manifest.version}-{lang}")


def _page(request: Request, state: State, lang: str, table: Table) -> Response:
    own = [(name, value) for name, value in request.query_params.multi_items() if name not in {"format", "lang"}]
    files = [(form, here("/evidence?" + urlencode([*own, ("format", form)]), lang)) for form in ("csv", "json")]
    types = {"csv": "text/csv", "json": "application/json"}
    return page(
        request,
        "evidence.html",
        lang=lang,
        styles=["asking.css"],
        table=table,
        digest=state.manifest.digest,
        files=files,
        alternates=[(types[form], address) for form, address in files],
    )


def _data(request: Request, body: bytes, form: str, name: str) -> Response:
    etag = tag(body.decode())
    headers = {
        "ETag": etag,
        "Vary": "Accept, Accept-Language",
        "Cache-Control": "public, no-cache",
        "Content-Disposition": f'attachment; filename="{name}.{form}"',
    }
    if etag in request.headers.get("if-none-match", ""):
        return Response(None, 304, headers)
    return Response(body, 200, headers, "text/csv" if form == "csv" else "application/json")


def as_csv(table: Table, state: State, lang: str) -> str:
    """Return the table as CSV for a spreadsheet; every row names the release."""
    w = WORDS[lang]
    keys = (
        "number fact claim stands who relayed certainty confidence basis on passage document edition where sha256 notes"
    )
    iris = [w["evidence_iri"].format(name=w[f"evidence_{key}"]) for key in ("fact", "claim", "passage")]
    heads = [*(w[f"evidence_{key}"] for key in keys.split()), *iris, w["release"]]
    release = f"{state.manifest.version} ({state.manifest.date}), sha256 {state.manifest.digest}"
    return safe_csv(heads, [[*_cells(line, w), release] for line in table.lines])


def _cells(line: Line, w: Mapping[str, str]) -> list[str]:
    claim = line.claim
    editions = [edition for edition, _ in line.places if edition]
    return [
        str(line.number),
        line.fact.text,
        claim.gloss,
        w["evidence_denies" if claim.denies else "evidence_supports"],
        *(
            "; ".join(link.text for link in links)
            for links in (claim.said_by, claim.reported_by, claim.certainty, claim.confidence, claim.basis)
        ),
        "; ".join(link.text for link in claim.properties),
        "; ".join(link.text for _, links in line.places for link in links),
        "; ".join(edition.document for edition in editions),
        "; ".join(edition.version for edition in editions),
        "; ".join(edition.address for edition in editions),
        "; ".join(edition.sha256 for edition in editions),
        " ".join(claim.notes),
        line.fact.iri,
        claim.iri,
        "; ".join(link.iri for _, links in line.places for link in links),
    ]


def as_json(table: Table, state: State, lang: str) -> str:
    """Return the table as JSON: names with their IRIs, and the release."""
    body = {
        "about": table.what,
        "language": lang,
        "parameters": [{"what": name, "value": value} for name, value in table.asked],
        "lines": [_json_line(line) for line in table.lines],
        "release": {
            "version": state.manifest.version,
            "date": state.manifest.date,
            "sha256": state.manifest.digest,
        },
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _json_line(line: Line) -> dict[str, Any]:
    claim = line.claim

    def named(links: Iterable[Link]) -> list[dict[str, str]]:
        return [{"label": link.text, "iri": link.iri} for link in links]

    return {
        "number": line.number,
        "fact": {"label": line.fact.text, "iri": line.fact.iri},
        "claim": {"gloss": claim.gloss, "iri": claim.iri},
        "denies": claim.denies,
        "said_by": named(claim.said_by),
        "reported_by": named(claim.reported_by),
        "certainty": named(claim.certainty),
        "confidence": named(claim.confidence),
        "basis": named(claim.basis),
        "properties": named(claim.properties),
        "notes": claim.notes,
        "passages": [
            {
                "name": link.text,
                "iri": link.iri,
                "document": edition.document if edition else "",
                "edition": edition.version if edition else "",
                "address": edition.address if edition else "",
                "sha256": edition.sha256 if edition else "",
            }
            for edition, links in line.places
            for link in links
        ],
    }


ROUTES: Final = [("/evidence", evidence)]
