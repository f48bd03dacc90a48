"""Quantities, periods and dates in words, with what is uncertain about them said in the same breath."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from rdflib import XSD, Literal

from tct.labels import Labels
from tct.store import Term
from tct.words import WORDS

Parts = Mapping[str, Sequence[Term]]
"""The properties of a quantity or a period, by the local name of the property; ``units`` is the plural of its unit."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def day(text: str, lang: str) -> str:
    """Return an ISO date as a reader of a language writes it; anything else as it is.

    >>> day("2026-01-21", "en"), day("2026-01-21", "es"), day("soon", "en")
    ('21 January 2026', '21 de enero de 2026', 'soon')
    """
    match = _DAY.fullmatch(text)
    if not match or not 1 <= int(match[2]) <= 12:
        return text
    return WORDS[lang]["date"].format(day=int(match[3]), month=_month(match[2], lang), year=int(match[1]))


def _month(number: str, lang: str) -> str:
    return WORDS[lang]["months"].split()[int(number) - 1]


def number(text: str, lang: str) -> str:
    """Return a number with its thousands set apart.

    >>> number("11886", "en"), number("11886", "es"), number("0.5", "en")
    ('11,886', '11 886', '0.5')
    """
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return f"{value:,}" if lang == "en" else f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")


def literal(term: Literal, lang: str) -> str:
    """Return a literal for people: a date in words, a truth value as yes or no, all else as it is."""
    if term.datatype == XSD.boolean:
        return WORDS[lang]["yes" if str(term) in {"true", "1"} else "no"]
    return day(str(term), lang) if term.datatype == XSD.date else str(term)


def quantity(parts: Parts, labels: Labels) -> str:
    """Return a quantity: its qualifier, its number or its bounds, its unit, and the words of the source."""
    lang = labels.language
    qualifier = labels.of(_first(parts, "qualifier"))
    value = _number(parts, lang)
    unit = str(_first(parts, "units") or labels.of(_first(parts, "unit"))) if value else ""
    said = [part for part in (_lower(qualifier), value, _lower(unit)) if part]
    return _with_words(" ".join(said), parts, lang)


def _number(parts: Parts, lang: str) -> str:
    if "number" in parts:
        return number(str(parts["number"][0]), lang)
    if "numerator" in parts and "denominator" in parts:
        values = {name: str(parts[name][0]) for name in ("numerator", "denominator")}
        return WORDS[lang]["fraction"].format(**values)
    bounds = [number(str(parts[name][0]), lang) for name in ("lower", "upper") if name in parts]
    return "\N{EN DASH}".join(dict.fromkeys(bounds))


def period(parts: Parts, labels: Labels) -> str:
    """Return a period: the window in which it lies, that it is imprecise where it is, the words of the source."""
    lang = labels.language
    words = WORDS[lang]
    edtf = str(_first(parts, "edtf") or "")
    found = [_window(edtf, _text(parts, "notBefore"), _text(parts, "notAfter"), lang)]
    if "?" in edtf or "~" in edtf or "%" in edtf:
        found.append(words["uncertain_date"])
    if "anchoredTo" in parts:
        found.append(f"{words['read_from']} {labels.of(parts['anchoredTo'][0])}")
    return _with_words("; ".join(part for part in found if part), parts, lang)


def _window(edtf: str, first: str, last: str, lang: str) -> str:
    words = WORDS[lang]
    bare = edtf.replace("?", "").replace("~", "").replace("%", "")
    if re.fullmatch(r"\d{4}", bare):
        return words["in_year"].format(year=bare)
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", bare):
        return words["in_month"].format(month=_month(match[2], lang), year=match[1])
    if first and last:
        if first == last:
            return words["on_day"].format(day=day(first, lang))
        return words["between"].format(first=day(first, lang), last=day(last, lang))
    if first:
        return words["from_on"].format(first=day(first, lang))
    return words["until"].format(last=day(last, lang)) if last else edtf


def _with_words(text: str, parts: Parts, lang: str) -> str:
    quoted = _text(parts, "verbatim")
    if quoted.casefold() in text.casefold():
        return text
    marks = "\N{LEFT DOUBLE QUOTATION MARK}{}\N{RIGHT DOUBLE QUOTATION MARK}" if lang == "en" else "«{}»"
    return f"{text} {marks.format(quoted)}".strip()


def _first(parts: Parts, name: str) -> Term | None:
    return parts[name][0] if name in parts else None


def _text(parts: Parts, name: str) -> str:
    return str(_first(parts, name) or "")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
