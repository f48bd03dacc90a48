"""A small tree of our own, for tests that break things: one document, one flow, everything that it needs."""

from __future__ import annotations

import shutil
from pathlib import Path

from support import ROOT, SAMPLE

from tct.layout import Layout


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
