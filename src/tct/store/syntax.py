"""Reading Turtle, and writing every RDF syntax, with the engine's own parsers and serialisers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from tct.errors import Location, SyntaxProblem
from tct.store.base import Term
from tct.store.terms import to_oxigraph, to_rdflib

Quad = tuple[Term, Term, Term, Term | None]

GRAPH_FORMATS: Final = {
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "xml": ox.RdfFormat.RDF_XML,
}
"""Formats that the engine writes, by the name that the command line uses."""

RESULT_FORMATS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}


def read_turtle(path: Path, shown: str) -> Iterator[tuple[Term, Term, Term]]:
    """Yield the triples of a Turtle file; ``shown`` is the name that errors give it.

    Raises SyntaxProblem with line, column and what the parser expected.
    """
    try:
        for triple in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE):
            yield to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)
    except SyntaxError as error:
        place = Location(shown, error.lineno or 0, error.offset or 0)
        message = re.sub(r"^Parser error at line \d+ .*?: ", "", str(error.msg))
        raise SyntaxProblem(place, message) from error
    except UnicodeDecodeError as error:
        raise SyntaxProblem(Location(shown), "the file is not UTF-8") from error


def serialize_quads(quads: Iterable[Quad], form: str, prefixes: dict[str, str]) -> bytes:
    """Write quads in the order given; ``form`` is a key of `GRAPH_FORMATS`, or ``jsonld`` (expanded, streamed).

    For a format of triples, the graph of each quad is left out.
    """
    rdf_format = ox.RdfFormat.JSON_LD if form == "jsonld" else GRAPH_FORMATS[form]
    named = rdf_format.supports_datasets
    items: list[ox.Quad] | list[ox.Triple]
    if named:
        items = [ox.Quad(*(to_oxigraph(t) for t in quad if t is not None)) for quad in quads]  # type: ignore[arg-type]
    else:
        items = [ox.Triple(*(to_oxigraph(t) for t in quad[:3] if t is not None)) for quad in quads]  # type: ignore[arg-type]
    written = ox.serialize(items, format=rdf_format, prefixes=prefixes)
    assert written is not None  # no output was named, so bytes come back
    return written
