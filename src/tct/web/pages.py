"""The home page, and the page of an error. They work without scripts."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from tct.errors import UsageError
from tct.namespaces import PREFIXES
from tct.store import Solutions
from tct.web.page import lang_of, page
from tct.web.reader import Reader
from tct.web.resources import home_as_data
from tct.web.state import State

STARTS: Final = {
    "countries": "tct:Country",
    "agencies": "tct:Agency tct:Court",
    "lawsuits": "tct:Lawsuit",
    "sources": "tct:DocumentVersion",
}
"""Where a reader may start: the key of the words, and the classes whose nodes are named on the home page."""


def home(request: Request) -> Response:
    """Show where to start, and every question by group; give the dataset to a client that asks for data."""
    if data := home_as_data(request):
        return data
    state: State = request.app.state.tct
    catalogue, lang = state.catalogue, lang_of(request)
    starts = [(key, _nodes(state, kinds, lang)) for key, kinds in STARTS.items()]
    return page(request, "home.html", groups=catalogue.by_group(), titles=catalogue.groups, starts=starts)


def _nodes(state: State, kinds: str, lang: str) -> list[tuple[str, str]]:
    """Return IRI and label of the named nodes of some classes, by label."""
    query = f"""SELECT DISTINCT ?node {{
      VALUES ?kind {{ {kinds} }} ?node a ?kind FILTER NOT EXISTS {{ ?node a tct:UnnamedActor }}
    }} LIMIT 500"""
    answer = state.store.answer(query, PREFIXES)
    assert isinstance(answer, Solutions)
    reader = Reader(state.store, lang)
    reader.learn(row[0] for row in answer.rows)
    return sorted(((str(row[0]), reader.text(row[0])) for row in answer.rows), key=lambda pair: pair[1].casefold())


def error_page(request: Request, message: str, status: int, title: str, headers: dict[str, str]) -> Response:
    """Show an error to a person; a bad ``lang`` must not make the page about it fail too."""
    try:
        lang = lang_of(request)
    except UsageError:
        lang = "en"
    return page(
        request, "error.html", status=status, headers=headers, lang=lang, message=message, title=title, code=status
    )
