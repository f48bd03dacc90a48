"""The report of a build is kept with it, and its page tells every rule and finding in plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tct.build import Build, build, publish
from tct.dataset import Graphs
from tct.layout import Layout
from tct.rulebook import rulebook
from tct.shapes import Shapes
from tct.validate import Finding, Report, examined
from tct.write import Change, Generations
from tct.write.apply import Applier
from tree import tiny_tree
from visit import Html, Visitor, is_sound

WARNED = Finding(
    file="data/facts/x.ttl",
    subject="lawsuit:dvd-v-dhs",
    rule="44",
    shape="shape:lawsuit-court-unnamed-court",
    message="The court <b>is not</b> named.",
    message_es="El tribunal no tiene nombre.",
    severity="warning",
)


@pytest.fixture(scope="module")
def reported(graphs: Graphs, shapes: Shapes, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A build with a report: every rule of the real shapes, and one warning."""
    report = Report([WARNED], examined(shapes, graphs.dataset), ("17", "19", "21"), rulebook(shapes, graphs.dataset))
    return publish(graphs, tmp_path_factory.mktemp("reported"), "reported", report)


@pytest.fixture(scope="module")
def client(layout: Layout, reported: Build) -> Visitor:
    """A client of the site over it."""
    return Visitor(layout, reported)


def test_the_rulebook_tells_every_rule(graphs: Graphs, shapes: Shapes) -> None:
    rules = rulebook(shapes, graphs.dataset)
    assert [rule["number"] for rule in rules] == [str(number) for number in range(1, 63)]
    assert {rule["number"]: rule["examined"] for rule in rules} == examined(shapes, graphs.dataset)
    for rule in rules:
        assert rule["text"]["en"]
        assert rule["text"]["es"]
        assert [check["shape"] for check in rule["checks"]]
        assert bool(rule["example"]) == bool(rule["examined"]), rule["number"]
        for check in rule["checks"]:
            assert check["targets"], check["shape"]
            assert sorted(check["messages"]) == ["en", "es"], check["shape"]
            assert len(check["messages"]["en"]) == len(check["messages"]["es"])
            assert bool(check["examined"]) == bool(check["example"])
            assert not (check["examined"] and check["idle"])


def test_the_rulebook_of_a_rule_whole(graphs: Graphs, shapes: Shapes) -> None:
    rule = next(rule for rule in rulebook(shapes, graphs.dataset) if rule["number"] == "44")
    assert rule["example"] == "lawsuit:dvd-v-dhs"
    assert rule["checks"][1] == {
        "shape": "shape:lawsuit-court-unnamed",
        "file": "ontology/shapes/law.ttl",
        "severity": "warning",
        "targets": ["tct:Lawsuit"],
        "properties": [],
        "examined": 2,
        "example": "lawsuit:dvd-v-dhs",
        "idle": "",
        "messages": {
            "en": ["The court {?value} is not named by the document: look whether another document names it."],
            "es": ["El documento no nombra el tribunal {?value}: mire si otro documento lo nombra."],
        },
    }


def test_a_build_keeps_its_report_and_two_are_alike(reported: Build, graphs: Graphs, tmp_path: Path) -> None:
    report = reported.report()
    assert report is not None
    assert report["sha256"] == reported.manifest.digest
    assert (report["conforms"], report["violations"], report["warnings"]) == (True, 0, 1)
    assert len(report["rules"]) == 62
    given = Report([WARNED], report["examined"], ("17", "19", "21"), report["rules"])
    again = publish(graphs, tmp_path, "reported", given)
    assert (again.directory / "report.json").read_bytes() == (reported.directory / "report.json").read_bytes()
    assert publish(graphs, tmp_path, "other").report() is None


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["The release keeps every rule.", "Rules: 62. Violations: 0. Warnings: 1.", "<b>is not</b> named"]),
        ("es", ["La versión cumple todas las reglas.", "Advertencias: 1.", "El tribunal no tiene nombre."]),
    ],
)
def test_the_page_tells_findings_and_rules(client: Visitor, reported: Build, lang: str, words: list[str]) -> None:
    answer = client.get("/validation", {"lang": lang})
    page = Html(answer.text)
    is_sound(page)
    assert page.all("b") == []
    for word in [*words, "17, 19, 21", "D.V.D. "]:
        assert word in page.text
    report = reported.report()
    assert report is not None
    assert {f"rule-{rule['number']}" for rule in report["rules"]} <= set(page.ids)
    for rule in report["rules"]:
        assert rule["text"][lang] in page.text
    assert "{?" not in page.text
    links = [link["href"] for link in page.all("a")]
    assert f"/lawsuit/dvd-v-dhs?lang={lang}" in links
    assert f"/ontology/Lawsuit?lang={lang}" in links


def test_the_same_as_json(client: Visitor, reported: Build) -> None:
    report = json.loads((reported.directory / "report.json").read_text(encoding="utf-8"))
    for headers, params in (({"Accept": "application/json"}, {}), ({}, {"format": "json"})):
        answer = client.get("/validation", params, headers)
        assert answer.headers["content-type"] == "application/json"
        assert answer.json() == report


def test_a_term_names_the_rules_that_check_it(client: Visitor) -> None:
    page = Html(client.get("/ontology/Lawsuit").text)
    assert "/validation?lang=en#rule-44" in [link["href"] for link in page.all("a")]


def test_a_build_without_a_report_says_so(layout: Layout, built: Build) -> None:
    client = Visitor(layout, built)
    answer = client.get("/validation")
    assert "made without a report" in answer.text
    is_sound(Html(answer.text))
    assert client.get("/validation", {"format": "json"}).status_code == 404


def test_data_that_was_written_to_is_told_from_the_release(layout: Layout, graphs: Graphs, reported: Build,
                                                           tmp_path: Path) -> None:  # fmt: skip
    written = publish(graphs, tmp_path, "written", Report(rules=(reported.report() or {})["rules"]))
    path = written.directory / "report.json"
    told = json.loads(path.read_text(encoding="utf-8")) | {"sha256": "0" * 64}
    path.write_text(json.dumps(told), encoding="utf-8")
    assert "The data has been written to since." in Visitor(layout, written).get("/validation").text


def test_a_writable_instance_keeps_the_report_of_the_release_it_begins_from(reported: Build, tmp_path: Path) -> None:
    generations = Generations(tmp_path, reported)
    assert generations.build.report() == reported.report()
    generations.close()


def test_a_write_carries_the_report_on(tmp_path: Path) -> None:
    tiny = build(tiny_tree(tmp_path / "tree"), tmp_path / "out")[0]
    change = Change("update", "INSERT DATA { GRAPH <http://x/g> { <http://x/a> <http://x/b> <http://x/c> } }")
    done = Applier(Layout(tmp_path / "tree"), shapes=False).apply(change, tiny.directory, tmp_path / "next", "2")
    assert done.changed
    assert (tmp_path / "next" / "report.json").read_bytes() == (tiny.directory / "report.json").read_bytes()


@pytest.mark.parametrize(("params", "status"), [({"format": "pdf"}, 406), ({"lang": "xx"}, 400)])
def test_bad_requests_are_refused(client: Visitor, params: dict[str, str], status: int) -> None:
    assert client.get("/validation", params).status_code == status
