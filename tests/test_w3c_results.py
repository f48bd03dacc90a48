"""W3C result formats: the CSV, TSV and JSON tests, over HTTP, after their data was put into a writable instance.

All their queries are ``SELECT *`` with ORDER BY or ASK: the rows are compared in order, and each row by its variables,
as the columns of ``SELECT *`` are a set (SPARQL 1.1 Query, 18.2.4.4). Numbers are compared by their value: the engine
keeps a number as such, so that the stored ``1.0E6`` and ``"-3"^^xsd:negativeInteger`` of csv03 and tsv03 come back as
``1000000`` and an integer (oxigraph issue 526); their values are the same ones.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from rdflib import XSD, Graph, Literal, URIRef

import w3c
from servers import serving
from support import w3c as suite
from tct.build import Build

OPEN: Final = ("--writable", "--without-token", "--without-shapes")
MEDIA: Final = {
    ".csv": "text/csv; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".srj": "application/sparql-results+json",
}
NAMES: Final = [
    "csv01", "tsv01", "csv02", "tsv02", "csv03", "tsv03",
    "jsonres01", "jsonres02", "jsonres03", "jsonres04",
]  # fmt: skip
NUMERIC: Final = {XSD.integer: XSD.integer, XSD.negativeInteger: XSD.integer} | {
    name: name for name in (XSD.decimal, XSD.double)
}
"""The datatypes of numbers in the suites, each with the one whose values its own are."""
NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True)
class Case:
    """One test: the data, the query, and the file with the right answer."""

    data: Path
    query: str
    result: Path


@pytest.fixture(scope="module")
def cases() -> dict[str, Case]:
    """The tests of both suites by name."""
    found = {}
    for name in ("csv-tsv-res", "json-res"):
        for graph, entry in w3c.entries(suite(name) / "manifest.ttl"):
            action, result = graph.value(entry, w3c.MF.action), graph.value(entry, w3c.MF.result)
            query, data = graph.value(action, w3c.QT.query), graph.value(action, w3c.QT.data)
            assert query is not None
            assert data is not None
            assert result is not None
            text = w3c.local(query).read_text("utf-8")
            found[str(entry).rpartition("#")[2]] = Case(w3c.local(data), text, w3c.local(result))
    return found


@pytest.fixture(scope="module")
def client(current: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a writable instance over a copy of the build, emptied."""
    output = tmp_path_factory.mktemp("results") / "out"
    shutil.copytree(current.directory.parents[1], output)
    with serving(output, options=OPEN) as (address, _), httpx.Client(base_url=address, timeout=30) as found:
        yield found


@pytest.fixture(scope="module")
def loaded() -> list[Path]:
    """The file that the instance holds at the moment; the tests in order load each file once."""
    return []


def load(client: httpx.Client, loaded: list[Path], data: Path) -> None:
    if loaded != [data]:
        assert client.post("/update", data={"update": "DROP ALL"}).status_code == 204
        media = {"Content-Type": "text/turtle; charset=utf-8"}
        assert client.put("/graph-store?default", content=data.read_bytes(), headers=media).status_code in {201, 204}
        loaded[:] = [data]


def test_every_test_of_the_suites_is_run(cases: dict[str, Case]) -> None:
    assert list(cases) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_results(client: httpx.Client, loaded: list[Path], cases: dict[str, Case], name: str) -> None:
    case = cases[name]
    load(client, loaded, case.data)
    media = MEDIA[case.result.suffix]
    answer = client.get("/sparql", params={"query": case.query}, headers={"Accept": media.partition(";")[0]})
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    expected = case.result.read_text("utf-8")
    if case.result.suffix == ".srj":
        assert renamed(json.loads(answer.text)) == renamed(json.loads(expected))
    else:
        read = read_csv if case.result.suffix == ".csv" else read_tsv
        assert blank_by_order(read(answer.text)) == blank_by_order(read(expected))


def read_csv(text: str) -> list[dict[str, Any]]:
    """Return the rows of a table in CSV; what a term is called is all that the format keeps of it."""
    rows = csv.DictReader(io.StringIO(text), strict=True)
    return [{name: number(cell) for name, cell in row.items()} for row in rows]


def number(cell: str) -> Any:
    return Decimal(cell) if NUMBER.fullmatch(cell) else cell


def read_tsv(text: str) -> list[dict[str, Any]]:
    """Return the rows of a table in TSV; numbers are what they count, in the datatype that their own is part of."""
    head, *lines = text.splitlines()
    names = [name.removeprefix("?") for name in head.split("\t")]
    return [dict(zip(names, map(term, line.split("\t")), strict=True)) for line in lines]


def term(cell: str) -> Any:
    if not cell or cell.startswith("_:"):
        return cell
    found = next(Graph().parse(data=f"<> <p:> {cell} .", format="turtle").objects())
    if isinstance(found, Literal) and found.datatype in NUMERIC:
        return NUMERIC[found.datatype], Decimal(str(found))
    assert isinstance(found, (Literal, URIRef))
    return found.n3()


def blank_by_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with blank nodes called by the order in which they come: their labels are free."""
    names: dict[str, str] = {}
    return [
        {
            name: names.setdefault(row[name], f"_:{len(names)}") if str(row[name]).startswith("_:") else row[name]
            for name in sorted(row)
        }
        for row in rows
    ]


def renamed(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer in JSON with blank nodes called by the order in which they come."""
    names: dict[str, str] = {}
    variables = sorted(answer["head"].get("vars", []))
    for row in answer.get("results", {}).get("bindings", []):
        for variable in variables:
            if row.get(variable, {}).get("type") == "bnode":
                row[variable]["value"] = names.setdefault(row[variable]["value"], f"b{len(names)}")
    return {**answer, "head": {"vars": variables}}


def test_csv_quotes_what_must_be_quoted_and_ends_its_lines_as_the_media_type_asks(client: httpx.Client) -> None:
    """RFC 4180, and SPARQL 1.1 CSV and TSV, 3.2: the values are exact; an empty text looks like no value."""
    cells = ['a "word"', "a,b", "two\nlines", "=1+1", "", "é"]
    values = " ".join(json.dumps(cell, ensure_ascii=False) for cell in cells)
    query = f"SELECT ?v {{ VALUES ?v {{ {values} }} }}"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert answer.content.decode("utf-8") == 'v\r\n"a ""word"""\r\n"a,b"\r\n"two\nlines"\r\n=1+1\r\n\r\né\r\n'
    tabs = client.get("/sparql", params={"query": query}, headers={"Accept": "text/tab-separated-values"})
    assert tabs.content.decode("utf-8") == '?v\n"a \\"word\\""\n"a,b"\n"two\\nlines"\n"=1+1"\n""\n"é"\n'
