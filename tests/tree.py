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
