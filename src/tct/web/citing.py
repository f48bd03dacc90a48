"""How to cite the dataset, a node or the answer to a question: a page, CSL-JSON, BibTeX, a line of text; and /about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlencode

from rdflib import Literal, URIRef
from starlette.requests import Request
from starlette.responses import Response

from tct.build import Manifest
from tct.citation import Citation, apa, bibtex, cite, csl_json
from tct.describe import find
from tct.errors import QueryRefused, UsageError
from tct.namespaces import BASE, compact, expand
from tct.questions import Question
from tct.web.choices import checked
from tct.web.negotiate import best, shorten
from tct.web.page import TEMPLATES, href, lang_of, page
from tct.web.reader import Reader
from tct.web.site import Site
from tct.web.state import State

MEDIA: Final = {
    "html": "text/html",
    "csl": "application/vnd.citationstyles.csl+json",
    "bibtex": "application/x-bibtex",
    "apa": "text/plain",
}
"""The forms of a citation, by the name that ``format`` takes, and their media types."""

_ALIASES: Final = {"json": "csl", "csl-json": "csl", "bib": "bibtex", "text": "apa", "txt": "apa"}
_WRITE: Final[Mapping[str, Callable[[Citation], str]]] = {
    "csl": csl_json,
    "bibtex": bibtex,
    "apa": lambda citation: apa(citation) + "\n",
}
_ENDINGS: Final = {"csl": "json", "bibtex": "bib", "apa": "txt"}
_LONGEST: Final = 500


def cite_page(request: Request) -> Response:
    """Give the citation of ``entity`` (a CURIE, an IRI, a slug), of ``question`` with its parameters, or of all.

    Raises UnknownName (404), UsageError (400) for two things at once, QueryRefused (406; 410 for a withdrawn node).
    """
    lang, form = lang_of(request), _form(request)
    given = {name: value for name, value in request.query_params.items() if name not in {"lang", "format"}}
    citation, thing, evidence = _cited(request, given, lang)
    if form != "html":
        headers = {"Vary": "Accept, Accept-Language", "Content-Language": lang, "Cache-Control": "public, no-cache"}
        headers["Content-Disposition"] = f'inline; filename="{citation.key}.{_ENDINGS[form]}"'
        return Response(_WRITE[form](citation), 200, headers, MEDIA[form] + "; charset=utf-8" * (form != "csl"))
    forms = [(name, f"/cite?{urlencode({**given, 'format': name, 'lang': lang})}") for name in _WRITE]
    return page(
        request,
        "cite.html",
        lang=lang,
        styles=["citing.css"],
        alternates=[(MEDIA[name], url) for name, url in forms],
        citation=citation,
        thing=thing,
        evidence=evidence,
        forms=dict(forms),
        text=apa(citation),
        bibtex=bibtex(citation),
        csl=csl_json(citation),
    )


def _form(request: Request) -> str:
    """Return the form that is asked for, by ``format`` or Accept. Raises QueryRefused (406) for another one."""
    accept, alias = request.headers.get("accept", "").strip(), request.query_params.get("format")
    if alias is not None:
        name = alias.strip().lower()
        form = next((key for key, media in MEDIA.items() if name in {key, media} or _ALIASES.get(name) == key), None)
    else:
        media = best(accept[:4096], (*MEDIA.values(), "application/json")) if accept else "text/html"
        form = "csl" if media == "application/json" else next((k for k, v in MEDIA.items() if v == media), None)
    if form is None:
        raise QueryRefused(
            f"{shorten(alias or accept)} is not offered here; there is {', '.join(MEDIA.values())}",
            406,
            title="Not acceptable",
        )
    return form


def _cited(request: Request, given: dict[str, str], lang: str) -> tuple[Citation, str, str]:
    """Return a citation, the address of its page and that of its evidence ('' for the dataset), on this server."""
    state: State = request.app.state.tct
    if "entity" in given and "question" in given:
        raise UsageError("cite an entity or a question, not both at once")
    if "question" in given:
        return _question(state, given, lang)
    if others := sorted(set(given) - {"entity"}):
        raise UsageError(f"there is no parameter {shorten(others[0], 40)}; there is entity, question, format, lang")
    if "entity" in given:
        return _entity(request, given["entity"], lang)
    return cite(state.manifest, lang), "", ""


def _entity(request: Request, name: str, lang: str) -> tuple[Citation, str, str]:
    state: State = request.app.state.tct
    site: Site = request.app.state.site
    if len(name) > _LONGEST:
        raise UsageError(f"a name of {len(name)} characters is too long; at most {_LONGEST} are read")
    if entry := site.withdrawn.get(_iri(name)):
        raise QueryRefused(f"withdrawn on {entry.date}: {entry.reason[lang]}", 410, title="Gone")
    if name in {BASE, BASE.rstrip("/")}:
        return cite(state.manifest, lang), "", ""
    iri = URIRef(_iri(name)) if _iri(name) in state.manifest.graphs else find(name, state.store)
    reader, curie = Reader(state.store, lang), compact(str(iri))
    reader.learn([iri])
    citation = cite(state.manifest, lang, reader.text(iri), str(iri), curie)
    return citation, href(str(iri), lang), f"/evidence?{urlencode({'entity': curie, 'lang': lang})}"


def _iri(name: str) -> str:
    try:
        return expand(name)
    except ValueError:
        return ""


def _question(state: State, given: dict[str, str], lang: str) -> tuple[Citation, str, str]:
    chosen = state.catalogue.get(given["question"])
    values = checked(chosen, {name: value for name, value in given.items() if name != "question"}, state)
    own = f"/questions/{chosen.slug}?{urlencode({**values, 'lang': lang})}"
    evidence = f"/evidence?{urlencode({'question': chosen.slug, **values, 'lang': lang})}"
    return of_question(state, chosen, values, lang), own, evidence


def of_question(state: State, question: Question, values: Mapping[str, str], lang: str) -> Citation:
    """Return the citation of an answer; every parameter stands in it, because a default may change."""
    values = {each.name: values.get(each.name, each.default) for each in question.parameters}
    query = f"?{urlencode(values, safe=':')}" if values else ""
    named = _named(state, values, lang)
    title = question.question[lang] + (f" ({named})" if named else "")
    key = "-".join([question.slug, *values.values()])
    return cite(state.manifest, lang, title, f"{BASE}questions/{question.slug}{query}", key)


def _named(state: State, values: Mapping[str, str], lang: str) -> str:
    """Return the values of a question's parameters as a reader sees them: nodes by their names."""
    reader = Reader(state.store, lang)
    nodes = [URIRef(_iri(value)) if _iri(value) else Literal(value) for value in values.values()]
    reader.learn(nodes)
    return ", ".join(reader.text(node) for node in nodes)


def about(request: Request) -> Response:
    """Say what this is, what it is not, and how it is cited."""
    state: State = request.app.state.tct
    lang = lang_of(request)
    citation = cite(state.manifest, lang)
    return page(
        request,
        "about.html",
        lang=lang,
        styles=["citing.css"],
        text=apa(citation),
        bibtex=bibtex(citation),
        questions=len(state.catalogue),
        license=state.manifest.licence,
    )


def _reference(manifest: Manifest, lang: str, title: str, url: str) -> str:
    """Return the line of a reference, for the block at the end of a page."""
    return apa(cite(manifest, lang, title, url))


TEMPLATES.globals |= {"reference": _reference}

ROUTES: Final = [("/cite", cite_page), ("/about", about)]
