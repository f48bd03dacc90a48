"""Bounds of quantities and periods, written beside what authors state.

Queries then need no date arithmetic and no casts. A vague or estimated number gets no bound, an unknown end
of a period gets none either: what is not known stays absent.
"""

from __future__ import annotations

from rdflib import RDF, Graph, Literal
from rdflib.namespace import XSD

from tct import edtf
from tct.errors import SourceError
from tct.namespaces import BASE, TCT, compact

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
    for quantity in sorted(graph.subjects(RDF.type, TCT.Quantity)):
        number = graph.value(quantity, TCT.number)
        qualifier = str(graph.value(quantity, TCT.qualifier, default="")).removeprefix(QUALIFIER)
        if number is not None:
            for bound in _BOUNDS.get(qualifier, ()):
                graph.add((quantity, bound, number))
            if qualifier in _OPEN:
                graph.add((quantity, _OPEN[qualifier], Literal(True)))
    for period in sorted(graph.subjects(RDF.type, TCT.Period)):
        literal = graph.value(period, TCT.edtf)
        if literal is None:
            continue
        try:
            found = edtf.bounds(str(literal))
        except ValueError as error:
            raise SourceError(f"{file}: {compact(str(period))}: {error}") from error
        for predicate, day in ((TCT.notBefore, found.first), (TCT.notAfter, found.last)):
            if day is not None:
                graph.add((period, predicate, Literal(day, datatype=XSD.date)))
        if found.days is not None:
            graph.add((period, TCT.days, Literal(found.days, datatype=XSD.integer)))
