"""Evidence tables: which claims they hold, in which order, and that page, CSV and JSON say the same."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from rdflib import URIRef

from servers import serving
from support import ROOT
from tct.build import Build
from tct.errors import QueryRefused
from tct.namespaces import BASE, PREFIXES, expand
from tct.questions import Catalogue, run
from tct.sources import read_versions
from tct.store import OxigraphStore, Solutions
from tct.text import word_runs
from tct.web import lines
from tct.web.reader import Reader

CATALOGUE = Catalogue(ROOT / "queries" / "questions")
BROWSER = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture(scope="module")
def client(current: Build) -> Iterator[httpx.Client]:
    """A client of a running server."""
    with serving(current.directory.parent.parent) as (address, _), httpx.Client(base_url=address) as found:
        yield found


def table(client: httpx.Client, **params: str) -> list[dict[str, Any]]:
    """Return the lines of an evidence table."""
    answer = client.get("/evidence", params={"lang": "en", "format": "json", **params})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["lines"]
    assert [line["number"] for line in found] == list(range(1, len(found) + 1))
    return found


def column(solutions: Solutions, name: str) -> list[str]:
    """Return what a variable is bound to, each once, in order."""
    if name not in solutions.variables:
        return []
    place = solutions.variables.index(name)
    return list(dict.fromkeys(str(row[place]) for row in solutions.rows if row[place] is not None))


def test_every_question_has_the_claims_of_its_answer_in_its_order(client: httpx.Client, store: OxigraphStore) -> None:
    for item in CATALOGUE:
        answer = run(item, store)
        named = column(answer, "claim")
        found = table(client, question=item.slug)
        assert list(dict.fromkeys(line["claim"]["iri"] for line in found)) == named or not named, item.slug
        if named:
            assert found
        passages = set(column(answer, "passage"))
        if passages and not named:
            assert all(passages & {each["iri"] for each in line["passages"]} for line in found), item.slug


def test_page_csv_and_json_say_the_same(client: httpx.Client, current: Build) -> None:
    params = {"question": "agency-conduct", "agency": "agency:ice", "lang": "en"}
    found = table(client, **params)
    answer = client.get("/evidence", params=params, headers={"Accept": "text/csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="evidence-agency-conduct-agency-ice-{current.manifest.version}-en.csv"'
    )
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    page = client.get("/evidence", params=params, headers=BROWSER).text
    assert len(rows) == len(found) == page.count('id="line-') == 4
    for row, line in zip(rows, found, strict=True):
        passage = line["passages"][0]
        assert row == {
            "No.": str(line["number"]),
            "Fact": line["fact"]["label"],
            "Claim, in our words": line["claim"]["gloss"],
            "Supports or denies": "supports",
            "Said by": "; ".join(each["label"] for each in line["said_by"]),
            "Relayed by": "; ".join(each["label"] for each in line["reported_by"]),
            "Certainty": line["certainty"][0]["label"],
            "Confidence": "",
            "Basis": line["basis"][0]["label"],
            "On": "; ".join(each["label"] for each in line["properties"]),
            "Passage": passage["name"],
            "Document": "Mexico",
            "Edition": "2026-01-21",
            "Address": "https://www.thirdcountrydeportationwatch.org/mexico",
            "SHA-256 of the text": passage["sha256"],
            "Notes": " ".join(line["notes"]),
            "Fact: permanent address": line["fact"]["iri"],
            "Claim, in our words: permanent address": line["claim"]["iri"],
            "Passage: permanent address": passage["iri"],
            "Release": f"{current.manifest.version} ({current.manifest.date}), sha256 {current.manifest.digest}",
        }
        assert html.escape(line["claim"]["gloss"], quote=False) in page.replace("&#39;", "'").replace("&#34;", '"')
        assert f'#{passage["name"]}"' in page
    assert current.manifest.digest in page
    again = client.get("/evidence", params={**params, "format": "csv"})
    assert again.headers["etag"] == answer.headers["etag"]
    kept = client.get(
        "/evidence", params={**params, "format": "csv"}, headers={"If-None-Match": answer.headers["etag"]}
    )
    assert kept.status_code == 304


def test_in_spanish(client: httpx.Client) -> None:
    params = {"entity": "lawsuit:dvd-v-dhs", "lang": "es"}
    page = client.get("/evidence", params=params, headers=BROWSER)
    assert "Tabla de evidencia" in page.text
    heads = client.get("/evidence", params={**params, "format": "csv"}).content.decode("utf-8-sig").splitlines()[0]
    assert heads.startswith('N.º,Hecho,"Afirmación, en nuestras palabras"')
    spanish, english = table(client, **params), table(client, **{**params, "lang": "en"})
    assert [line["claim"]["iri"] for line in spanish] == [line["claim"]["iri"] for line in english]
    assert all(s["claim"]["gloss"] != e["claim"]["gloss"] for s, e in zip(spanish, english, strict=True))


def test_a_fact_has_its_own_claims_first_then_those_on_what_names_it(
    client: httpx.Client, store: OxigraphStore
) -> None:
    fact = "movement:us-to-mexico-2025"
    own = store.answer(f"SELECT ?c {{ {fact} tct:evidencedBy|tct:deniedBy ?c }}", PREFIXES)
    assert isinstance(own, Solutions)
    found = table(client, entity=fact)
    first = [line["claim"]["iri"] for line in found if line["fact"]["iri"] == expand(fact)]
    assert set(first) == {str(row[0]) for row in own.rows}
    assert [line["fact"]["iri"] for line in found][: len(first)] == [expand(fact)] * len(first)
    assert len(found) > len(first)


def test_a_passage_a_document_and_a_claim_have_what_comes_from_there_alone(client: httpx.Client) -> None:
    passage = "mexico-2026-01-21:p9s2"
    found = table(client, entity=passage)
    assert found
    assert all(expand(passage) in {each["iri"] for each in line["passages"]} for line in found)
    claim = "claim:mexico-ice-informal-expulsions"
    assert {line["claim"]["iri"] for line in table(client, entity=claim)} == {expand(claim)}
    edition, document = (table(client, entity=f"document:mexico{end}") for end in ("-2026-01-21", ""))
    assert {line["claim"]["iri"] for line in edition} == {line["claim"]["iri"] for line in document}
    assert len(edition) > 100


def test_what_was_inferred_stands_on_its_premises(client: httpx.Client) -> None:
    found = table(client, entity="derived:chain-refoulement-mexico-protected-salvadorans")
    assert {line["fact"]["iri"] for line in found} >= {
        BASE + "grant/mexico-protected-salvadorans",
        BASE + "movement/mexico-protected-salvadorans-onward",
    }


def test_a_denial_is_marked_as_one(nquads: bytes) -> None:
    fact, claim = expand("movement:mexico-ice-informal-expulsions"), expand("claim:mexico-flow")
    denial = f"<{fact}> <{PREFIXES['tct']}deniedBy> <{claim}> <{PREFIXES['graph']}mexico> .\n"
    reader = Reader(OxigraphStore.create(nquads + denial.encode()), "en")
    table = lines.of_entity(reader, URIRef(claim))
    assert [line.fact.iri for line in table.lines if line.claim.denies] == [fact]
    assert len(table.lines) > 1


def test_no_sentence_of_a_source_stands_in_a_table(client: httpx.Client, sources: Path) -> None:
    text = client.get("/evidence", params={"entity": "document:mexico", "format": "csv", "lang": "en"}).text
    for version in read_versions(ROOT / "data" / "sources"):
        source = version.read_text(sources)
        assert source is None or not word_runs(text) & word_runs(source)


def test_a_table_that_would_be_cut_is_refused(store: OxigraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST", 3)
    with pytest.raises(QueryRefused, match="more than 3 lines") as refused:
        lines.of_entity(Reader(store, "en"), URIRef(expand("document:mexico")))
    assert refused.value.status == 413


@pytest.mark.parametrize(
    ("query", "status", "detail"),
    [
        ("", 400, "Give a question or an entity"),
        ("question=agency-conduct&entity=country:mx", 400, "Give a question or an entity"),
        ("question=agency", 404, "no question is called 'agency'; did you mean"),
        ("question=agency-conduct&agency=agency:icf", 400, "did you mean agency:ice"),
        ("question=agency-conduct&country=country:mx", 400, "agency-conduct has no parameter country"),
        ("entity=country:mz", 404, "no node is called 'country:mz'; did you mean country:m"),
        ("entity=../../etc/passwd", 404, "no node is called"),
        ("entity=javascript:alert(1)", 404, "no node is called"),
        (
            "entity=country:mx&format=pdf",
            406,
            "pdf is not offered here; there is text/html, text/csv, application/json",
        ),
        ("entity=country:mx&lang=fr", 400, "choose en or es"),
    ],
)
def test_what_there_is_not_is_said(client: httpx.Client, query: str, status: int, detail: str) -> None:
    answer = client.get(f"/evidence?{query}", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert detail in answer.json()["detail"]
    page = client.get(f"/evidence?{query}", headers=BROWSER)
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert not re.findall(r'href="javascript:', page.text)
