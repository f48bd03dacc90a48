"""W3C result formats: the CSV, TSV and JSON tests, asked over HTTP after their data was put into a writable instance."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from rdflib import XSD, Graph, Literal, URIRef

import w3c
from servers import serving
from support import w3c as suite
from tct.build import Build
from tct.store import read_term

OPEN: Final = ("--writable", "--without-token", "--without-shapes")
MEDIA: Final = {
    ".csv": "text/csv; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".srj": "application/sparql-results+json",
}
