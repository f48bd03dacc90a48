"""The OpenAPI description of the addresses that are no functions of FastAPI, the SPARQL protocol first of all."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from tct.web import api, citing, search
from tct.web.negotiate import GRAPHS, TABLES
from tct.web.state import State

_CITATIONS = dict.fromkeys(citing.MEDIA.values(), "")
_LISTS = {"text/html": "html", "application/json": "json"}
_EVIDENCE = {**_LISTS, "text/csv": "csv"}
_TEXT = {"type": "string"}
_PROBLEM = {"application/problem+json": {"schema": {"type": "object", "required": ["title", "status", "detail"]}}}

_GRAPH_WRITES = {
    "put": "Replace a graph by the Turtle or N-Triples of the body",
    "post": "Add the Turtle or N-Triples of the body",
    "delete": "Delete a graph",
}


def describe_protocol(app: FastAPI, state: State) -> None:
    """Let ``/openapi.json`` describe the protocol beside what FastAPI knows."""

    described_for = [""]

    def described() -> dict[str, Any]:
        if app.openapi_schema is None or described_for[0] != state.manifest.digest:  # choices are nodes of a release
            described_for[0] = state.manifest.digest
            schema = get_openapi(title=app.title, version=app.version, routes=app.routes)
            schema["paths"] = {
                **schema.get("paths", {}),
                **_sparql(),
                **_pages(),
                **_writes(),
                **api.paths(state),
                **search.openapi(),
            }
            schema["tags"] = [{"name": name} for name in ["protocol", "questions", *api.tags(state)]]
            schema["components"] = {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}
            schema["info"]["description"] = state.manifest.disclaimer["en"]
            schema["info"]["license"] = {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"}
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _sparql() -> dict[str, Any]:
    text = _TEXT
    graphs = {"type": "array", "items": {"type": "string", "format": "uri"}}
    formats = {"type": "string", "enum": ["json", "xml", "csv", "csv-safe", "tsv", "turtle", "nt", "rdf", "jsonld"]}
    shared = [
        _parameter("default-graph-uri", graphs, "Graphs of the default graph; only served ones."),
        _parameter("named-graph-uri", graphs, "Named graphs; only served ones."),
        _parameter("format", formats, "A short name of the format, instead of Accept."),
    ]
    form = {
        "type": "object",
        "required": ["query"],
        "properties": {"query": text, "default-graph-uri": graphs, "named-graph-uri": graphs, "format": formats},
    }
    return {
        "/sparql": {
            "get": {
                "summary": "Answer a SPARQL 1.1 query; without one, describe the service",
                "operationId": "query_get",
                "tags": ["protocol"],
                "parameters": [_parameter("query", text, "One SPARQL 1.1 query."), *shared],
                "responses": _answers({**TABLES, **GRAPHS}, 400, 406, 413, 429, 503, 504, 507),
            },
            "post": {
                "summary": "Answer a SPARQL 1.1 query, from a form or as the body itself",
                "operationId": "query_post",
                "tags": ["protocol"],
                "parameters": shared,
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/x-www-form-urlencoded": {"schema": form},
                        "application/sparql-query": {"schema": text},
                    },
                },
                "responses": _answers({**TABLES, **GRAPHS}, 400, 406, 408, 413, 415, 429, 503, 504, 507),
            },
        }
    }


def _pages() -> dict[str, Any]:
    text = _TEXT
    return {
        "/.well-known/void": {"get": _plain("The VoID description of the dataset", GRAPHS, "void", 406)},
        "/catalog": {"get": _plain("The DCAT catalogue", GRAPHS, "catalog", 406)},
        "/downloads": {"get": _plain("The files of the release, with their checksums", _LISTS, "downloads", 406, 503)},
        "/cite": {
            "get": {
                **_plain("How to cite the dataset, a node or an answer", _CITATIONS, "cite", 400, 404, 406, 410),
                "parameters": [
                    _parameter("entity", text, "A node, by CURIE, IRI or slug."),
                    _parameter("question", text, "A question by its slug; its parameters go beside it."),
                    _parameter("format", {"type": "string", "enum": list(citing.MEDIA)}, "Instead of Accept."),
                    _parameter("lang", {"type": "string", "enum": ["en", "es"]}, "Instead of Accept-Language."),
                ],
            }
        },
        "/evidence": {
            "get": {
                **_plain("The evidence table of a question or an entity", _EVIDENCE, "evidence", 400, 404, 406, 413),
                "parameters": [
                    _parameter("entity", text, "A node, by CURIE, IRI or slug."),
                    _parameter("question", text, "A question by its slug; its parameters go beside it."),
                    _parameter("format", {"type": "string", "enum": ["html", "csv", "json"]}, "Instead of Accept."),
                    _parameter("lang", {"type": "string", "enum": ["en", "es"]}, "Instead of Accept-Language."),
                ],
            }
        },
        "/healthz": {"get": _plain("Whether the process answers", {"application/json": ""}, "healthz")},
        "/readyz": {"get": _plain("Whether queries are answered, and from which release",
                                  {"application/json": ""}, "readyz", 503)},
        "/metrics": {"get": _plain("Counts for Prometheus", {"text/plain": ""}, "metrics")},
    }  # fmt: skip


def _writes() -> dict[str, Any]:
    text = {"type": "string"}
    graphs = {"type": "array", "items": {"type": "string", "format": "uri"}}
    return {
        "/graph-store": {
            "get": {
                "summary": "Give a named graph (Graph Store Protocol); writes need a writable instance",
                "operationId": "graph_get",
                "parameters": [
                    _parameter("graph", {"type": "string", "format": "uri"}, "The IRI of a served graph."),
                    _parameter("default", {"type": "string", "enum": [""]}, "The default graph instead."),
                ],
                "responses": _answers(GRAPHS, 400, 404, 406),
            },
            **{method: _write(method, what) for method, what in _GRAPH_WRITES.items()},
        },
        "/update": {
            "post": {
                "summary": "Apply a SPARQL 1.1 update; on a writable instance only, validated before it counts",
                "operationId": "update_post",
                "security": [{"token": []}],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/x-www-form-urlencoded": {
                            "schema": {
                                "type": "object",
                                "required": ["update"],
                                "properties": {
                                    "update": text,
                                    "using-graph-uri": graphs,
                                    "using-named-graph-uri": graphs,
                                },
                            }
                        },
                        "application/sparql-update": {"schema": text},
                    },
                },
                "responses": {"204": {"description": "It counts"}, **_problems(400, 401, 403, 408, 413, 415, 422, 503)},
            }
        },
    }


def _write(method: str, what: str) -> dict[str, Any]:
    return {
        "summary": what + "; on a writable instance only, validated before it counts",
        "operationId": f"graph_{method}",
        "security": [{"token": []}],
        "parameters": [_parameter("graph", {"type": "string", "format": "uri"}, "The IRI of a graph.")],
        "responses": {
            "204": {"description": "It counts"},
            "201": {"description": "The graph is new"},
            **_problems(400, 401, 403, 404, 408, 413, 415, 422, 503),
        },
    }


def _parameter(name: str, schema: dict[str, Any], what: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": what}


def _plain(summary: str, media: dict[str, str], name: str, *problems: int) -> dict[str, Any]:
    return {"summary": summary, "operationId": name, "tags": ["protocol"], "responses": _answers(media, *problems)}


def _answers(media: dict[str, str], *problems: int) -> dict[str, Any]:
    good = {"description": "The answer", "content": {name: {} for name in media}}
    return {"200": good, **_problems(*problems)}


def _problems(*statuses: int) -> dict[str, Any]:
    return {str(status): {"description": "Refused", "content": _PROBLEM} for status in statuses}
