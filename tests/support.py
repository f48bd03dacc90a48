"""What several test modules share that is no fixture."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NoReturn

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
SAMPLE: Final = ROOT / "tests" / "sample"
REQUIRE_ALL: Final = bool(os.environ.get("TCT_REQUIRE_ALL"))
"""Whether a missing browser, server or suite fails instead of skipping (CI sets it)."""


def missing(what: str) -> NoReturn:
    """Skip with a word, or fail where everything is required: a client or a suite is not there."""
    if REQUIRE_ALL:
        pytest.fail(f"{what}, and TCT_REQUIRE_ALL asks for everything")
    pytest.skip(what)


def w3c(name: str) -> Path:
    """Return a directory of the W3C SPARQL 1.1 suites, e.g. ``protocol``; ``TCT_W3C`` wins over ``../shared/w3c``."""
    given = os.environ.get("TCT_W3C")
    base = ROOT / given if given else ROOT.parent / "shared" / "w3c"
    for found in (base / "sparql" / "sparql11" / name, base / "sparql11" / name, base / name):
        if (found / "manifest.ttl").is_file():
            return found
    missing(f"the W3C suite {name} is not in {base}; TCT_W3C names the directory that holds sparql/sparql11")
