"""Pages for people: the list of questions, and a question with its answer. They work without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tct.errors import UsageError
from tct.labels import Labels
from tct.namespaces import PREFIXES, compact
from tct.printing import table_for_people
from tct.questions import Parameter, run
from tct.store import Solutions
from tct.web.negotiate import language
from tct.web.state import State
from tct.words import WORDS

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def home(request: Request) -> Response:
    """Show every question, by group."""
    state: State = request.app.state.tct
    catalogue = state.catalogue
    return _page(request, "home.html", _language(request), groups=catalogue.by_group(), titles=catalogue.groups)


def question(request: Request) -> Response:
    """Show a question, its answer with evidence, and its SPARQL."""
    state: State = request.app.state.tct
    chosen = state.catalogue.get(request.path_params["slug"])
    values = {key: value for key, value in request.query_params.items() if key != "lang" and value}
    solutions = run(chosen, state.store, values)
    lang = _language(request)
    labels = Labels(state.store, lang)
    sparql = chosen.query(values)
    heads, rows = table_for_people(solutions, labels, state.catalogue.heads)
    fields = [
        (parameter, values.get(parameter.name, parameter.default), _choices(parameter, state, labels))
        for parameter in chosen.parameters
    ]
    downloads = [
        (form, "/sparql?" + urlencode({"query": sparql, "format": form})) for form in ("json", "csv", "tsv", "xml")
    ]
    return _page(
        request,
        "question.html",
        lang,
        item=chosen,
        heads=heads,
        rows=rows,
        sparql=sparql,
        fields=fields,
        downloads=downloads,
    )


def _choices(parameter: Parameter, state: State, labels: Labels) -> list[tuple[str, str]]:
    """Return the nodes that a parameter may take, as CURIE and label; none for a literal."""
    if parameter.kind.startswith("xsd:"):
        return []
    query = f"SELECT DISTINCT ?node {{ ?node a/rdfs:subClassOf* {parameter.kind} }} ORDER BY ?node LIMIT 500"
    answer = state.store.answer(query, PREFIXES)
    assert isinstance(answer, Solutions)
    nodes = [row[0] for row in answer.rows]
    labels.learn(nodes)
    return sorted(((compact(str(node)), labels.of(node)) for node in nodes), key=lambda pair: pair[1].casefold())


def error_page(request: Request, message: str, status: int, title: str, headers: dict[str, str]) -> Response:
    """Show an error to a person; a bad ``lang`` must not make the page about it fail too."""
    try:
        lang = _language(request)
    except UsageError:
        lang = "en"
    response = _page(request, "error.html", lang, message=message, title=title, status=status)
    response.status_code = status
    response.headers.update(headers)
    return response


def _language(request: Request) -> str:
    return language(request.headers.get("accept-language"), request.query_params.get("lang"))


def _page(request: Request, template: str, lang: str, **values: Any) -> Response:
    state: State = request.app.state.tct
    other = "es" if lang == "en" else "en"
    params = {**{key: value for key, value in request.query_params.items() if key != "query"}, "lang": other}
    html = _TEMPLATES.get_template(template).render(
        lang=lang,
        other=other,
        other_url=request.url.path + "?" + urlencode(params),
        w=WORDS[lang],
        manifest=state.manifest,
        **values,
    )
    return HTMLResponse(html, headers={"Vary": "Accept-Language", "Content-Language": lang})
