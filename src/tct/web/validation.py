"""What the validation of the release found, and every rule in plain words; the same as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rdflib import URIRef
from starlette.requests import Request
from starlette.responses import Response

from tct.namespaces import expand
from tct.web.either import offered
from tct.web.kept import Kept
from tct.web.ontology import MODEL, Names
from tct.web.page import is_own, lang_of, page
from tct.web.state import State

REPORT: Final = Kept(lambda state: state.build.report())
"""The report of each application's build; None where it was published without one."""

_BLANK: Final = re.compile(r"\{[?$]\w+\}")


def validation(request: Request) -> Response:
    """Show the report and the rules; ``format=json`` gives the report as it is. Raises QueryRefused (406)."""
    state: State = request.app.state.tct
    report, lang = REPORT.of(state), lang_of(request)
    if offered(request) == "json":
        headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "public, no-cache"}
        body = json.dumps(report or {}, ensure_ascii=False).encode()
        return Response(body, 200 if report else 404, headers, "application/json")
    names = Names(state, MODEL.of(state).vocabulary, lang)
    own = sorted({name for name in _named(report or {}) if is_own(_iri(name))})
    names.labels.learn(URIRef(_iri(name)) for name in own)
    return page(
        request,
        "validation.html",
        report=report,
        older=report is not None and report["sha256"] != state.manifest.digest,
        labels={name: names.name(_iri(name)) for name in own},
        addresses={name: names.link(_iri(name)) for name in own},
        said=lambda check: [_BLANK.sub("…", text) for text in check["messages"].get(lang, ())],
        styles=["finding.css"],
        alternates=[("application/json", "/validation?format=json")],
    )


def _named(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield every node that the page names, by CURIE."""
    for finding in report.get("findings", ()):
        yield finding["subject"]
    for rule in report.get("rules", ()):
        if rule["example"]:
            yield rule["example"]
        for check in rule["checks"]:
            yield from check["targets"]
            yield from check["properties"]


def _iri(name: str) -> str:
    """Return the IRI of a CURIE, or '' where it is none (a path of a shape may be anything)."""
    try:
        return expand(name)
    except ValueError:
        return ""


ROUTES: Final = [("/validation", validation)]
