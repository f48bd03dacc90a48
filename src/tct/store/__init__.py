"""The engines: the only package that imports pyoxigraph. Everything above sees `Store` and rdflib terms."""

from tct.store.base import Answer, Solutions, Store, Term
from tct.store.copy import Copy, duplicate
from tct.store.memory import MemoryStore
from tct.store.oxigraph import OxigraphStore
from tct.store.syntax import GRAPH_FORMATS, RESULT_FORMATS, read_turtle, serialize_quads

__all__ = [
    "GRAPH_FORMATS",
    "RESULT_FORMATS",
    "Answer",
    "Copy",
    "MemoryStore",
    "OxigraphStore",
    "Solutions",
    "Store",
    "Term",
    "duplicate",
    "read_turtle",
    "serialize_quads",
]
