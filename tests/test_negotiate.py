"""Content negotiation: examples, and any header against a reference that is written from RFC 9110, 12.5.1."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tct.errors import QueryRefused
from tct.web.negotiate import ALIASES, GRAPHS, TABLES, best, choose, coding, language

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
BROWSER: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "table", "graph"),
    [
        (None, JSON, "text/turtle"),
        ("", JSON, "text/turtle"),
        ("*/*", JSON, "text/turtle"),
        ("*", JSON, "text/turtle"),
        (BROWSER, "application/xml", "text/turtle"),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", JSON, "text/turtle"),
        ("application/*", JSON, "application/n-triples"),
        ("text/*", "text/csv", "text/turtle"),
        ("TEXT/CSV, Text/Turtle", "text/csv", "text/turtle"),
        ("text/csv, */*", "text/csv", "text/turtle"),
        ("text/csv;q=0.1, */*;q=0.2", JSON, "text/turtle"),
        ("text/*;q=0.5, text/csv;q=0, text/turtle;q=0, */*;q=0.1", "text/tab-separated-values", "text/plain"),
        ("application/json, text/csv", "application/json", None),
        ("text/csv, application/json", "text/csv", None),
        ("text/csv;charset=utf-8, text/turtle; charset=utf-8", "text/csv", "text/turtle"),
        ('text/csv;charset="UTF-8"', "text/csv", None),
        ("text/csv;header=present", "text/csv", None),
        ("text/csv;header=absent, text/csv;q=0.5, application/xml;q=0.6", "application/xml", None),
        ("text/csv;charset=latin1", None, None),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', None, "application/ld+json"),
        ("text/csv;q=1., text/turtle;q=1.000", "text/csv", "text/turtle"),
        ("text/csv;q=0.9, application/xml;q=2, application/json;q=nan, text/xml;q=-1", "text/csv", None),
        ("text/csv;Q=0", None, None),
        ("*/csv, text, /, ;;, ,", None, None),
        ("image/png", None, None),
        ("*/*;q=0", None, None),
    ],
)
def test_what_a_header_gives(accept: str | None, table: str | None, graph: str | None) -> None:
    for form, offered, expected in (("select", TABLES, table), ("construct", GRAPHS, graph)):
        if expected:
            assert choose(accept, None, form) == (expected, offered[expected])
        else:
            with pytest.raises(QueryRefused) as refused:
                choose(accept, None, form)
            assert refused.value.status == 406
            assert str(refused.value) == (
                f"{accept} is not offered for this kind of query; there is {', '.join(offered)}"
            )


@pytest.mark.parametrize(
    ("alias", "table", "graph"),
    [
        ("json", JSON, "application/ld+json"),
        ("xml", XML, "application/rdf+xml"),
        ("CSV", "text/csv", None),
        ("tsv", "text/tab-separated-values", None),
        ("turtle", None, "text/turtle"),
        ("ttl", None, "text/turtle"),
        ("n3", None, "text/turtle"),
        ("nt", None, "application/n-triples"),
        ("rdf+xml", None, "application/rdf+xml"),
        ("json-ld", None, "application/ld+json"),
        (JSON, JSON, None),
        (JSON.replace("+", " "), JSON, None),
        ("text/turtle", None, "text/turtle"),
        ("png", None, None),
    ],
)
def test_an_alias_wins_over_the_header(alias: str, table: str | None, graph: str | None) -> None:
    for form, expected in (("select", table), ("ask", table), ("construct", graph), ("describe", graph)):
        if expected:
            assert choose("image/png", alias, form)[0] == expected
        else:
            with pytest.raises(QueryRefused, match=" is not offered for this kind of query; there is "):
                choose("*/*", alias, form)


def test_every_alias_names_something_that_is_offered() -> None:
    assert {media for medias in ALIASES.values() for media in medias} <= set(TABLES) | set(GRAPHS)


def test_a_message_holds_no_control_characters_and_is_short() -> None:
    with pytest.raises(QueryRefused) as refused:
        choose("image/png\r\nSet-Cookie: a=b" + "x" * 3000, None, "select")
    assert "\n" not in str(refused.value)
    assert "\r" not in str(refused.value)
    assert len(str(refused.value)) < 500
    with pytest.raises(QueryRefused, match="the Accept header has 5000 characters; at most 4096 are read") as long:
        choose("a/b, " * 1000, None, "select")
    assert long.value.status == 431


@dataclass(frozen=True)
class Element:
    """A media range as RFC 9110 has it, before it is written down."""

    kind: str
    subtype: str
    parameters: tuple[tuple[str, str], ...]
    thousandths: int | None

    def written(self, spaces: str, shout: bool) -> str:
        media = f"{self.kind}/{self.subtype}"
        pieces = [media.upper() if shout else media, *(f"{name}={value}" for name, value in self.parameters)]
        if self.thousandths is not None:
            pieces.append(f"q={self.thousandths // 1000}.{self.thousandths % 1000:03}".rstrip("0"))
        return f"{spaces};{spaces}".join(pieces)


def reference(elements: list[Element], offered: tuple[str, ...]) -> str | None:
    """12.5.1 word by word: "Media ranges can be overridden by more specific media ranges or specific media types.

    If more than one media range applies to a given type, the most specific reference has precedence"; the weight
    of a type is that of the most specific range, 0 is "not acceptable", no weight is 1. What the text leaves open
    is settled as `best` says it: the closer range, the earlier range, the earlier offer.
    """
    ranked: list[tuple[Fraction, int, int, int, int]] = []
    for place, media in enumerate(offered):
        precedence: dict[tuple[int, int], list[tuple[Fraction, int]]] = {}
        for number, element in enumerate(elements):
            parameters = [pair for pair in element.parameters if pair[0] != "profile"]
            if any(pair not in {("charset", "utf-8"), ("header", "present")} for pair in parameters):
                continue
            weight = Fraction(1000 if element.thousandths is None else element.thousandths, 1000)
            names = [f"{element.kind}/{element.subtype}"]
            patterns = ["*/*", media.split("/")[0] + "/*", media]
            for level, pattern in enumerate(patterns):
                if pattern in names:
                    precedence.setdefault((level, len(parameters)), []).append((weight, -number))
        if precedence:
            closest = max(precedence)
            weight, number = max(precedence[closest])
            if weight:
                ranked.append((weight, *closest, number, -place))
    return offered[-max(ranked)[-1]] if ranked else None


MEDIA: Final = sorted({*TABLES, *GRAPHS, "image/png", "text/html", "text/*", "application/*", "image/*", "*/*"})
PARAMETERS: Final = st.dictionaries(
    st.sampled_from(["charset", "header", "profile", "level"]), st.sampled_from(["utf-8", "present", "1"]), max_size=2
)
ELEMENTS: Final = st.builds(
    lambda media, parameters, weight: Element(
        media.split("/")[0], media.split("/")[1], tuple(parameters.items()), weight
    ),
    st.sampled_from(MEDIA),
    PARAMETERS,
    st.none() | st.sampled_from([0, 1, 500, 999, 1000]) | st.integers(0, 1000),
)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(
    st.lists(ELEMENTS, min_size=1, max_size=6),
    st.sampled_from(["", " ", "\t "]),
    st.booleans(),
    st.sampled_from(["select", "construct"]),
)
@example([Element("text", "csv", (("charset", "utf-8"),), 0), Element("text", "csv", (), None)], "", False, "select")
def test_any_header_gives_what_the_reference_gives(
    elements: list[Element], spaces: str, shout: bool, form: str
) -> None:
    offered = TABLES if form == "select" else GRAPHS
    header = f"{spaces},{spaces}".join(element.written(spaces, shout) for element in elements)
    expected = reference(elements, tuple(offered))
    assert best(header, tuple(offered)) == expected, header
    if expected:
        assert choose(header, None, form) == (expected, offered[expected])
    else:
        with pytest.raises(QueryRefused):
            choose(header, None, form)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from('*/;,=q.01 "\\textcsvapplication+json\t\x00é'), max_size=60))
def test_any_text_is_answered_or_refused_in_words(header: str) -> None:
    media = best(header, tuple(TABLES))
    if media or not header.strip():
        assert choose(header, None, "select") == (media or JSON, TABLES[media or JSON])
    else:
        with pytest.raises(QueryRefused, match=" is not offered for this kind of query; there is "):
            choose(header, None, "select")
    assert coding(header) in {"zstd", "gzip", "identity"}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP;q=0.5", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("zstd;q=0.5, gzip", "gzip"),
        ("zstd;q=0, *", "gzip"),
        ("*", "zstd"),
        ("identity, gzip;q=0.5", "identity"),
        ("identity;q=0, gzip;q=0.1", "gzip"),
        ("br", "identity"),
        ("*;q=0", "identity"),
        ("gzip, " * 1000, "identity"),
    ],
)
def test_codings(accept: str | None, expected: str) -> None:
    assert coding(accept) == expected


@pytest.mark.parametrize(
    ("accept", "chosen", "expected"),
    [
        (None, None, "en"),
        ("es-MX, en;q=0.5", None, "es"),
        ("en-GB;q=0.7, es;q=0.8, *;q=0.9", None, "es"),
        ("es;q=0", None, "en"),
        ("de, *", None, "en"),
        ("es", "en", "en"),
    ],
)
def test_languages(accept: str | None, chosen: str | None, expected: str) -> None:
    assert language(accept, chosen) == expected
