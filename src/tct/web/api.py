"""Questions for programs: the catalogue as JSON, an address for each answer, their part of the OpenAPI description."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tct.errors import UsageError
from tct.questions import Parameter, Question
from tct.web import fields as protocol
from tct.web.asking import ENDINGS, summary
from tct.web.cache import tag
from tct.web.choices import checked, choices
from tct.web.negotiate import SAFE, TABLES
from tct.web.sparql import ALIASES, answer_query
from tct.web.state import State

_TABLES: Final = tuple(dict.fromkeys(media for media in TABLES if media not in {"application/xml", "text/xml"}))


def catalogue(request: Request) -> Response:
    """Give every question with its parameters and addresses."""
    state: State = request.app.state.tct
    body = {
        "questions": [summary(item, state.address) for item in state.catalogue],
        "groups": state.catalogue.groups,
        "release": state.manifest.version,
        "sha256": state.manifest.digest,
    }
    data = json.dumps(body, ensure_ascii=False).encode()
    etag = tag(state.manifest.digest, "questions", data.decode())
    headers = {"ETag": etag, "Cache-Control": "public, no-cache"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(None, 304, headers)
    return Response(data, 200, headers, "application/json")


class Answered:
    """The answer to one question in every result format, by the Accept header, ``format`` or the ending."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer it as the endpoint answers its query: the same limits, cache, codings and formats.

        Raises UnknownName for a question that there is not, UsageError for a parameter that does not fit.
        """
        state: State = scope["app"].state.tct
        slug, _, ending = scope["path_params"]["slug"].partition(".")
        chosen = state.catalogue.get(slug)
        given = protocol.from_address(scope["query_string"])
        fields = [("format", ending)] if ending else []
        fields += [(name, value) for name, value in given if name in {*ALIASES, "download"}]
        asked = [(name, value) for name, value in given if name not in {*ALIASES, "download", "lang"}]
        names = [name for name, _ in asked]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise UsageError(f"parameter {twice} is given {names.count(twice)} times; give it once")
        values = await asyncio.to_thread(checked, chosen, dict(asked), state)
        await answer_query(scope, receive, send, chosen.query(values), fields)


def paths(state: State) -> dict[str, Any]:
    """Return the OpenAPI description of the questions, one path each (OpenAPI 3.1, 4.8.8)."""
    plain = {"description": "The questions", "content": {"application/json": {}}}
    listed = {"summary": "Every question of the catalogue", "operationId": "questions", "tags": ["questions"]}
    found: dict[str, Any] = {"/api/questions": {"get": {**listed, "responses": {"200": plain}}}}
    for item in state.catalogue:
        found[f"/api/questions/{item.slug}"] = {"get": _operation(item, state)}
    return found


def tags(state: State) -> list[str]:
    """Return the groups of the questions, in the order of the catalogue."""
    return [state.catalogue.groups[group]["en"] for group in state.catalogue.by_group()]


def _operation(item: Question, state: State) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"type": "object", "required": ["title", "status", "detail"]}}}
    refused = {str(status): {"description": "Refused", "content": problem} for status in (400, 406, 413, 429, 503, 504)}
    formats = {
        "name": "format",
        "in": "query",
        "description": "A short name of the format, instead of Accept.",
        "schema": {"type": "string", "enum": [*ENDINGS, SAFE]},
    }
    return {
        "summary": item.question["en"],
        "description": item.why["en"],
        "operationId": item.slug.replace("-", "_"),
        "tags": [state.catalogue.groups[item.group]["en"]],
        "parameters": [*(_parameter(each, state) for each in item.parameters), formats],
        "responses": {
            "200": {"description": "The answer", "content": {media: {} for media in _TABLES}},
            **refused,
        },
    }


def _parameter(parameter: Parameter, state: State) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "default": parameter.default}
    if parameter.kind == "xsd:integer":
        schema = {"type": "integer", "default": int(parameter.default)}
    elif offered := [curie for curie, _ in choices(parameter, state, "en")]:
        schema["enum"] = offered
    return {
        "name": parameter.name,
        "in": "query",
        "description": f"{parameter.en} ({parameter.kind})",
        "schema": schema,
    }


ROUTES: Final = [("/api/questions", catalogue), ("/api/questions/{slug}", Answered())]
