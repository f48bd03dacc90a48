"""What the pictures show: one query a layer in ``queries/pictures/<picture>/*.rq``, so that data adds pictures.

A file starts with its header, TOML behind ``#+ ``: ``layer`` (how a script draws it), ``title.en``, ``title.es``,
``about`` (the properties whose claims are the evidence of a row: CURIEs, or the name of a variable that holds one) and
``key`` (the variables that make a row, else ``item``); what the other variables hold is gathered in lists. The first
variable of the key is the node whose claims are shown. What ``hide`` names is no column of the table.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from rdflib import Literal, URIRef

from tct.errors import Location, SourceError, SyntaxProblem
from tct.namespaces import PREFIXES, TCT, expand
from tct.printing import headings
from tct.sources import read_toml
from tct.store import Solutions, Store, Term
from tct.web.reader import Claim, Link, Reader

Heads = Mapping[str, Mapping[str, str]]
Positions = Mapping[str, Mapping[str, Any]]

_PARTS: Final = {
    TCT[name]: name
    for name in ("lower", "upper", "lowerOpen", "upperOpen", "numerator", "denominator", "unit", "qualifier",
                 "edtf", "notBefore", "notAfter", "iso3166", "inCountry", "placeType")
}  # fmt: skip
"""What a script must know of a node to draw it, by the property that tells it."""


@dataclass(frozen=True)
class Layer:
    """One query of a picture and how it is drawn."""

    name: str
    layer: str
    title: Mapping[str, str]
    sparql: str
    about: Sequence[str] = ()
    key: Sequence[str] = ("item",)
    hide: Sequence[str] = ()


@dataclass
class Row:
    """One row: what each variable holds, and the claims that back it."""

    cells: dict[str, list[Link]]
    claims: list[Claim] = field(default_factory=list)


@dataclass
class Shown:
    """A layer with its rows: the heads of its columns, and the rows in the order of the query."""

    layer: Layer
    title: str
    heads: dict[str, str]
    rows: list[Row]


@dataclass
class Picture:
    """A picture as data: its layers, and what is known of each node in them beside its name."""

    name: str
    layers: list[Shown]
    parts: dict[str, dict[str, Any]]


def read_layers(directory: Path) -> dict[str, list[Layer]]:
    """Return the layers of each picture (its directory's name), by file name; raises SyntaxProblem."""
    found: dict[str, list[Layer]] = {}
    for path in sorted(directory.glob("*/*.rq")):
        found.setdefault(path.parent.name, []).append(_read_layer(path))
    return found


def _read_layer(path: Path) -> Layer:
    lines = path.read_text(encoding="utf-8").splitlines()
    try:
        header = tomllib.loads("\n".join(line[3:] for line in lines if line.startswith("#+ ")))
        body = "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"
        layer = Layer(path.stem, sparql=body, **header)
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise SyntaxProblem(Location(str(path), 1), str(error).replace("Layer.__init__() ", "the header ")) from error
    if set(layer.title) != {"en", "es"}:
        raise SyntaxProblem(Location(str(path), 1), "title is given in en and es")
    for name in layer.key:
        if f"?{name}" not in body:
            raise SyntaxProblem(Location(str(path), 1), f"the key names ?{name}, which the query does not have")
    return layer


def read_positions(path: Path) -> dict[str, dict[str, Any]]:
    """Return where places are drawn, by IRI: ``at`` (latitude, longitude) and ``around``; raises SourceError."""
    found = {}
    for name, entry in (read_toml(path) if path.is_file() else {}).items():
        at = entry.get("at", [])
        if len(at) != 2 or not all(isinstance(value, int | float) for value in at):
            raise SourceError(f"{path}: {name} needs at = [latitude, longitude]")
        latitude, longitude = at
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise SourceError(f"{path}: {name} lies outside the world: {latitude}, {longitude}")
        found[expand(name)] = {"at": [latitude, longitude], "around": bool(entry.get("around", False))}
    return found


def draw(
    name: str, layers: Iterable[Layer], store: Store, lang: str, heads: Heads, positions: Positions | None = None
) -> Picture:
    """Answer the queries of a picture from a store, in a language."""
    reader = Reader(store, lang)
    shown = [_show(layer, reader, heads) for layer in layers]
    nodes = {link.iri for part in shown for row in part.rows for links in row.cells.values() for link in links}
    parts = _parts(nodes - {""}, reader)
    for iri, position in (positions or {}).items():
        if iri in nodes:
            parts[iri] = {**parts.get(iri, {}), **position}
    return Picture(name, shown, parts)


def _show(layer: Layer, reader: Reader, heads: Heads) -> Shown:
    answer = reader.store.answer(layer.sparql, PREFIXES)
    if not isinstance(answer, Solutions):
        raise SourceError(f"{layer.name}: a layer of a picture is a SELECT")
    reader.learn(term for row in answer.rows for term in row)
    columns = dict(zip(answer.variables, headings(answer.variables, reader.labels, heads), strict=True))
    grouped: dict[tuple[Term | None, ...], dict[str, list[Term]]] = {}
    for row in answer.rows:
        values = dict(zip(answer.variables, row, strict=True))
        lists = grouped.setdefault(tuple(values.get(name) for name in layer.key), defaultdict(list))
        for variable, term in values.items():
            if term is not None and term not in lists[variable]:
                lists[variable].append(term)
    claims = reader.claims({str(key[0]) for key in grouped if isinstance(key[0], URIRef)}) if layer.about else {}
    rows = [_row(lists, layer, claims.get(str(key[0]), []), reader) for key, lists in grouped.items()]
    columns = {name: text for name, text in columns.items() if name not in layer.hide}
    full = {name: text for name, text in columns.items() if any(row.cells.get(name) for row in rows)}
    return Shown(layer, layer.title[reader.lang], full, rows)


def _row(lists: Mapping[str, list[Term]], layer: Layer, claims: Iterable[Claim], reader: Reader) -> Row:
    properties = {str(term) for name in layer.about for term in lists.get(name, [])}
    properties |= {expand(name) for name in layer.about if ":" in name}
    values = {str(term) for terms in lists.values() for term in terms}
    backing = [claim for claim in claims if any(claim.backs(prop, value) for prop in properties for value in values)]
    return Row({name: [reader.link(term) for term in terms] for name, terms in lists.items()}, backing)


def _parts(nodes: set[str], reader: Reader) -> dict[str, dict[str, Any]]:
    """Return what is drawn of quantities, periods, countries and places, by IRI."""
    if not nodes:
        return {}
    values = " ".join(URIRef(iri).n3() for iri in sorted(nodes))
    properties = " ".join(URIRef(iri).n3() for iri in sorted(_PARTS))
    query = f"SELECT ?node ?p ?o {{ VALUES ?node {{ {values} }} VALUES ?p {{ {properties} }} ?node ?p ?o }} ORDER BY ?o"
    rows = reader.rows(query)
    reader.learn(row[2] for row in rows)
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for node, p, o in rows:
        part, name = found[str(node)], _PARTS[URIRef(str(p))]
        if name == "inCountry":
            part.setdefault(name, []).append(str(o))
        elif isinstance(o, Literal):
            part[name] = float(o) if name in {"lower", "upper", "numerator", "denominator"} else str(o)
        else:
            part[name] = {"iri": str(o), "text": reader.text(o)}
    plurals = _plurals({part["unit"]["iri"] for part in found.values() if "unit" in part}, reader)
    for part in found.values():
        if "unit" in part:
            part["unit"]["text"] = plurals.get(part["unit"]["iri"], part["unit"]["text"])
        if "edtf" in part:
            part["shape"] = shape(part["edtf"], part.get("notBefore"), part.get("notAfter"))
    return dict(found)


def _plurals(units: set[str], reader: Reader) -> dict[str, str]:
    if not units:
        return {}
    values = " ".join(URIRef(iri).n3() for iri in sorted(units))
    query = f"SELECT ?unit ?label {{ VALUES ?unit {{ {values} }} ?unit skos:altLabel ?label }} ORDER BY DESC(?label)"
    return {str(unit): str(label) for unit, label in reader.rows(query) if reader.speaks(label)}


def shape(edtf: str, first: str | None, last: str | None) -> str:
    """Return how a period is drawn: a span of days, one day, some time within a span, unsure, or open at an end.

    >>> shape("2025-01-20/2025-12-10", "2025-01-20", "2025-12-10"), shape("2022", "2022-01-01", "2022-12-31")
    ('span', 'within')
    >>> shape("2025?-02", "2025-02-01", "2025-02-28"), shape("2017-01-20/..", "2017-01-20", None)
    ('unsure', 'open')
    """
    if not (first and last):
        return "open"
    if any(mark in edtf for mark in "?~%"):
        return "unsure"
    if date.fromisoformat(first) == date.fromisoformat(last):
        return "day"
    exact = "/" in edtf and all(len(end) == len("2025-01-20") for end in edtf.split("/"))
    return "span" if exact else "within"
