"""A small tree of our own, for tests that break things: one document, one flow, everything that it needs."""

from __future__ import annotations

import shutil
from pathlib import Path

from support import ROOT, SAMPLE
from tct.layout import Layout
from tct.sources import Version, read_versions
from tct.text import digest, sentences


def copy_tree(target: Path) -> Layout:
    """Copy ontology, data and questions of the checkout, so that a test can break the copy."""
    for name in ("ontology", "data", "queries"):
        shutil.copytree(ROOT / name, target / name)
    return Layout(target)


TINY_SHAPES = """
@prefix tct: <https://w3id.org/third-country-transfers/ns#> .
@prefix shape: <https://w3id.org/third-country-transfers/shape/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

shape:halves a sh:NodeShape ; dcterms:identifier "1" ;
  sh:targetSubjectsOf tct:left, tct:right ;
  sh:property shape:halves-left, shape:halves-right .
shape:halves-left sh:path tct:left ; sh:minCount 1 ; sh:maxCount 1 ; sh:equals tct:right ;
  sh:message "A pair has a left half that is like its right one; add it."@en .
shape:halves-right sh:path tct:right ; sh:minCount 1 ; sh:maxCount 1 ;
  sh:message "A pair has one right half; add it."@en .
"""
TINY_RULE = "CONSTRUCT { ?pair tct:rank ?next } WHERE { ?pair tct:left ?n BIND(?n + 1 AS ?next) }\n"


def tiny_tree(target: Path) -> Layout:
    """Write a tree with next to nothing in it: pairs that have a left and a right half, one shape and one rule."""
    for folder in ("ontology/shapes", "ontology/rules", "ontology/schemes", "data/facts", "queries/questions"):
        (target / folder).mkdir(parents=True)
    for name in ("data/release.toml", "queries/groups.toml", "queries/heads.toml"):
        shutil.copy(ROOT / name, target / name)
    prefix = "@prefix tct: <https://w3id.org/third-country-transfers/ns#> .\n"
    (target / "ontology" / "core.ttl").write_text(f"{prefix}tct:Pair a tct:Class .\n", encoding="utf-8")
    (target / "ontology" / "shapes" / "pairs.ttl").write_text(TINY_SHAPES, encoding="utf-8")
    (target / "ontology" / "rules" / "rank.rq").write_text(TINY_RULE, encoding="utf-8")
    (target / "data" / "facts" / "pairs.ttl").write_text(
        f"{prefix}<https://example.org/pair/0> a tct:Pair ; tct:left 0 ; tct:right 0 .\n", encoding="utf-8"
    )
    return Layout(target)


def replace(path: Path, old: str, new: str) -> None:
    """Replace the first occurrence of a text in a file; fails where it is not there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(path: Path, text: str) -> None:
    """Append a text to a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def sample_text() -> str:
    """Return the tests' own source text."""
    with (SAMPLE / "source.txt").open(encoding="utf-8", newline="") as stream:
        return stream.read()


HELD = """
document = "ferry"
label.en = "The ferry page"
label.es = "La página del transbordador"
version = "2026-01-01"
modified = 2026-01-01
sha256 = "{sha}"
address = "https://example.org/ferry"
kind = "organisation"
origin = "lake-watch"
creator = "ferry-authors"
source_path = "ferry/source.txt"

[passages]
{passages}
"""


def write_version(directory: Path, text: str) -> Version:
    """Write and read the version of a text."""
    lines = [
        f'{s.name} = {{ start = {s.start}, end = {s.end}, sha256 = "{digest(text[s.start : s.end])}" }}'
        for s in sentences(text)
    ]
    content = HELD.format(sha=digest(text), passages="\n".join(lines))
    (directory / "ferry-2026-01-01.toml").write_text(content, encoding="utf-8")
    return read_versions(directory)[0]
