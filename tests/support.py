"""What several test modules share that is no fixture."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SAMPLE: Final = ROOT / "tests" / "sample"
REQUIRE_ALL: Final = bool(os.environ.get("TCT_REQUIRE_ALL"))
"""Whether a missing browser, server or suite fails instead of skipping (CI sets it)."""
