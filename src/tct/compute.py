"""Bounds of quantities and periods, written beside what authors state.

Queries then need no date arithmetic and no casts. A vague or estimated number gets no bound, an unknown end
of a period gets none either: what is not known stays absent.
"""

from __future__ import annotations

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import XSD

from tct import edtf
from tct.errors import SourceError
from tct.namespaces import BASE, TCT, compact, iris

QUALIFIER = f"{BASE}scheme/count-qualifier/"

_BOUNDS = {
    "exactly": (TCT["lower"], TCT["upper"]),
    "at-least": (TCT["lower"],),
    "more-than": (TCT["lower"],),
    "at-most": (TCT["upper"],),
    "up-to": (TCT["upper"],),
    "less-than": (TCT["upper"],),
}
_OPEN = {"more-than": TCT.lowerOpen, "less-than": TCT.upperOpen}


def add_bounds(graph: Graph, file: str) -> None:
    """Add lower, upper, notBefore, notAfter and days to the quantities and periods of a graph, in place.

    Raises SourceError where an EDTF literal cannot be read.
    """
    for quantity in iris(graph.subjects(RDF.type, TCT.Quantity)):
        _bound_quantity(graph, quantity)
    for period in iris(graph.subjects(RDF.type, TCT.Period)):
        for literal in graph.objects(period, TCT.edtf):
            try:
                _bound_period(graph, period, str(literal))
            except ValueError as error:
                raise SourceError(f"{file}: {compact(period)}: {error}") from error


def _bound_quantity(graph: Graph, quantity: URIRef) -> None:
    qualifier = str(graph.value(quantity, TCT.qualifier)).removeprefix(QUALIFIER)
    for number in list(graph.objects(quantity, TCT.number)):
        for bound in _BOUNDS.get(qualifier, ()):
            graph.add((quantity, bound, number))
        if qualifier in _OPEN:
            graph.add((quantity, _OPEN[qualifier], Literal(True)))


def _bound_period(graph: Graph, period: URIRef, literal: str) -> None:
    found = edtf.bounds(literal)
    for predicate, day in ((TCT.notBefore, found.first), (TCT.notAfter, found.last)):
        if day is not None:
            graph.add((period, predicate, Literal(day, datatype=XSD.date)))
    if found.days is not None:
        graph.add((period, TCT.days, Literal(found.days, datatype=XSD.integer)))
