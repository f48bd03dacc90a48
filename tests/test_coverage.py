"""Coverage of passages by claims, and of a list of facts by facts that quote its passages."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Dataset, URIRef

from support import ROOT
from tct.coverage import fact_coverage, passage_coverage
from tct.dataset import Graphs
from tct.errors import SourceError
from tct.namespaces import BASE, PREFIXES, expand
from tct.sources import Version
from tree import write_version

FACTS = "id\tparagraph\tsentence\tfact\nA1\t1\t1\tone\nA2\t1\t2\ttwo\n"


def dataset(text: str) -> Dataset:
    """Return a dataset of one Turtle text."""
    found = Dataset(default_union=True)
    prefixes = "".join(f"@prefix {p}: <{i}> .\n" for p, i in PREFIXES.items())
    prefixes += f"@prefix ferry: <{BASE}document/ferry-2026-01-01#> .\n"
    found.graph(URIRef(f"{BASE}graph/ferry")).parse(data=prefixes + text, format="turtle")
    return found


@pytest.fixture
def ferry(tmp_path: Path) -> Version:
    """A version of a text of two sentences, with the text beside it."""
    (tmp_path / "ferry").mkdir()
    (tmp_path / "ferry" / "source.txt").write_text("One. Two.", encoding="utf-8")
    return write_version(tmp_path, "One. Two.")


def test_a_passage_without_a_claim_is_listed(tmp_path: Path, ferry: Version) -> None:
    found = passage_coverage(dataset("claim:a tct:statedIn ferry:p1s1 ."), [ferry], tmp_path)
    assert [str(item) for item in found] == ["1 of 2 passages of ferry-2026-01-01"]
    assert found[0].problems == ("ferry-2026-01-01:p1s2 (characters 5-9) has no claim",)


def test_a_sentence_that_is_no_passage_is_listed(tmp_path: Path, ferry: Version) -> None:
    (tmp_path / "ferry" / "source.txt").write_text("One. Two. Three.", encoding="utf-8")
    claimed = dataset("claim:a tct:statedIn ferry:p1s1 , ferry:p1s2 .")
    found = passage_coverage(claimed, [ferry], tmp_path)
    assert found[0].problems == ("ferry-2026-01-01: the sentence p1s3 is no passage of ferry-2026-01-01.toml",)


def test_no_text_at_all_is_an_error(tmp_path: Path, ferry: Version) -> None:
    with pytest.raises(SourceError, match="holds none of the source texts"):
        passage_coverage(dataset(""), [ferry], tmp_path / "elsewhere")


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ("A1\tcondition:a\nA2\tcondition:b\n", ()),
        ("A1\tcondition:a\n", ("A2: no fact encodes it",)),
        ("A1\tcondition:a\nA2\tcondition:a\n", ("A2: no claim of condition:a is stated in p1s2",)),
        ("A1\tcondition:a\nA2\tcondition:c\n", ("A2: condition:c is not in the dataset",)),
        ("A1\tcondition:a\nA2\tnope\n", ("A2: 'nope' is neither a CURIE nor an IRI",)),
        (
            "A1\tcondition:a\nA2\tcondition:b\nA3\tcondition:b\n",
            ("A3: ferry.tsv encodes it, but facts.tsv has no such row",),
        ),
    ],
)
def test_a_row_is_encoded_by_facts_that_quote_its_passage(tmp_path: Path, rows: str, problems: tuple[str, ...]) -> None:
    (tmp_path / "facts.tsv").write_text(FACTS, encoding="utf-8")
    (tmp_path / "ferry.tsv").write_text("row\tfacts\n" + rows, encoding="utf-8")
    data = dataset(
        """condition:a a tct:Condition ; tct:evidencedBy claim:a . claim:a tct:statedIn ferry:p1s1 .
           condition:b a tct:Condition ; tct:deniedBy claim:b . claim:b tct:statedIn ferry:p1s2 ."""
    )
    found = fact_coverage(data, tmp_path / "facts.tsv", tmp_path / "ferry.tsv")
    assert found.problems == problems
    assert found.total == 2


def test_a_list_without_its_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "facts.tsv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "rows.tsv").write_text("row\tfacts\n", encoding="utf-8")
    with pytest.raises(SourceError, match="needs the tab-separated columns"):
        fact_coverage(dataset(""), tmp_path / "facts.tsv", tmp_path / "rows.tsv")
    with pytest.raises(SourceError, match="No such file"):
        fact_coverage(dataset(""), tmp_path / "none.tsv", tmp_path / "rows.tsv")


def test_the_real_data_covers_every_passage_and_every_row(graphs: Graphs, sources: Path) -> None:
    found = passage_coverage(graphs.dataset, graphs.versions, sources)
    rows = fact_coverage(graphs.dataset, sources / "mexico" / "facts.tsv", ROOT / "data" / "rows" / "mexico.tsv")
    assert [(item.covered, item.total, item.problems) for item in [*found, rows]] == [(46, 46, ()), (121, 121, ())]


def test_every_row_names_facts_of_the_dataset(graphs: Graphs) -> None:
    lines = (ROOT / "data" / "rows" / "mexico.tsv").read_text(encoding="utf-8").splitlines()[1:]
    names = [name for line in lines for name in line.split("\t")[1].split()]
    assert len(lines) == 121
    assert [name for name in names if (URIRef(expand(name)), None, None) not in graphs.dataset] == []
