"""What every page shares: templates, the language of the reader, links that stay on this server, the frame.

A module of pages calls `page` with a template that extends ``base.html``; in a template, ``iri | href`` is the
address of a node and ``path | here`` an address of this site, both in the language of the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from tct.namespaces import BASE, TCT, compact
from tct.web.negotiate import language
from tct.web.state import State
from tct.words import WORDS

NAVIGATION: Final = (
    ("questions", "/questions"),
    ("search", "/search"),
    ("map", "/map"),
    ("timeline", "/timeline"),
    ("graph", "/graph"),
    ("counts", "/counts"),
    ("editor", "/sparql"),
    ("ontology", "/ontology"),
    ("validation", "/validation"),
    ("downloads", "/downloads"),
    ("corrections", "/corrections"),
    ("about", "/about"),
)
"""Every page is reachable from here: the key of its words, and its address."""

SCRIPTED: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The Content-Security-Policy of a page with scripts: those of this server, none within the page, no evaluation."""

_SAFE: Final = "/#:@!$&'()*+,;=~-._"


def lang_of(request: Request) -> str:
    """Return the language of a page: en or es. Raises UsageError for another one that was asked for."""
    return language(request.headers.get("accept-language"), request.query_params.get("lang"))


def here(path: str, lang: str, **values: str) -> str:
    """Return an address of this site that keeps the language, before a fragment where there is one.

    >>> here("/document/x#p1s1", "es")
    '/document/x?lang=es#p1s1'
    """
    bare, mark, fragment = path.partition("#")
    joint = "&" if "?" in bare else "?"
    return f"{bare}{joint}{urlencode({**values, 'lang': lang})}{mark}{fragment}"


def is_own(iri: str) -> bool:
    """Whether an IRI is one of the public base.

    >>> is_own(BASE + "country/ml"), is_own("https://example.org/")
    (True, False)
    """
    return iri.startswith(BASE)


def href(iri: str, lang: str) -> str:
    """Return what a link to an IRI points to: the local path of an own one, an http(s) or mailto IRI as it is.

    A term of the ontology has a page of its own. Anything else (``javascript:`` before all) gives '' and is no link.

    >>> href(BASE + "country/ml", "en"), href("javascript:alert(1)", "en"), href("https://example.org/x", "en")
    ('/country/ml?lang=en', '', 'https://example.org/x')
    """
    if iri.startswith(TCT):
        return here("/ontology/" + quote(iri.removeprefix(TCT), safe=""), lang)
    if is_own(iri):
        return here("/" + quote(iri.removeprefix(BASE), safe=_SAFE), lang)
    try:
        parts = urlsplit(iri)
    except ValueError:
        return ""
    named = parts.netloc if parts.scheme in {"http", "https"} else parts.path if parts.scheme == "mailto" else ""
    return quote(iri, safe=_SAFE + "?%[]") if named else ""


@pass_context
def _href(context: Context, iri: object) -> str:
    return href(str(iri), context["lang"])


@pass_context
def _here(context: Context, path: str, **values: str) -> str:
    return here(path, context["lang"], **values)


TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters |= {"href": _href, "here": _here, "compact": lambda iri: compact(str(iri))}
TEMPLATES.tests |= {"own": lambda iri: is_own(str(iri))}
TEMPLATES.globals |= {"navigation": NAVIGATION}


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    lang: str = "",
    scripts: Sequence[str] = (),
    styles: Sequence[str] = (),
    alternates: Sequence[tuple[str, str]] = (),
    address: str = "",
    **values: Any,
) -> Response:
    """Return a page: a template in the language of the reader, within the frame of the site.

    ``scripts`` and ``styles`` are paths below ``/static/``; ``alternates`` are media types and addresses of the same
    content as data. ``address`` is the quoted path of a page that is kept for all readers: nothing of the request but
    the language then stands in it. A template always has ``lang``, ``w`` (the words), ``manifest``, ``here_path``.
    """
    state: State = request.app.state.tct
    lang = lang or lang_of(request)
    other = "es" if lang == "en" else "en"
    given = () if address else request.query_params.multi_items()
    params = [(name, value) for name, value in given if name not in {"lang", "query"}]
    address = address or quote(request.url.path, safe=_SAFE)
    html = TEMPLATES.get_template(template).render(
        lang=lang,
        other=other,
        other_url=address + "?" + urlencode([*params, ("lang", other)]),
        here_path=address,
        w=WORDS[lang],
        manifest=state.manifest,
        scripts=scripts,
        styles=styles,
        alternates=alternates,
        **values,
    )
    found = {"Vary": "Accept, Accept-Language", "Content-Language": lang, **(headers or {})}
    if scripts:
        found["Content-Security-Policy"] = SCRIPTED
    return HTMLResponse(html, status, headers=found)
