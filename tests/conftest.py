"""Fixtures: the real tree, assembled and built once a process, and what the environment offers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from support import ROOT
from tct.build import Build, assemble, inputs_digest, publish
from tct.dataset import Graphs, canonical
from tct.layout import Layout
from tct.shapes import Shapes, read_shapes
from tct.store import MemoryStore, OxigraphStore


@pytest.fixture(scope="session")
def layout() -> Layout:
    """The checkout."""
    return Layout(ROOT)


@pytest.fixture(scope="session")
def graphs(layout: Layout) -> Graphs:
    """The whole dataset of the checkout, in memory; tests do not change it."""
    return assemble(layout)


@pytest.fixture(scope="session")
def nquads(graphs: Graphs) -> bytes:
    """The canonical dataset."""
    return canonical(graphs.dataset)


@pytest.fixture(scope="session")
def store(nquads: bytes) -> OxigraphStore:
    """The dataset in the embedded engine."""
    return OxigraphStore.create(nquads)


@pytest.fixture(scope="session")
def memory(graphs: Graphs) -> MemoryStore:
    """The dataset in the reference engine."""
    return MemoryStore(graphs.dataset)


@pytest.fixture(scope="session")
def shapes(layout: Layout, graphs: Graphs) -> Shapes:
    """The shapes of the checkout."""
    return read_shapes(layout, graphs.dataset)


@pytest.fixture(scope="session")
def built(graphs: Graphs, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A published build of the checkout (its validity is a test of its own)."""
    return publish(graphs, tmp_path_factory.mktemp("build"), "tests")


@pytest.fixture(scope="session")
def current(graphs: Graphs, layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A build that `tct serve` takes as it is, as it is made from the files of the checkout."""
    return publish(graphs, tmp_path_factory.mktemp("current"), inputs_digest(layout))


@pytest.fixture(scope="session")
def sources() -> Path:
    """The directory of the real source texts; the test is skipped where ``TCT_SOURCES`` names none."""
    given = os.environ.get("TCT_SOURCES")
    if not given:
        pytest.skip("TCT_SOURCES names no directory of source texts")
    path = Path(given)
    return path if path.is_absolute() else ROOT / path
