"""Inference: each ``ontology/rules/*.rq`` is a CONSTRUCT whose triples go to ``graph/derived``."""

from __future__ import annotations

from tct.dataset import Graphs
from tct.errors import Location, SyntaxProblem, TctError
from tct.namespaces import BASE, GRAPH, PREFIXES
from tct.store import MemoryStore, Store


def prologue() -> str:
    """Return the BASE and every PREFIX of the table, as SPARQL."""
    lines = [f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items()]
    return "\n".join([f"BASE <{BASE}>", *lines, ""])


def derive(store: Store, rule: str) -> frozenset[tuple[object, object, object]]:
    """Return the triples that a rule finds in a store."""
    answer = store.answer(prologue() + rule)
    if not isinstance(answer, tuple):
        raise TypeError("a rule is a CONSTRUCT")
    return frozenset(answer)


def apply_rules(graphs: Graphs) -> None:
    """Run every rule over the dataset as stated, and add what they find.

    Rules see stated facts only, not each other's findings, so their order does not matter.
    """
    store = MemoryStore(graphs.dataset)
    for path in graphs.layout.rules:
        file = graphs.layout.shown(path)
        try:
            found = derive(store, path.read_text(encoding="utf-8"))
        except (TctError, TypeError, ValueError) as error:
            raise SyntaxProblem(Location(file), str(error)) from error
        graphs.add(GRAPH.derived, sorted(found), file)  # type: ignore[arg-type]
