"""Sentences, offsets and word runs."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from support import ROOT
from tct.sources import read_versions
from tct.text import digest, sentences, word_runs, words

SAMPLE = (
    "Title\n\nIt cost “2,000” pesos.\u00a0 The U.S. court heard A.B.C. v. State on Monday. It cost “2,000” pesos.\n"
    "\nA gap – of two years (so they say.) Was it short? No. 5 answers!\n"
)


def test_sentences_keep_abbreviations_quotes_and_odd_spaces() -> None:
    found = {span.name: SAMPLE[span.start : span.end] for span in sentences(SAMPLE)}
    assert found == {
        "p1s1": "Title",
        "p2s1": "It cost “2,000” pesos.",
        "p2s2": "The U.S. court heard A.B.C. v. State on Monday.",
        "p2s3": "It cost “2,000” pesos.",
        "p3s1": "A gap – of two years (so they say.)",
        "p3s2": "Was it short?",
        "p3s3": "No. 5 answers!",
    }


def test_a_repeated_sentence_has_one_digest_and_two_places() -> None:
    spans = {span.name: span for span in sentences(SAMPLE)}
    first, second = spans["p2s1"], spans["p2s3"]
    assert first.start != second.start
    assert digest(SAMPLE[first.start : first.end]) == digest(SAMPLE[second.start : second.end])


def test_offsets_count_code_points_not_bytes() -> None:
    text = "¿Ñandú? Sí."
    assert [(s.start, s.end) for s in sentences(text)] == [(0, 7), (8, 11)]


@given(st.text(alphabet="aB .!?\n\u00a0“”v1", max_size=80))
def test_sentences_are_ordered_disjoint_trimmed_and_lose_no_visible_character(text: str) -> None:
    spans = sentences(text)
    ends = [0, *(span.end for span in spans)]
    assert all(span.start >= before for span, before in zip(spans, ends, strict=False))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in spans)
    assert "".join(text.split()) == "".join("".join(text[s.start : s.end].split()) for s in spans)


@given(st.lists(st.sampled_from("ab"), max_size=12))
def test_a_run_of_words_is_found_across_punctuation_and_line_ends(letters: list[str]) -> None:
    assert word_runs(",\n".join(letters).upper(), 3) == word_runs(" ".join(letters), 3)
    assert words("; ".join(letters)) == letters


def test_the_real_page_splits_into_the_recorded_passages(sources: Path) -> None:
    for version in read_versions(ROOT / "data" / "sources"):
        text = version.read_text(sources)
        assert text is not None
        recorded = [(p.name, p.start, p.end) for p in version.passages]
        assert recorded == [(s.name, s.start, s.end) for s in sentences(text)]
