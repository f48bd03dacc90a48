"""The site as a reader's browser shows it: every kind of page, and what a reader does there."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from rdflib import Graph

from browser.conftest import AXE, WIDE, watched
from servers import serving
from support import ROOT
from tct.build import assemble, inputs_digest, publish
from tct.layout import Layout
from tct.namespaces import BASE, PREFIXES

PAGES: Final = {
    "home": "/",
    "questions": "/questions",
    "question": "/questions/agency-conduct",
    "country": "/country/mx.html",
    "agency": "/agency/inm.html",
    "lawsuit": "/lawsuit/dvd-v-dhs.html",
    "document": "/document/mexico-2026-01-21",
    "claim": "/claim/mexico-count.html",
    "search": "/search?q=inm",
    "map": "/map",
    "timeline": "/timeline",
    "graph": "/graph",
    "counts": "/counts",
    "ontology": "/ontology",
    "term": "/ontology/Claim",
    "scheme": "/ontology/schemes/claim-certainty",
    "validation": "/validation",
    "downloads": "/downloads",
    "about": "/about",
    "cite": "/cite?entity=country:mx",
    "evidence": "/evidence?entity=country:mx",
    "corrections": "/corrections",
    "editor": "/sparql",
    "docs": "/docs",
    "missing": "/country/mxx",
}
AUDIT: Final = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter(found => ["serious", "critical"].includes(found.impact))
  .map(found => `${found.id}: ${found.nodes[0].html}`)"""
SIDEWAYS: Final = "() => document.documentElement.scrollWidth - window.innerWidth"
QUESTION: Final = "agency-conduct"
HOSTILE: Final = """
country:hostile a tct:Country ; rdfs:label "<script>alert(1)</script>"@en , "\\"><img src=x onerror=alert(1)>"@es ;
  skos:altLabel "</title><script>alert(2)</script>"@en ; skos:exactMatch <javascript:alert(3)> , <vbscript:x> ,
    <data:text/html,x> ; rdfs:comment "</script><!--"@en .
"""


def expected(slug: str) -> int:
    """The number of rows that a question's kept answer has."""
    return len((ROOT / "queries" / "questions" / f"{slug}.tsv").read_text(encoding="utf-8").splitlines()) - 1


def visit(page: Page, address: str, lang: str) -> int:
    """Open an address in a language, wait until it asks nothing more, and return its status."""
    response = page.goto(f"{address}{'&' if urlsplit(address).query else '?'}lang={lang}", wait_until="networkidle")
    assert response is not None
    return response.status


def look(page: Page, address: str, lang: str, status: int) -> dict[str, Any]:
    """Return what is wrong with a page: its status, how far it scrolls sideways, what axe finds."""
    page.add_init_script(path=AXE)
    found = visit(page, address, lang)
    assert page.locator("html").get_attribute("lang") == lang
    wrong = {"status": found if found != status else None, "sideways": max(page.evaluate(SIDEWAYS), 0)}
    return {name: value for name, value in {**wrong, "axe": page.evaluate(AUDIT)}.items() if value}


@pytest.mark.parametrize("name", PAGES)
def test_every_kind_of_page_stands_on_a_wide_screen(name: str, page: Page, site: str) -> None:
    assert look(page, site + PAGES[name], "en", 404 if name == "missing" else 200) == {}


@pytest.mark.parametrize("name", PAGES)
def test_every_kind_of_page_stands_on_a_phone_in_spanish(name: str, phone: Page, site: str) -> None:
    assert look(phone, site + PAGES[name], "es", 404 if name == "missing" else 200) == {}


def open_example(page: Page, site: str) -> None:
    """Load an example into the editor by its form."""
    page.goto(f"{site}/sparql?lang=en")
    page.select_option("select[name=question]", QUESTION)
    page.click("form.example button")
    page.wait_for_selector("#run", state="visible")


def test_an_example_runs_in_the_editor(page: Page, site: str) -> None:
    open_example(page, site)
    page.click("#run")
    page.wait_for_selector("#output tbody tr")
    assert page.locator("#output tbody tr").count() == expected(QUESTION) > 0
    assert (page.locator("#said").text_content() or "").startswith(f"{expected(QUESTION)} ")


def test_an_answer_is_downloaded_as_csv(page: Page, site: str, tmp_path: Path) -> None:
    open_example(page, site)
    with page.expect_download() as started:
        page.click("button[value=csv]")
    started.value.save_as(tmp_path / "answer.csv")
    with (tmp_path / "answer.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert (rows[0][0], len(rows) - 1) == ("act", expected(QUESTION))


def test_a_claim_leads_to_its_passage(page: Page, site: str) -> None:
    page.goto(f"{site}/claim/mexico-count.html?lang=en")
    heading = page.locator("h1").inner_text()
    page.locator('main a[href^="/document/mexico-2026-01-21"][href*="#"]').first.click()
    page.wait_for_load_state()
    parts = urlsplit(page.url)
    assert parts.path.startswith("/document/mexico-2026-01-21")
    passage = page.locator(f'[id="{parts.fragment}"]')
    expect(passage).to_be_in_viewport()
    expect(passage).to_contain_text(heading)


def answer(page: Page) -> list[str]:
    """The rows of a question's answer."""
    return page.locator(".answer tbody tr").all_inner_texts()


def test_another_parameter_gives_another_answer(page: Page, site: str) -> None:
    page.goto(f"{site}/questions/{QUESTION}?lang=en")
    before = answer(page)
    page.select_option("select[name=agency]", "agency:dhs")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**agency=agency*dhs*")
    assert len(before) == expected(QUESTION)
    assert answer(page) not in ([], before)


def tab_to(page: Page, wanted: Locator, key: str) -> None:
    """Press a key until an element has the focus."""
    for _ in range(60):
        page.keyboard.press(key)
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{key} does not reach {wanted}")


def test_a_keyboard_is_enough_to_skip_and_to_search(page: Page, site: str) -> None:
    page.goto(f"{site}/?lang=en")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    tab_to(page, page.locator("header input[name=q]"), "Shift+Tab")
    page.keyboard.type("inm")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*q=inm*")
    expect(page.locator('main a[href^="/agency/inm"]').first).to_be_visible()


@pytest.fixture(scope="module")
def hostile(layout: Layout, site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a build in which a country has hostile labels and links."""
    assert site
    graphs = assemble(layout)
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    target = next(graph for graph in graphs.named() if len(graph))
    for triple in Graph().parse(data=head + HOSTILE, format="turtle"):
        target.add(triple)
    output = tmp_path_factory.mktemp("hostile")
    publish(graphs, output, inputs_digest(layout))
    with serving(output) as (address, _):
        yield address.rstrip("/")


@pytest.mark.parametrize("lang", ["en", "es"])
def test_hostile_labels_stay_text(browser: Browser, hostile: str, lang: str) -> None:
    label = {"en": "<script>alert(1)</script>", "es": '"><img src=x onerror=alert(1)>'}[lang]
    with watched(browser, hostile, *WIDE) as page:
        for path in (
            "/country/hostile.html",
            "/search?q=hostile",
            "/evidence?entity=country:hostile",
            "/map",
            "/graph",
        ):
            assert visit(page, hostile + path, lang) == 200
            assert page.locator('a[href^="javascript:" i], a[href^="vbscript:" i], a[href^="data:" i]').count() == 0
            assert page.locator('img[src="x"]').count() == 0
        visit(page, f"{hostile}/country/hostile.html", lang)
        assert page.locator("h1").inner_text() == label


def test_hostile_labels_stay_text_in_the_editor(browser: Browser, hostile: str) -> None:
    with watched(browser, hostile, *WIDE) as page:
        page.goto(f"{hostile}/sparql?lang=en#query=SELECT ?o WHERE {{ <{BASE}country/hostile> ?p ?o }}")
        page.wait_for_selector("#output tbody tr")
        assert "<script>alert(1)</script>" in page.locator("#output").inner_text()
        assert page.locator('#output a[href^="javascript:" i], #output script, #output img').count() == 0


@pytest.mark.parametrize("name", ["home", "country", "editor"])
def test_a_picture_for_the_readme_is_small(name: str, page: Page, site: str, tmp_path: Path) -> None:
    """It is kept in docs/pictures where TCT_PICTURES is set."""
    directory = ROOT / "docs" / "pictures" if os.environ.get("TCT_PICTURES") else tmp_path
    if name == "editor":
        open_example(page, site)
        page.click("#run")
        page.wait_for_selector("#output tbody tr")
        page.evaluate("scrollTo(0, 0)")
    else:
        visit(page, site + PAGES[name], "en")
    picture = page.screenshot(path=directory / f"{name}.png")
    assert len(picture) < 400_000
