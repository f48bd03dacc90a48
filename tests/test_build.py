"""A build is whole or not there: published in one step, kept when the next one fails, quick when nothing changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tct.build import Build, build, check, inputs_digest, publish, read_texts
from tct.dataset import Graphs, canonical, digest
from tct.errors import InvalidDataset, NotBuilt, SourceError, SyntaxProblem
from tct.layout import Layout
from tree import append, copy_tree, replace, sample_text, write_version


def test_a_build_is_published_served_and_kept(tmp_path: Path) -> None:
    layout, output = copy_tree(tmp_path / "tree"), tmp_path / "out"
    steps: list[str] = []
    done, report = build(layout, output, steps.append)
    assert report.violations == 0
    assert steps[-3:] == ["shapes", "validation", "writing"]
    assert done == Build.current(output)
    assert done.manifest.digest == digest(done.nquads.read_bytes())
    assert sum(done.manifest.graphs.values()) == done.manifest.quads
    assert done.open().answer("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert done.report() == {**report.as_dict(), "not_run": ["17", "19", "21"], "rules": list(report.rules),
                             "sha256": done.manifest.digest}  # fmt: skip

    again, unchanged = build(layout, output)
    assert (again, unchanged.examined) == (done, {})

    append(layout.root / "data" / "facts" / "mexico.ttl", "\n<x> <y> ")
    with pytest.raises(SyntaxProblem):
        build(layout, output)
    assert Build.current(output) == done

    facts = layout.root / "data" / "facts" / "mexico.ttl"
    facts.write_text(facts.read_text(encoding="utf-8").removesuffix("\n<x> <y> "), encoding="utf-8")
    replace(facts, "tct:certainty claim-certainty:stated ;\n", "")
    with pytest.raises(InvalidDataset, match="the last good build stays in place") as caught:
        build(layout, output)
    assert caught.value.exit_code == 1
    assert Build.current(output) == done
    assert [path.name for path in (output / "releases").iterdir()] == [done.directory.name]


def test_a_release_that_is_served_outlives_the_next_build(graphs: Graphs, tmp_path: Path) -> None:
    first = publish(graphs, tmp_path, "first")
    with first.hold():
        second = publish(graphs, tmp_path, "second")
        assert first.store_path.is_dir()
        assert publish(graphs, tmp_path, "first") == first
        publish(graphs, tmp_path, "second")
    publish(graphs, tmp_path, "second")
    assert not first.directory.exists()
    assert Build.current(tmp_path) == second


def test_two_builds_of_one_tree_are_byte_identical(graphs: Graphs, layout: Layout, built: Build) -> None:
    from tct.build import assemble

    assert canonical(assemble(layout).dataset) == canonical(graphs.dataset) == built.nquads.read_bytes()


def test_no_build_or_a_damaged_one_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match="run `tct build` first"):
        Build.current(tmp_path)
    (tmp_path / "current").write_text("gone", encoding="utf-8")
    with pytest.raises(NotBuilt):
        Build.current(tmp_path)
    (tmp_path / "releases" / "gone").mkdir(parents=True)
    (tmp_path / "releases" / "gone" / "manifest.json").write_text(json.dumps({"version": "1"}), encoding="utf-8")
    with pytest.raises(NotBuilt):
        Build.current(tmp_path)


def test_the_inputs_digest_follows_every_file(tmp_path: Path) -> None:
    layout = copy_tree(tmp_path)
    before = inputs_digest(layout)
    append(layout.root / "data" / "release.toml", "\n# x\n")
    assert inputs_digest(layout) != before


def sample_tree(root: Path, text: str) -> tuple[Layout, Path]:
    """Return the checkout with one more document, the tests' own, and the directory of its text."""
    layout = copy_tree(root / "tree")
    version = write_version(layout.sources, sample_text())
    replace(version.file, 'origin = "lake-watch"', 'origin = "tct-contributors"')
    replace(version.file, 'creator = "ferry-authors"', 'creator = "tct-contributors"')
    (root / "texts" / "ferry").mkdir(parents=True)
    (root / "texts" / "ferry" / "source.txt").write_bytes(text.encode())
    return layout, root / "texts"


def test_without_the_texts_three_rules_are_said_to_be_not_run(tmp_path: Path) -> None:
    layout, texts = sample_tree(tmp_path, sample_text())
    assert check(layout)[1].not_run == ("17", "19", "21")
    report = check(layout, texts)[1]
    assert report.not_run == ()
    assert [finding for finding in report.findings if "ferry" in finding.subject] == []


def test_a_changed_text_is_found_passage_by_passage(tmp_path: Path) -> None:
    layout, texts = sample_tree(tmp_path, sample_text().replace("winters", "summers"))
    found = [f for f in check(layout, texts)[1].findings if f.file == "data/sources/ferry-2026-01-01.toml"]
    assert {finding.rule for finding in found} == {"17"}
    assert [str(f.message) for f in found if f.subject == "ferry-2026-01-01:p3s1" and "differ" in f.message]
    with pytest.raises(SourceError, match="holds none of the source texts"):
        read_texts([], texts)


def test_the_real_page_bears_out_the_dataset(layout: Layout, sources: Path) -> None:
    report = check(layout, sources)[1]
    assert (report.violations, report.not_run) == (0, ())
    assert [(f.rule, f.subject, f.severity) for f in report.findings] == [("44", "lawsuit:dvd-v-dhs", "warning")]
    assert sorted(report.examined, key=int) == [str(number) for number in range(1, 63)]
