"""Every question of the catalogue, in both engines, against the answer that was written from the source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import XSD, Literal, URIRef

from support import ROOT
from tct.errors import SourceError, SyntaxProblem, UnknownName, UsageError
from tct.guard import guard
from tct.labels import Labels
from tct.namespaces import BASE, PREFIXES
from tct.printing import headings
from tct.questions import (
    EVIDENCE,
    Catalogue,
    difference,
    read_cell,
    read_question,
    read_solutions,
    run,
    same,
    write_cell,
    write_solutions,
)
from tct.store import MemoryStore, OxigraphStore, Solutions

CATALOGUE = Catalogue(ROOT / "queries" / "questions")
SLUGS = sorted(CATALOGUE.questions)

ABOUT_THE_EVIDENCE = {"editions-of-a-document", "sentences-by-basis-and-speaker"}
"""Questions whose answer is the evidence itself: editions and their digests; how many sentences each speaker has."""

GIVEN_A_PASSAGE = {"everything-behind-a-passage", "findings-that-rest-on-a-passage", "what-a-passage-leaves-open"}
"""Questions whose parameter is the passage."""


@pytest.mark.parametrize("slug", SLUGS)
def test_both_engines_give_the_expected_answer(slug: str, store: OxigraphStore, memory: MemoryStore) -> None:
    question = CATALOGUE.get(slug)
    fast, reference = run(question, store), run(question, memory)
    assert difference(question.expected, fast) == ""
    assert difference(fast, reference) == ""


@pytest.mark.parametrize("slug", SLUGS)
def test_a_question_is_well_formed(slug: str) -> None:
    question = CATALOGUE.get(slug)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 60
    assert question.question["en"].endswith("?")
    assert re.fullmatch(r"¿.+\?", question.question["es"])
    assert all(question.why[language] for language in ("en", "es"))
    assert guard(question.query(), []).form == "select"
    assert "ORDER BY" in question.sparql
    assert not re.search(r"\b(VALUES|NOW|RAND|UUID|GROUP_CONCAT|SAMPLE)\b", question.sparql)
    body = question.sparql.partition("{")[2]
    assert not re.search(r"BIND\s*\(\s*(\"|<|\w+:)", body), "an answer is no constant"
    declared = dict(re.findall(r"PREFIX\s+(\S+):\s+<([^>]+)>", question.sparql))
    assert all(PREFIXES[prefix] == iri for prefix, iri in declared.items())
    assert list(declared) == sorted(declared)
    assert len(question.expected) > 0


@pytest.mark.parametrize("slug", SLUGS)
def test_an_answer_shows_who_says_so_and_where(slug: str) -> None:
    shown = set(CATALOGUE.get(slug).expected.variables) & set(EVIDENCE)
    assert "passage" in shown or slug in ABOUT_THE_EVIDENCE | GIVEN_A_PASSAGE


def test_there_are_at_least_sixty_questions_in_several_groups() -> None:
    assert len(CATALOGUE) >= 60
    assert len({question.group for question in CATALOGUE}) >= 5
    english = [question.question["en"] for question in CATALOGUE]
    assert len(set(english)) == len(english)


def test_every_column_has_a_head_in_both_languages(store: OxigraphStore) -> None:
    for question in CATALOGUE:
        names = [name for name in question.expected.variables if name not in EVIDENCE]
        english, spanish = (headings(names, Labels(store, lang), CATALOGUE.heads) for lang in ("en", "es"))
        unnamed = [n for n, e, s in zip(names, english, spanish, strict=True) if e == s]
        assert [name for name in unnamed if name not in CATALOGUE.heads] == [], question.slug


def test_no_head_is_written_for_nothing() -> None:
    used = {name for question in CATALOGUE for name in question.expected.variables}
    for folder in ("pages", "pictures"):
        for path in (ROOT / "queries" / folder).rglob("*.rq"):
            used |= set(re.findall(r"\?(\w+)", path.read_text(encoding="utf-8")))
    assert set(CATALOGUE.heads) <= used
    assert set(CATALOGUE.groups) == {question.group for question in CATALOGUE}


QUESTION = """#+ group = "x"
#+ question.en = "Which?"
#+ question.es = "¿Cuál?"
#+ why.en = "Because."
#+ why.es = "Porque."
#+ parameters.country = {{ kind = "{kind}", default = "{default}", en = "A", es = "B" }}
SELECT ?o WHERE {{ $country ?p ?o . ?s ?q "$5 country" }} ORDER BY ?o
"""


def written(directory: Path, kind: str = "tct:Country", default: str = "country:mx") -> Path:
    """Write a question with one parameter."""
    path = directory / "which.rq"
    path.write_text(QUESTION.format(kind=kind, default=default), encoding="utf-8")
    return path


def test_parameters_are_filled_with_terms(tmp_path: Path) -> None:
    question = read_question(written(tmp_path))
    assert question.query().startswith(f"SELECT ?o WHERE {{ <{BASE}country/mx> ?p ?o .")
    assert f"<{BASE}country/ml>" in question.query({"country": "country:ml"})
    assert "<https://example.org/x>" in question.query({"country": "<https://example.org/x>"})


@pytest.mark.parametrize("value", ["mexico", "x:y", "<a b>", "<x> ?p } #", 'country:"', "country:a>b", "country:a\nb"])
def test_a_value_that_is_no_term_is_refused(value: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="parameter country"):
        read_question(written(tmp_path)).query({"country": value})


def test_a_date_parameter_is_checked(tmp_path: Path) -> None:
    question = read_question(written(tmp_path, "xsd:date", "2026-01-01"))
    assert '"2026-01-01"^^' in question.query()
    with pytest.raises(UsageError, match="no xsd:date"):
        question.query({"country": 'soon" } #'})


def test_unknown_names_come_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="did you mean agreement-form"):
        CATALOGUE.get("agrement-form")
    with pytest.raises(UnknownName, match=r"no parameter of which is called 'contry'; did you mean country\?"):
        read_question(written(tmp_path)).query({"contry": "country:mx"})


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#+ group", "#+ grup", "unexpected keyword argument 'grup'"),
        ('= "Which?"', "= Which?", "Invalid value"),
        ("#+ why.es", "#+ why.fr", "given in en and es"),
    ],
)
def test_a_malformed_header_names_the_file(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = written(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SyntaxProblem, match=rf"which\.rq:1: .*{message}"):
        read_question(path)


def test_cells_are_read_and_written_back() -> None:
    cells = [
        "",
        "country:mx",
        "<https://example.org/x>",
        '"a \\"b\\""@en',
        '"2026-01-21"^^xsd:date',
        "3",
        "36.5",
        "true",
    ]
    assert [write_cell(read_cell(cell)) for cell in cells] == cells


def test_answers_are_compared_by_value_and_order() -> None:
    def one(*terms: Literal | URIRef) -> Solutions:
        return Solutions(("x",), tuple((term,) for term in terms))

    integer, decimal = Literal("5", datatype=XSD.integer), Literal("5.0", datatype=XSD.decimal)
    assert same(one(integer), one(decimal))
    assert not same(one(integer), one(Literal("5")))
    assert not same(one(integer, decimal), one(integer))
    assert not same(one(URIRef("a:a"), URIRef("a:b")), one(URIRef("a:b"), URIRef("a:a")))
    assert difference(one(integer), one(Literal("6", datatype=XSD.integer))).splitlines()[-2:] == ["-5", "+6"]


def test_a_missing_or_odd_expectation_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="expected answer is missing"):
        read_solutions(tmp_path / "none.tsv")
    path = tmp_path / "odd.tsv"
    path.write_text("a\tb\ncountry:mx\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"odd\.tsv:2: 1 cells, the header has 2"):
        read_solutions(path)
    path.write_text("a\nnonsense\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"odd\.tsv:2: 'nonsense' is neither"):
        read_solutions(path)
    assert (
        read_solutions_of(write_solutions(CATALOGUE.get("agreement-form").expected), path)
        == CATALOGUE.get("agreement-form").expected
    )


def read_solutions_of(text: str, path: Path) -> Solutions:
    """Write a text and read it as an answer."""
    path.write_text(text, encoding="utf-8")
    return read_solutions(path)
