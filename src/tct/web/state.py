"""What the routes share: one build, its query processes, the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from tct.build import Build
from tct.execute import Pool
from tct.questions import Catalogue
from tct.store import OxigraphStore


@dataclass(frozen=True)
class State:
    """One served release."""

    build: Build
    pool: Pool
    catalogue: Catalogue
    store: OxigraphStore
