"""Questions as pages and as an API, the query editor, the page of the API: over HTTP, as their users meet them."""

from __future__ import annotations

import csv
import html
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servers import serving
from support import ROOT
from tct.build import Build
from tct.namespaces import PREFIXES
from tct.questions import Catalogue
from tct.spreadsheet import MARK, SafeStream, safe, safe_csv

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"}
VENDOR = ROOT / "src" / "tct" / "web" / "static" / "vendor"
CATALOGUE = Catalogue(ROOT / "queries" / "questions")
ICE = {"agency": "agency:ice"}


@pytest.fixture(scope="module")
def client(current: Build) -> Iterator[httpx.Client]:
    """A client of a running server."""
    with serving(current.directory.parent.parent) as (address, _), httpx.Client(base_url=address) as found:
        yield found


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Return status and detail of a problem."""
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["detail"]


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV."""
    return list(csv.DictReader(io.StringIO(text)))


def pre(page: str) -> list[str]:
    """Return the texts of the code blocks of a page."""
    return [html.unescape(text) for text in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)]


# pages


@pytest.mark.parametrize("lang", ["en", "es"])
def test_every_question_is_a_page_with_its_answer_and_its_query(client: httpx.Client, lang: str) -> None:
    listed = client.get("/questions", params={"lang": lang}).text
    for item in CATALOGUE:
        assert f'href="/questions/{item.slug}?lang={lang}"' in listed
        answer = client.get(f"/questions/{item.slug}", params={"lang": lang})
        assert (answer.status_code, answer.headers["content-language"]) == (200, lang)
        page = html.unescape(answer.text)
        assert item.question[lang] in page
        assert item.why[lang] in page
        assert item.query() in page
        assert len(item.expected) == 0 or "<tbody>" in page
        for parameter in item.parameters:
            assert f'name="{parameter.name}"' in page
            assert parameter.kind.startswith("xsd:") or f'<option value="{parameter.default}" selected>' in page


def test_a_cell_leads_to_its_node_and_a_source_to_its_passage(client: httpx.Client) -> None:
    page = client.get("/questions/agency-conduct", params={**ICE, "lang": "en"}).text
    for path in ("/movement/mexico-ice-informal-expulsions", "/claim/mexico-ice-informal-expulsions"):
        assert f'<a href="{path}?lang=en">' in page
    assert 'href="/document/mexico-2026-01-21?lang=en#p9s2"' in page
    assert "script" not in page


def test_a_parameter_changes_the_answer_and_an_empty_one_is_its_default(client: httpx.Client) -> None:
    default = client.get("/questions/agency-conduct").text
    assert pre(client.get("/questions/agency-conduct?agency=").text) == pre(default)
    other = client.get("/questions/agency-conduct?agency=agency:inm").text
    assert other != default
    assert '<option value="agency:inm" selected>' in other
    assert PREFIXES["agency"] + "inm" in html.unescape(other)
    full = client.get("/questions/agency-conduct", params={"agency": PREFIXES["agency"] + "inm"})
    assert pre(full.text) == pre(other)


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/questions/agency-conduc", 404, "no question is called 'agency-conduc'; did you mean agency-conduct"),
        ("/questions/agency-conduct?agncy=x", 400, "agency-conduct has no parameter agncy; its parameters are agency"),
        (
            "/questions/agency-conduct?agency=agency:icee",
            400,
            "is no tct:Agency of this graph; did you mean agency:ice",
        ),
        ("/questions/agency-conduct?agency=country:mx", 400, "country:mx is no tct:Agency of this graph"),
        ("/questions/agency-conduct?agency=ice", 400, "is neither a CURIE nor an IRI; give a tct:Agency such as"),
        ("/questions/agency-conduct?agency=%3Cx%3E%20%7D%20DROP", 400, "parameter agency"),
        ("/questions/agency-conduct?agency=javascript:alert(1)", 400, "unknown prefix 'javascript'"),
        ("/questions/agency-conduct?agency=" + "x" * 501, 400, "501 characters are too many"),
        ("/questions/agency-conduct?lang=fr", 400, "choose en or es"),
        ("/questions/..%2F..%2Fetc%2Fpasswd", 404, ""),
    ],
)
def test_what_does_not_fit_is_said_with_what_would(
    client: httpx.Client, address: str, status: int, detail: str
) -> None:
    answer = client.get(address)
    assert problem(answer)[0] == status
    assert detail in problem(answer)[1]
    page = client.get(address, headers=BROWSER)
    assert page.status_code == status
    assert page.headers["content-type"] == "text/html; charset=utf-8"


def test_a_literal_parameter_keeps_to_its_datatype(client: httpx.Client) -> None:
    slug, parameter = next(
        (item.slug, each) for item in CATALOGUE for each in item.parameters if each.kind == "xsd:integer"
    )
    page = client.get(f"/questions/{slug}", params={parameter.name: "3"})
    assert f'name="{parameter.name}" value="3"' in page.text
    for bad in ("three", '3"^^<x>', "<script>"):
        answer = client.get(f"/questions/{slug}", params={parameter.name: bad}, headers=BROWSER)
        assert answer.status_code == 400
        assert "<script" not in answer.text


def test_what_is_typed_is_never_markup(client: httpx.Client) -> None:
    hostile = '"><script>alert(1)</script>'
    for address in ("/questions/agency-conduct", "/sparql", "/evidence"):
        for name in ("agency", "question", "entity", "endpoint", "query&"):
            assert "<script>alert" not in client.get(address, params={name: hostile}, headers=BROWSER).text


# the same call from a program


def test_the_calls_on_a_page_give_the_answer(client: httpx.Client) -> None:
    page = client.get("/questions/agency-conduct", params={**ICE, "lang": "en"}).text
    sparql, curl, python, r = pre(page)
    assert curl == f"curl '{client.base_url}/api/questions/agency-conduct.csv?agency=agency:ice'"
    assert r == (
        f'rows <- read.csv("{client.base_url}/api/questions/agency-conduct.csv?agency=agency:ice", encoding = "UTF-8")'
    )
    answer = client.get("/sparql", params={"query": sparql, "format": "csv"})
    run = [sys.executable, "-c", python + "\nprint(rows)"]
    said = subprocess.run(run, capture_output=True, text=True, timeout=60, check=True).stdout
    assert said.strip() == repr(rows(answer.text))
    assert len(rows(answer.text)) > 3


# the API


@pytest.mark.parametrize(
    ("ending", "media"),
    [
        ("json", "application/sparql-results+json"),
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("xml", "application/sparql-results+xml"),
    ],
)
def test_an_answer_in_every_format_by_every_way(client: httpx.Client, ending: str, media: str) -> None:
    query = CATALOGUE.get("agency-conduct").query(ICE)
    expected = client.get("/sparql", params={"query": query}, headers={"Accept": media})
    by = "/api/questions/agency-conduct"
    answers = [
        client.get(by, params=ICE, headers={"Accept": media}),
        client.get(by, params={**ICE, "format": ending}),
        client.get(f"{by}.{ending}", params={**ICE, "lang": "es"}),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == media
        assert (answer.content, answer.headers["etag"]) == (expected.content, expected.headers["etag"])
    again = client.get(f"{by}.{ending}", params=ICE, headers={"If-None-Match": answers[0].headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(f"{by}.{ending}", params=ICE)
    assert (head.status_code, head.content) == (200, b"")


def test_every_question_answers_programs_as_it_answers_the_tests(client: httpx.Client) -> None:
    for item in CATALOGUE:
        answer = client.get(f"/api/questions/{item.slug}")
        assert answer.json()["head"]["vars"] == list(item.expected.variables)
        assert len(answer.json()["results"]["bindings"]) == len(item.expected)


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/api/questions/agency-conduct.pdf", 406, "pdf is not offered for this kind of query; there is application/"),
        ("/api/questions/nothing", 404, "no question is called 'nothing'"),
        ("/api/questions/agency-conduct?agency=agency:cbpp", 400, "did you mean agency:cbp"),
        ("/api/questions/agency-conduct?agency=agency:cbp&agency=agency:ice", 400, "agency is given 2 times"),
        ("/api/questions/agency-conduct?query=x", 400, "has no parameter query; its parameters are agency"),
        ("/api/questions/agency-conduct?agency=%FF", 400, "not UTF-8"),
    ],
)
def test_a_bad_call_is_a_problem_with_its_reason(client: httpx.Client, address: str, status: int, detail: str) -> None:
    answer = client.get(address)
    assert problem(answer)[0] == status
    assert detail in problem(answer)[1]


def test_the_catalogue_is_data_and_described(client: httpx.Client) -> None:
    answer = client.get("/api/questions")
    found = {item["slug"]: item for item in answer.json()["questions"]}
    assert list(found) == [item.slug for item in CATALOGUE]
    assert found["agency-conduct"]["parameters"] == [
        {
            "name": "agency",
            "kind": "tct:Agency",
            "default": "agency:ice",
            "en": "The agency",
            "es": "La institución",
        }
    ]
    assert client.get("/api/questions", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    paths = client.get("/openapi.json").json()["paths"]
    for item in CATALOGUE:
        operation = paths[f"/api/questions/{item.slug}"]["get"]
        assert operation["summary"] == item.question["en"]
        assert [each["name"] for each in operation["parameters"]] == [
            *(parameter.name for parameter in item.parameters),
            "format",
        ]
        for parameter, each in zip(item.parameters, operation["parameters"], strict=False):
            assert str(each["schema"]["default"]) == parameter.default
            assert parameter.kind.startswith("xsd:") or parameter.default in each["schema"]["enum"]


# CSV for spreadsheets


def test_a_spreadsheet_is_given_no_formula(client: httpx.Client) -> None:
    given_cells = ["=1+1", "+1", "-2.5", "-x", "@a", "\tq", "a,b", '="q"', "x", "-1e3", "ñ", "=a\nb"]
    quoted = " ".join(
        '"' + cell.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
        for cell in given_cells
    )
    query = f"SELECT ?x {{ VALUES ?x {{ {quoted} }} }}"
    answer = client.get("/sparql", params={"query": query, "format": "csv-safe"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(MARK.encode())
    cells = [row[0] for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))]
    assert cells == [
        "x", "'=1+1", "+1", "-2.5", "'-x", "'@a", "'\tq", "a,b", "'=\"q\"", "x", "-1e3", "ñ", "'=a\nb"
    ]  # fmt: skip
    plain = client.get("/sparql", params={"query": query, "format": "csv"})
    assert plain.text.splitlines()[1] == "=1+1"
    assert plain.headers["etag"] != answer.headers["etag"]
    ask = client.get("/sparql", params={"query": "ASK {}", "format": "csv-safe"})
    assert ask.content.decode("utf-8-sig").strip() == "true"
    graph = client.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "csv-safe"})
    assert problem(graph)[0] == 406


class Sink:
    """Keeps what it is given."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self.data = b""

    def write(self, data: bytes) -> int:
        """Keep a piece."""
        self.data += data
        return len(data)


@given(
    st.lists(st.lists(st.text("=+-@\t\r\n\",'x1.é", max_size=6), min_size=2, max_size=2), max_size=6),
    st.integers(1, 9),
)
def test_csv_is_made_safe_in_pieces_of_any_size(table: list[list[str]], size: int) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows(table)
    data, sink = stream.getvalue().encode(), Sink()
    safely = SafeStream(sink)
    safely._due = size  # pass on early, so that cells are cut at every place
    for start in range(0, len(data), size):
        safely.write(data[start : start + size])
        safely._due = size
    safely.end()
    read = list(csv.reader(io.StringIO(sink.data.decode("utf-8-sig"), newline="")))
    assert read == [[safe(cell) for cell in row] for row in table]
    assert sink.data.startswith(MARK.encode())
    assert list(csv.reader(io.StringIO(safe_csv(["=h"], table)[1:], newline=""))) == [["'=h"], *read]


@pytest.mark.parametrize(
    ("query", "form", "name"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 1", "csv-safe", "answer.csv"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "xml", "answer.xml"),
        ("SELECT * { ?s ?p ?o } LIMIT 1", "json", "answer.json"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "turtle", "answer.ttl"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "rdf", "answer.rdf"),
        ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", "jsonld", "answer.jsonld"),
    ],
)
def test_a_file_is_made_by_the_server(client: httpx.Client, query: str, form: str, name: str) -> None:
    answer = client.post("/sparql", data={"query": query, "format": form, "download": "1"})
    assert (answer.status_code, answer.headers["content-disposition"]) == (200, f'attachment; filename="{name}"')
    plain = client.post("/sparql", data={"query": query, "format": form})
    assert (plain.content, "content-disposition" in plain.headers) == (answer.content, False)


# the editor


def test_a_browser_gets_the_editor_and_a_client_the_description(client: httpx.Client) -> None:
    page = client.get("/sparql", headers=BROWSER)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert '<form id="ask" method="post" action="/sparql">' in page.text
    assert ("/static/vendor/editor.js" in page.text) == (VENDOR / "editor.js").is_file()
    for headers in ({}, {"Accept": "*/*"}, {"Accept": "text/turtle, text/html;q=0.5"}):
        described = client.get("/sparql", headers=headers)
        assert described.headers["content-type"] == "text/turtle; charset=utf-8"
        assert "sd:Service" in described.text
    assert client.get("/sparql?format=nt", headers=BROWSER).headers["content-type"].startswith("application/n-triples")
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers=BROWSER)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml")
    assert client.head("/sparql", headers=BROWSER).content == b""


def test_the_editor_begins_with_a_question_and_reads_nothing_else_of_an_address(client: httpx.Client) -> None:
    def text(**params: str) -> str:
        page = client.get("/sparql", params=params, headers=BROWSER).text
        found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
        assert found
        return html.unescape(found[1])

    given_query = text(question="agency-conduct", agency="agency:inm")
    assert given_query == CATALOGUE.get("agency-conduct").query({"agency": "agency:inm"})
    elsewhere = client.get("/sparql", params={"endpoint": "https://example.org/sparql"}, headers=BROWSER)
    assert "example.org" not in re.sub(r'<(a|link)[^>]* href="/sparql\?endpoint=[^"]*"', "", elsewhere.text)
    first = client.get("/sparql", params={"query": text()})
    assert len(first.json()["results"]["bindings"]) > 30
    unknown = client.get("/sparql", params={"question": "nothing"}, headers=BROWSER)
    assert unknown.status_code == 404


def test_no_script_of_ours_asks_another_host() -> None:
    for path in (ROOT / "src" / "tct" / "web" / "front").glob("*.js"):
        text = re.sub(r"//.*|/\*.*?\*/", "", path.read_text(encoding="utf-8"))
        assert not re.findall(r"fetch\(\s*[\"'`](?!/)", text), path


def test_names_are_completed_from_the_graph(client: httpx.Client) -> None:
    answer = client.get("/sparql/completion.json")
    names = answer.json()
    assert names["prefixes"] == PREFIXES
    classes = {item["curie"]: item for item in names["classes"]}
    properties = {item["curie"]: item for item in names["properties"]}
    assert classes["tct:Lawsuit"]["iri"] == PREFIXES["tct"] + "Lawsuit"
    assert classes["tct:Lawsuit"]["en"]
    assert classes["tct:Lawsuit"]["es"]
    assert {"tct:evidencedBy", "rdfs:label", "rdf:type", "oa:hasSource"} <= properties.keys()
    again = client.get("/sparql/completion.json", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    found = client.get("/sparql/completion.json", params={"q": "instituto nacional de migracion", "lang": "en"})
    assert found.json()["entities"][0]["curie"] == "agency:inm"
    assert client.get("/sparql/completion.json", params={"q": "zzzzqqq"}).json() == {"entities": []}
    assert problem(client.get("/sparql/completion.json", params={"q": "x" * 201}))[0] == 414


# /docs and what every page keeps to


def test_the_page_of_the_api_lists_every_address_and_no_other_host(client: httpx.Client) -> None:
    page = client.get("/docs", headers=BROWSER)
    assert page.status_code == 200
    for path in client.get("/openapi.json").json()["paths"]:
        assert f"<code>{path}</code>" in page.text
    assert ("/static/vendor/docs.js" in page.text) == (VENDOR / "docs.js").is_file()
    for address in ("/docs", "/sparql", "/questions", "/questions/agency-conduct", "/evidence?entity=country:mx"):
        text = client.get(address, headers=BROWSER).text
        assert not re.findall(r'(?:src|action)="(?!/)', text)
        assert not re.findall(r"<link[^>]*stylesheet[^>]*href=\"(?!/)", text)
        assert not re.findall(r"<script(?![^>]* src=\"/static/vendor/)[^>]*>|<style|\son\w+=|\sstyle=", text)
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_what_the_scripts_need_is_built(client: httpx.Client) -> None:
    if not (VENDOR / "editor.js").is_file():
        pytest.skip("the front end is not built: no npm packages")
    for name in ("editor.js", "editor.css", "docs.js", "docs.css"):
        assert client.get(f"/static/vendor/{name}").status_code == 200
    assert "lov.linkeddata.es" not in (ROOT / "src/tct/web/front/editor.js").read_text(encoding="utf-8")
    assert Path(VENDOR / "LICENSES.txt").is_file()
