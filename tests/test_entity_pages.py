"""Pages of nodes as a newcomer reads them: what is said, by whom, how firmly, where, and what is not said."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from rdflib import Literal, URIRef

from pages import Pages, planted
from servers import serving
from support import ROOT
from tct.build import Build
from tct.errors import SyntaxProblem
from tct.labels import Labels
from tct.namespaces import BASE, compact
from tct.store import OxigraphStore, Solutions
from tct.web import measures
from tct.web.asdata import script_json
from tct.web.page import here, href
from tct.web.sections import read_section, read_sections
from tct.web.site import Site
from tct.words import WORDS

LIMIT = 30_000
"""Bytes of a page as it goes over the wire."""


@pytest.fixture(scope="module")
def client(current: Build) -> Iterator[httpx.Client]:
    """A client of a running server, as a browser asks."""
    with (
        serving(current.directory.parent.parent) as (address, _),
        httpx.Client(base_url=address, headers={"Accept": "text/html"}, follow_redirects=True) as found,
    ):
        yield found


def kinds(store: OxigraphStore) -> list[str]:
    """Return the path of one node of each class, and of every country."""
    answer = store.answer(f"""SELECT ?class (SAMPLE(?node) AS ?one) {{
      {{ SELECT ?class ?node {{ ?node a ?class FILTER (STRSTARTS(STR(?node), '{BASE}') && !CONTAINS(STR(?node), '#'))
      }} ORDER BY ?class ?node }}
    }} GROUP BY ?class ORDER BY ?class""")
    assert isinstance(answer, Solutions)
    paths = [str(row[1]).removeprefix(BASE) for row in answer.rows]
    return sorted({path or "dataset" for path in paths if path != "ns"} | {"country/us", "country/mx"})


def text_of(page: str) -> str:
    """Return what a page says: its main part without tags, white space as single spaces."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split()).replace(" ,", ",").replace(" :", ":")


def section_of(page: str, name: str) -> str:
    """Return the text of one section of a page."""
    found = re.search(rf'<section aria-labelledby="{name}".*?</section>', page, re.DOTALL)
    assert found, name
    return text_of(f"<main>{found[0]}</main>")


@pytest.mark.parametrize("lang", ["en", "es"])
def test_a_node_of_every_class_has_a_page(client: httpx.Client, store: OxigraphStore, lang: str) -> None:
    labels = Labels(store, lang)
    assert len(kinds(store)) > 35
    for path in kinds(store):
        page = client.get(f"/{path}.html", params={"lang": lang})
        assert page.status_code == 200, path
        assert f'<html lang="{lang}">' in page.text
        assert len(gzip.compress(page.content, 6)) < LIMIT, path
        assert re.findall(r"<script(?! type=.application/ld\+json.>)", page.text) == [], path
        assert re.findall(r'(?:src|<link rel="stylesheet" href)="(?!/)', page.text) == [], path
        heading = html.unescape(re.findall(r"<h1>(.*?)</h1>", page.text)[0])
        name = labels.of(URIRef(BASE + path.replace("dataset", "")))
        assert heading == name or path.startswith(("quantity/", "period/", "document/", "leg/", "dataset")), path


def test_links_between_pages_lead_somewhere(client: httpx.Client) -> None:
    found = set()
    for path in (
        "country/mx",
        "lawsuit/dvd-v-dhs",
        "agency/cbp",
        "document/mexico-2026-01-21",
        "movement/us-to-mexico",
    ):
        page = client.get(f"/{path}.html", params={"lang": "en"}).text.partition("<main")[2].partition("</main")[0]
        found |= {html.unescape(link) for link in re.findall(r'<a (?:class="\w+" )?href="(/[^"]*)"', page)}
    own = {
        link.partition("?")[0] for link in found if re.match(r"/(country|agency|claim|group|ruling|ontology)/", link)
    }
    assert len(own) > 60
    broken = {link: code for link in sorted(own) if (code := client.head(link).status_code) != 200}
    assert broken == {}
    bare = {link for link in found if "lang=en" not in link and not re.search(r"\.(ttl|jsonld|nt|rdf|csv)$", link)}
    assert bare == {
        "/country/mx",
        "/lawsuit/dvd-v-dhs",
        "/agency/cbp",
        "/document/mexico-2026-01-21",
        "/movement/us-to-mexico",
    }  # the permanent addresses


def test_a_claim_leads_to_its_passage(client: httpx.Client) -> None:
    page = client.get("/movement/us-to-mexico-2025.html", params={"lang": "en"}).text
    link = re.search(r'href="(/document/mexico-2026-01-21\?lang=en)#(p5s2)">p5s2</a>', page)
    assert link
    document = client.get(link[1]).text
    sentence = document.partition(f'id="{link[2]}"')[2].partition("</section>")[0]
    assert "Mexico received" in sentence or "11,886" in sentence
    assert '<a href="/movement/us-to-mexico-2025?lang=en">' in sentence


def test_a_fact_shows_what_is_said_by_whom_how_firmly_and_what_is_not_stated(client: httpx.Client) -> None:
    page = client.get("/movement/us-to-mexico-2025.html", params={"lang": "en"}).text
    said = section_of(page, "said")
    assert "count at least 11,886 persons Stated [1]" in said
    assert "during between 20 January 2025 and 10 December 2025" in said
    claims = section_of(page, "claims")
    assert "[1]" in claims
    assert "Said by The authors of the Mexico page" in claims
    assert "basis: Own voice" in claims
    assert "Mexico, edition of 21 January 2026: p5s2, p8s2" in claims
    assert "Where the figure of 11,886 comes from is not stated" in section_of(page, "90-not-stated")
    spanish = section_of(client.get("/movement/us-to-mexico-2025.html", params={"lang": "es"}).text, "said")
    assert "al menos 11 886 personas «at least 11,886» Dicho [1]" in spanish
    assert "entre el 20 de enero de 2025 y el 10 de diciembre de 2025" in spanish


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("10-arrangements", "between 20 January 2017 and 20 January 2021; read from the term of First Trump"),
        ("20-people-sent-here", "at least 11,886 persons"),
        ("20-people-sent-here", "forcibly expelled into Mexico by ICE Reported"),
        ("25-people-sent-from-here", "receiving country: Guatemala"),
        ("28-moved-inside", "distance: more than 2,000 miles"),
        ("30-groups", "Elderly"),
        ("35-afterwards", "extent: often"),
        ("40-agencies", "National Institute of Migration role: handed to"),
        ("50-lawsuits", "D.V.D. v. Department of Homeland Security Alleged"),
        ("52-rulings", "Mexico's Supreme Court orders reception guidelines, 2022 Adjudicated"),
        ("54-duties", "Unmet"),
        ("54-duties", "at most 36 hours"),
        ("60-violations", "extent: some “in some cases”"),
        ("65-pressure", "rate: exactly 25 percent"),
        ("70-policies", "Migration Law of Mexico"),
        ("75-conditions", "underfunded"),
        ("78-justifications", "held by: Mexican authorities, not named"),
        ("80-absences", "No written agreement"),
        ("85-derived", "Inferred by a rule"),
        ("90-not-stated", "is not stated"),
    ],
)
def test_a_country_page_gathers(client: httpx.Client, name: str, expected: str) -> None:
    page = client.get("/country/mx.html", params={"lang": "en"}).text
    assert expected in section_of(page, name)


def test_a_country_page_says_so_where_nothing_is_recorded(client: httpx.Client) -> None:
    page = client.get("/country/ht.html", params={"lang": "en"}).text
    assert "No arrangement with another state is recorded here. That is no proof" in section_of(page, "10-arrangements")
    assert "No lawsuit is recorded here." in section_of(page, "50-lawsuits")


def test_an_agency_page(client: httpx.Client) -> None:
    page = client.get("/agency/cbp.html", params={"lang": "en"}).text
    assert "Also called: CBP" in text_of(page)
    assert "CBP hands most third-country nationals over" in section_of(page, "10-what-it-did")
    assert "Non-Mexican nationals" in section_of(page, "30-to-whom")
    assert "National Institute of Migration role: handed to" in section_of(page, "40-with-whom")
    dhs = client.get("/agency/dhs.html", params={"lang": "en"}).text
    assert "D.V.D. v. Department of Homeland Security" in section_of(dhs, "50-lawsuits")
    assert "role: challenges, defendant" in section_of(dhs, "50-lawsuits")
    assert "owed to: A Guatemalan man" in section_of(dhs, "55-duties")


def test_a_lawsuit_page(client: httpx.Client) -> None:
    page = client.get("/lawsuit/dvd-v-dhs.html", params={"lang": "en"}).text
    assert "Alleged carried out by: U.S. Department of Homeland Security" in section_of(page, "10-practices")
    assert "A U.S. federal court, not named role: court" in section_of(page, "20-parties")
    assert "Adjudicated" in section_of(page, "40-rulings")
    assert "Bring a Guatemalan man back" in section_of(page, "50-duties")
    assert "docket number of the D.V.D. suit is not stated Inferred" in section_of(page, "90-not-stated")


def test_a_document_page_goes_sentence_by_sentence_without_a_sentence_of_it(client: httpx.Client) -> None:
    page = client.get("/document/mexico-2026-01-21.html", params={"lang": "en"}).text
    names = re.findall(r'<section class="sentence" id="(p\d+s\d+)"', page)
    assert len(names) == len(set(names)) == 46
    assert names == sorted(names, key=lambda name: [int(part) for part in re.findall(r"\d+", name)])
    assert "<blockquote>" not in page
    assert "p5s2 characters 281 to 376" in text_of(page)
    assert "The text itself is not kept here" in text_of(page)
    assert 'href="https://www.thirdcountrydeportationwatch.org/mexico"' in page
    assert 'rel="external noreferrer"' in page


def test_a_server_with_the_texts_shows_the_words(built: Build, tmp_path: Path) -> None:
    client = planted(built, "", tmp_path)
    version = f"{BASE}document/mexico-2026-01-21"
    text = "".join(chr(0x4E00 + number % 5000) for number in range(8041))
    client.app.state.site = replace(client.app.state.site, texts={version: text})
    document = client.get("/document/mexico-2026-01-21", params={"lang": "en"}).text
    assert f"<blockquote>{text[281:376]}</blockquote>" in document
    fact = client.get("/movement/us-to-mexico-2025", params={"lang": "en"}).text
    assert f"<blockquote>{text[281:376]}</blockquote>" in fact


def test_a_text_that_is_not_the_one_that_was_read_is_not_quoted(tmp_path: Path) -> None:
    from tct.layout import Layout

    path = tmp_path / "mexico" / "source.txt"
    path.parent.mkdir()
    path.write_text("another text", encoding="utf-8")
    site = Site.read(Layout(ROOT), tmp_path)
    assert site.texts == {}
    assert site.quotation(f"{BASE}document/mexico-2026-01-21", 0, 5) == ""


PLANTED = r"""
agreement:test a tct:Agreement ; rdfs:label "An accord, announced and denied"@en , "Un acuerdo anunciado y negado"@es ;
  tct:sendingParty country:us ; tct:receivingParty country:gt ; tct:form agreement-form:written ;
  tct:evidencedBy claim:announced , claim:seventeen , claim:fourteen ; tct:deniedBy claim:denied ;
  tct:count quantity:seventeen , quantity:fourteen .
quantity:seventeen a tct:Quantity ; tct:number 17 ; tct:qualifier count-qualifier:about ; tct:unit unit:person .
quantity:fourteen a tct:Quantity ; tct:number 14 ; tct:qualifier count-qualifier:exactly ; tct:unit unit:person .
claim:announced a tct:Claim ; tct:statedIn document:mexico-2026-01-21 ; tct:saidBy party:one ;
  tct:certainty claim-certainty:stated ; tct:onProperty tct:sendingParty , tct:receivingParty , tct:form ;
  tct:gloss "Signed."@en , "Firmado."@es .
claim:denied a tct:Claim ; tct:statedIn document:mexico-2026-01-21 ; tct:saidBy party:two ;
  tct:certainty claim-certainty:stated ; tct:onProperty tct:form ;
  tct:gloss "Nothing was signed."@en , "Nada se firmó."@es .
claim:seventeen a tct:Claim ; tct:statedIn document:mexico-2026-01-21 ; tct:saidBy party:one ;
  tct:certainty claim-certainty:estimated ; tct:onProperty tct:count ; tct:onValue quantity:seventeen ;
  tct:gloss "Seventeen."@en , "Diecisiete."@es .
claim:fourteen a tct:Claim ; tct:statedIn document:mexico-2026-01-21 ; tct:saidBy party:two ;
  tct:certainty claim-certainty:reported ; tct:onProperty tct:count ; tct:onValue quantity:fourteen ;
  cito:disputes claim:seventeen ; tct:gloss "Fourteen."@en , "Catorce."@es .
party:one a tct:Party ; rdfs:label "One"@en , "Uno"@es .
party:two a tct:Party ; rdfs:label "Two"@en , "Dos"@es .
country:hostile a tct:Country ; rdfs:label "<script>alert(1)</script>"@en , "\"><img src=x onerror=alert(1)>"@es ;
  skos:altLabel "</title><script>alert(2)</script>"@en ; skos:exactMatch <javascript:alert(3)> ,
  <data:text/html,x> , <https://example.org/a?b=%22c%22&d=e> , <vbscript:x> , <https://example.org/'onclick=alert(4)> ;
  rdfs:comment "{{ 7 * 7 }} </script><!--"@en .
"""


@pytest.fixture(scope="module")
def pages(built: Build, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Pages over the build with planted nodes."""
    return planted(built, PLANTED, tmp_path_factory.mktemp("planted"))


def test_a_denial_and_a_dispute_are_seen(pages: Pages) -> None:
    page = pages.get("/agreement/test", params={"lang": "en"}).text
    said = section_of(page, "said")
    assert "form Written Stated Denied [1] [4]" in said
    assert "sending party United States Stated [1]" in said
    assert "about 17 persons Put as an estimate [3]" in said
    assert "exactly 14 persons Reported [2]" in said
    claims = section_of(page, "claims")
    assert "Denied by Two" in claims
    assert "disputes: Seventeen." in claims
    assert re.search(r'<li class="claim against" id="claim-4">', page)
    assert "Denied" in section_of(pages.get("/country/gt", params={"lang": "en"}).text, "10-arrangements")


def test_hostile_labels_and_iris_are_text(pages: Pages) -> None:
    for lang in ("en", "es"):
        page = pages.get("/country/hostile", params={"lang": lang}).text
        assert re.findall(r"<script[^>]*>", page) == ['<script type="application/ld+json">']
        assert "<img" not in page
        assert re.findall(r'href="(?:javascript|data|vbscript)', page) == []
        assert re.search(r"<[^>]*\sonclick", page) is None
        assert '<a class="external" rel="external noreferrer" href="https://example.org/a?b=%22c%22&amp;d=e">' in page
    english = pages.get("/country/hostile", params={"lang": "en"}).text
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>" in english
    assert "{{ 7 * 7 }}" in html.unescape(english)
    block = re.findall(r'<script type="application/ld\+json">(.*?)</script>', english, re.DOTALL)
    assert json.loads(block[0])["name"] == "<script>alert(1)</script>"
    home = pages.get("/", params={"lang": "es"}).text
    assert "<img" not in home


@pytest.mark.parametrize(
    ("path", "kind", "extra"),
    [
        ("country/mx", ["Country"], {"sameAs"}),
        ("agency/cbp", ["GovernmentOrganization"], {"alternateName"}),
        ("claim/mexico-flow", ["Claim"], set()),
        ("lawsuit/dvd-v-dhs", ["Thing"], set()),
        ("movement/us-to-mexico", ["Event"], set()),
    ],
)
def test_a_page_tells_search_engines_what_it_is(
    client: httpx.Client, path: str, kind: list[str], extra: set[str]
) -> None:
    page = client.get(f"/{path}.html", params={"lang": "en"})
    block = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)[0])
    assert (block["@context"], block["@type"], block["@id"]) == ("https://schema.org", kind, BASE + path)
    assert block["isPartOf"]["@id"] == BASE
    assert block["identifier"] == compact(BASE + path)
    assert extra <= block.keys()
    assert re.findall(r'rel="alternate" type="([^"]+)"', page.text) == [
        "text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml", "text/csv"
    ]  # fmt: skip


def test_pages_choose_the_language_and_let_it_be_changed(client: httpx.Client) -> None:
    spanish = client.get("/lawsuit/dvd-v-dhs", headers={"Accept-Language": "es-MX, en;q=0.5"})
    assert '<html lang="es">' in spanish.text
    assert spanish.headers["content-language"] == "es"
    assert "Accept-Language" in spanish.headers["vary"]
    assert 'href="/lawsuit/dvd-v-dhs.html?lang=en" lang="en" hreflang="en">English</a>' in spanish.text


def test_every_page_is_linked_from_home(client: httpx.Client) -> None:
    home = client.get("/", params={"lang": "en"}).text
    for path in ("/questions", "/search", "/map", "/timeline", "/graph", "/counts", "/sparql", "/ontology",
                 "/validation", "/downloads", "/corrections", "/about"):  # fmt: skip
        assert f'href="{path}?lang=en"' in home, path
    for node in ("country/mx", "country/us", "lawsuit/dvd-v-dhs", "agency/cbp", "document/mexico-2026-01-21"):
        assert f'href="/{node}?lang=en"' in home, node
    assert "Mexico, edition of 21 January 2026" in home


@pytest.mark.parametrize(
    ("parts", "lang", "expected"),
    [
        ({"edtf": "2022", "notBefore": "2022-01-01", "notAfter": "2022-12-31"}, "en", "2022"),
        ({"edtf": "2025?-02", "notBefore": "2025-02-01", "notAfter": "2025-02-28", "verbatim": "in February"}, "en",
         "February 2025; part of the date is not certain “in February”"),
        ({"edtf": "2025-02", "notBefore": "2025-02-01"}, "es", "febrero de 2025"),
        ({"edtf": "2025-10-13", "notBefore": "2025-10-13", "notAfter": "2025-10-13"}, "es", "13 de octubre de 2025"),
        ({"edtf": "2017-01-20/..", "notBefore": "2017-01-20"}, "en", "not before 20 January 2017"),
        ({"edtf": "../2017-01-20", "notAfter": "2017-01-20"}, "es", "no después del 20 de enero de 2017"),
        ({"edtf": "unknown"}, "en", "unknown"),
    ],
)  # fmt: skip
def test_periods_in_words(store: OxigraphStore, parts: dict[str, str], lang: str, expected: str) -> None:
    terms = {name: [Literal(value)] for name, value in parts.items()}
    assert measures.period(terms, Labels(store, lang)) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"number": "2000000", "qualifier": "at-least"}, "at least 2,000,000"),
        ({"lower": "3", "upper": "5", "qualifier": "between"}, "between 3\N{EN DASH}5"),
        ({"numerator": "2", "denominator": "3", "qualifier": "estimated"}, "estimated 2 of 3"),
        ({"qualifier": "thousands", "verbatim": "thousands"}, "thousands"),
        ({"number": "0.5", "qualifier": "about"}, "about 0.5"),
    ],
)
def test_quantities_in_words(store: OxigraphStore, parts: dict[str, str], expected: str) -> None:
    terms = {
        name: [URIRef(f"{BASE}scheme/count-qualifier/{value}") if name == "qualifier" else Literal(value)]
        for name, value in parts.items()
    }
    assert measures.quantity(terms, Labels(store, "en")) == expected


def test_links_stay_on_the_server_or_are_web_addresses() -> None:
    assert href(f"{BASE}document/x#p1s1", "es") == "/document/x?lang=es#p1s1"
    assert href(f"{BASE}ns#Lawsuit", "en") == "/ontology/Lawsuit?lang=en"
    assert href("https://example.org/a b<c>\"'", "en").startswith("https://example.org/a%20b%3Cc%3E%22")
    assert href("mailto:a@example.org", "en") == "mailto:a@example.org"
    for bad in ("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "http:", "//x",
                "https://[bad", " javascript:x", "urn:x"):  # fmt: skip
        assert href(bad, "en") == "", bad
    assert here("/search?q=a", "en", kind="b c") == "/search?q=a&kind=b+c&lang=en"


def test_json_in_a_script_element_cannot_end_it() -> None:
    text = script_json({"a": "</script><!-- &\u2028\u2029"})
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == {"a": "</script><!-- &\u2028\u2029"}


def test_every_section_of_the_tree_runs_and_is_named_in_both_languages(store: OxigraphStore) -> None:
    known = read_sections(ROOT / "queries" / "pages")
    classes = {compact(str(row[0])) for row in store.answer("SELECT DISTINCT ?c { ?c a ?k }").rows}  # type: ignore[union-attr]
    names = {re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name.partition(":")[2]).lower() for name in classes}
    assert set(known) - {"any"} <= names
    for sections in known.values():
        for section in sections.values():
            answer = store.answer(section.query(f"{BASE}country/mx"))
            assert isinstance(answer, Solutions)
            assert "item" in answer.variables


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('#+ order = 1\n#+ title.en = "x"\n#+ title.es = "y"\nSELECT ?x { ?x ?p $this }', "lists ?item"),
        ('#+ order = 1\n#+ title.en = "x"\nSELECT ?item { ?item ?p $this }', "in en and es"),
        ('#+ title.en = "x"\nSELECT ?item { ?item ?p $this }', "order"),
        ("#+ order = \nSELECT ?item { ?item ?p $this }", "Invalid value"),
        ('#+ order = 1\n#+ nope = 1\n#+ title.en = "x"\n#+ title.es = "y"\nSELECT ?item { ?item ?p $this }', "nope"),
    ],
)
def test_a_bad_section_is_told_with_its_file(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "10-x.rq"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SyntaxProblem, match=r"10-x\.rq:1: ") as problem:
        read_section(path)
    assert message in str(problem.value)


def test_words_stand_in_both_languages() -> None:
    assert WORDS["en"].keys() == WORDS["es"].keys()
    assert all(text.strip() for words in WORDS.values() for text in words.values())
    for key, text in WORDS["en"].items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", WORDS["es"][key])), key
