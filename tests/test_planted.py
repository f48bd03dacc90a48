"""Each planted error fires the shapes that it names, and no other; both engines find the same."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset

from support import ROOT, SAMPLE
from tct.build import assemble
from tct.dataset import Graphs, canonical
from tct.passages import add_evidence
from tct.shapes import Shapes
from tct.store import MemoryStore, OxigraphStore
from tct.text import digest, sentences
from tct.validate import SOURCE_RULES, Finding, validate
from tree import copy_tree, sample_text

PLANTED = sorted((ROOT / "tests" / "planted").glob("*.ru"))


def header(path: Path) -> dict[str, Any]:
    """Return what a planted error says of itself."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tomllib.loads("\n".join(line[3:] for line in lines if line.startswith("#+ ")))


@pytest.fixture(scope="session")
def with_sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The dataset with the tests' own text as one more document version, and what its text adds."""
    root = tmp_path_factory.mktemp("sample")
    layout = copy_tree(root)
    text = sample_text()
    lines = [
        f'{s.name} = {{ start = {s.start}, end = {s.end}, sha256 = "{digest(text[s.start : s.end])}" }}'
        for s in sentences(text)
    ]
    version = (SAMPLE / "version.toml").read_text(encoding="utf-8")
    content = f'sha256 = "{digest(text)}"\n{version}\n[passages]\n' + "\n".join(lines) + "\n"
    (layout.sources / "sample-2026-01-01.toml").write_text(content, encoding="utf-8")
    graphs = assemble(layout)
    sample = next(version for version in graphs.versions if version.document == "sample")
    add_evidence(graphs.dataset, {sample: text})
    shutil.rmtree(root)
    return canonical(graphs.dataset)


def clean(nquads: bytes, shapes: Shapes) -> set[Finding]:
    """Return what the unbroken dataset gives: warnings only."""
    found = set(validate(OxigraphStore.create(nquads), shapes, {}))
    assert {finding.severity for finding in found} <= {"warning"}
    return found


@pytest.fixture(scope="session")
def expected_warnings(nquads: bytes, shapes: Shapes) -> set[Finding]:
    """The findings of the real dataset as it stands."""
    return clean(nquads, shapes)


@pytest.fixture(scope="session")
def expected_sample_warnings(with_sample: bytes, shapes: Shapes) -> set[Finding]:
    """The findings of the real dataset with the sample as it stands."""
    return clean(with_sample, shapes)


@pytest.mark.parametrize("path", PLANTED, ids=[path.stem for path in PLANTED])
def test_a_planted_error_fires_its_shape_and_no_other(
    path: Path, shapes: Shapes, request: pytest.FixtureRequest
) -> None:
    about = header(path)
    needs_text = bool(about.get("sources"))
    assert needs_text == (about["rule"] in SOURCE_RULES)
    store = OxigraphStore.create(request.getfixturevalue("with_sample" if needs_text else "nquads"))
    before = request.getfixturevalue("expected_sample_warnings" if needs_text else "expected_warnings")
    store.engine.update(path.read_text(encoding="utf-8"))
    found = set(validate(store, shapes, {})) - before
    assert {finding.shape for finding in found} == set(about["fires"]), "\n".join(map(str, sorted(found)))
    assert {finding.rule for finding in found} == {about["rule"]}
    assert about["focus"] in {finding.subject for finding in found}
    assert all(finding.message and finding.message_es for finding in found)


def test_every_rule_has_a_planted_error_and_every_shape_is_fired(shapes: Shapes) -> None:
    headers = [header(path) for path in PLANTED]
    assert {about["rule"] for about in headers} == {rule.number for rule in shapes.rules}
    assert [rule.number for rule in shapes.rules] == [str(number) for number in range(1, 63)]
    assert all(path.name.startswith(f"{int(about['rule']):02d}-") for path, about in zip(PLANTED, headers, strict=True))


def test_both_engines_find_the_same_in_a_dataset_that_breaks_every_rule(nquads: bytes, shapes: Shapes) -> None:
    store = OxigraphStore.create(nquads)
    for path in PLANTED:
        if not header(path).get("sources"):
            store.engine.update(path.read_text(encoding="utf-8"))
    dataset = Dataset(default_union=True)
    for quad in store.engine:
        line = f"{quad.subject} {quad.predicate} {quad.object}"
        graph = dataset.graph(str(quad.graph_name).strip("<>"))
        graph.parse(data=f"{line} .", format="nt")
    fast, reference = validate(store, shapes, {}), validate(MemoryStore(dataset), shapes, {})
    assert len({finding.rule for finding in fast}) > 50
    assert fast == reference


def test_the_real_dataset_conforms_in_both_engines(
    graphs: Graphs, shapes: Shapes, expected_warnings: set[Finding]
) -> None:
    found = validate(MemoryStore(graphs.dataset), shapes, {})
    assert set(found) == expected_warnings
    assert [(f.rule, f.subject) for f in found] == [("44", "lawsuit:dvd-v-dhs")]
