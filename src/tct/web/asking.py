"""Questions as pages: the question, its parameters, its answer with evidence, its SPARQL, and the call of a program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from tct.citation import apa
from tct.questions import Question, run
from tct.web.answers import answer
from tct.web.choices import checked, choices
from tct.web.citing import of_question
from tct.web.page import here, lang_of, page
from tct.web.reader import Reader
from tct.web.state import State

ENDINGS: Final = ("json", "csv", "tsv", "xml")
"""Formats of a table that an address of the API may end with."""

CALLS: Final = {
    "curl": "curl '{address}.csv{query}'",
    "Python": (
        "import csv, io, urllib.request\n\n"
        'with urllib.request.urlopen("{address}.csv{query}") as answer:\n'
        '    rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8", newline="")))'
    ),
    "R": 'rows <- read.csv("{address}.csv{query}", encoding = "UTF-8")',
}
"""The same call in each language, with what it needs of that language's own library."""


def questions(request: Request) -> Response:
    """Show every question, by group."""
    catalogue = request.app.state.tct.catalogue
    return page(
        request,
        "questions.html",
        groups=catalogue.by_group(),
        titles=catalogue.groups,
        alternates=[("application/json", "/api/questions")],
    )


def question(request: Request) -> Response:
    """Show a question, its answer with evidence, its SPARQL, and the same call from a program.

    Raises UnknownName for a question that there is not, UsageError for a value that does not fit.
    """
    state: State = request.app.state.tct
    lang = lang_of(request)
    chosen = state.catalogue.get(request.path_params["slug"])
    given = {name: value for name, value in request.query_params.items() if name != "lang"}
    values = checked(chosen, given, state)
    reader = Reader(state.store, lang)
    found = answer(run(chosen, state.store, values), reader, state.catalogue.heads)
    api = f"/api/questions/{chosen.slug}"
    endings = [(ending, f"{api}.{ending}{_query(values)}") for ending in (*ENDINGS, "csv-safe")]
    return page(
        request,
        "question.html",
        lang=lang,
        styles=["asking.css"],
        item=chosen,
        found=found,
        sparql=chosen.query(values),
        fields=[
            (parameter, values.get(parameter.name, parameter.default), choices(parameter, state, lang))
            for parameter in chosen.parameters
        ],
        endings=endings,
        api=state.address + api + _query(values),
        calls=calls(state.address + api, values),
        evidence_url=here("/evidence?" + urlencode({"question": chosen.slug, **values}), lang),
        editor_url=here("/sparql?" + urlencode({"question": chosen.slug, **values}), lang),
        reference_text=apa(of_question(state, chosen, values, lang)),
        cite_url=here("/cite?" + urlencode({"question": chosen.slug, **values}), lang),
        alternates=[("text/csv", endings[1][1]), ("application/sparql-results+json", endings[0][1])],
    )


def calls(address: str, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the call of the API in each language; the address is percent-encoded, so no quoting can be broken."""
    return [(name, text.format(address=address, query=_query(values))) for name, text in CALLS.items()]


def _query(values: Mapping[str, str]) -> str:
    return "?" + urlencode(values, safe=":") if values else ""


def summary(item: Question, address: str) -> dict[str, object]:
    """Return a question as data: what it asks, why, its parameters, where its answer and its page are."""
    return {
        "slug": item.slug,
        "group": item.group,
        "question": dict(item.question),
        "why": dict(item.why),
        "parameters": [
            {"name": each.name, "kind": each.kind, "default": each.default, "en": each.en, "es": each.es}
            for each in item.parameters
        ],
        "answer": f"{address}/api/questions/{item.slug}",
        "page": f"{address}/questions/{item.slug}",
    }


ROUTES: Final = [("/questions", questions), ("/questions/{slug}", question)]
