"""The house shows its plan: who may import whom, and where the words of the domain may stand."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from support import ROOT

SRC = ROOT / "src" / "tct"

ORDER = [
    "errors", "namespaces", "text", "edtf", "sandbox", "spreadsheet", "store", "sources", "passages", "skolem",
    "compute", "layout", "release", "dataset", "rules", "shapes", "validate", "rulebook", "statistics", "vocabulary",
    "build", "coverage", "guard", "federate", "execute", "questions", "labels", "search", "diagram", "words",
    "describe", "context", "exports", "citation", "crate", "downloads", "printing", "settings", "catalog", "budget",
    "write", "web", "cli",
]  # fmt: skip
"""Every room of the package, from the ground up: a module imports only from rooms before its own."""

ONLY = {
    "pyshacl": "validate", "pyoxigraph": "store", "edtf": "edtf", "fastapi": "web", "typer": "cli",
    "rapidfuzz": "search", "fast_sugiyama": "diagram",
}  # fmt: skip
"""The one room that knows each heavy dependency."""


def modules() -> list[Path]:
    """Return every module of the package."""
    return sorted(SRC.rglob("*.py"))


def room(path: Path) -> str:
    """Return the room of a module."""
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Return the dotted names that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_every_module_has_its_place() -> None:
    assert {room(path) for path in modules()} - {"__init__"} == set(ORDER)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SRC)))
def test_knowledge_flows_one_way(path: Path) -> None:
    own = room(path)
    below = set(ORDER[: ORDER.index(own)]) | {own} if own in ORDER else set(ORDER)
    used = {name.split(".")[1] for name in imports(path) if name.startswith("tct.")}
    assert used & set(ORDER) <= below


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SRC)))
def test_one_place_knows_each_heavy_dependency(path: Path) -> None:
    roots = {name.split(".")[0] for name in imports(path) if not name.startswith("tct")}
    for dependency, owner in ONLY.items():
        assert dependency not in roots or room(path) == owner


def test_words_of_the_domain_stand_in_ontology_data_and_queries_only() -> None:
    words = re.compile(r"\b(Mexic|Guatemal|Hondur|refoulement|CBP|ICE\b|INM\b|tariff|asylum|deport)", re.IGNORECASE)
    found = {
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in [*modules(), *SRC.rglob("*.html")]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if words.search(line)
    }
    assert found == set()


def test_errors_draws_the_whole_tree() -> None:
    from tct import errors

    drawn = set(re.findall(r"[├└]── (\w+)", errors.__doc__ or ""))
    assert drawn | {"TctError"} == {
        name for name, item in vars(errors).items() if isinstance(item, type) and issubclass(item, errors.TctError)
    }


def test_modules_and_functions_stay_small() -> None:
    for path in modules():
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                assert node.end_lineno - node.lineno <= 50, f"{path}:{node.lineno}"
