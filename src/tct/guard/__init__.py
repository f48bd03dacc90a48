"""What a query or an update may touch, decided on its parse.

rdflib parses SPARQL 1.1 and shows its tree; pyoxigraph evaluates a larger language and shows none. What this parser
does not understand is therefore refused and never passed on.
"""

from __future__ import annotations

from tct.guard.query import MAX_LENGTH, MAX_NESTING, Guard, Guarded, guard

__all__ = ["MAX_LENGTH", "MAX_NESTING", "Guard", "Guarded", "guard"]
