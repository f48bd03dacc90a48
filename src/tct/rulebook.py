"""The rules of the shapes in plain words, with what each looked at: what a reader sees of a validation.

It stands in the report of a release (``report.json``), beside the findings, so that a page needs no shapes.
"""

from __future__ import annotations

from typing import TypedDict

from rdflib import Dataset, Literal, URIRef

from tct.namespaces import SH, compact, iris
from tct.shapes import Shapes
from tct.validate import VIOLATION, WARNING


class Check(TypedDict):
    """One shape of a rule: what it looks at, and what it says when it is broken."""

    shape: str
    file: str
    """The file that states it; '' where it follows from the ontology."""

    severity: str
    targets: list[str]
    """Terms that choose its nodes: classes, or properties whose subjects or objects are looked at."""

    properties: list[str]
    """Properties whose values it constrains."""

    examined: int
    example: str
    """The first of the nodes, by CURIE; '' where there are none."""

    idle: str
    """Why it looked at no node, where that is known."""

    messages: dict[str, list[str]]
    """What it says when it is broken, by language; ``{?value}`` stands for what is found."""


class RuleText(TypedDict):
    """One rule: its number, its sentence by language, how many nodes it looked at, its shapes."""

    number: str
    text: dict[str, str]
    examined: int
    example: str
    checks: list[Check]


_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)


def rulebook(shapes: Shapes, data: Dataset) -> list[RuleText]:
    """Return every rule, by number, with what it looks at in a dataset."""
    found = []
    for rule in shapes.rules:
        nodes = {shape: shapes.targets(shape, data) for shape in rule.shapes}
        every = set().union(*nodes.values())
        found.append(
            RuleText(
                number=rule.number,
                text=dict(sorted(rule.definition.items())),
                examined=len(every),
                example=_first(every),
                checks=[_check(shapes, shape, nodes[shape]) for shape in rule.shapes],
            )
        )
    return found


def _check(shapes: Shapes, shape: URIRef, nodes: set[URIRef]) -> Check:
    graph = shapes.graph
    parts = iris([*graph.objects(shape, SH.property), *graph.objects(shape, SH.sparql)])
    messages: dict[str, list[str]] = {}
    told = [text for part in [shape, *parts] for text in graph.objects(part, SH.message) if isinstance(text, Literal)]
    for text in sorted(told):
        messages.setdefault(str(text.language or "en"), []).append(str(text))
    return Check(
        shape=compact(str(shape)),
        file=shapes.files.get(shape, ""),
        severity=WARNING if graph.value(shape, SH.severity) == SH.Warning else VIOLATION,
        targets=[compact(str(term)) for kind in _TARGETS for term in iris(graph.objects(shape, kind))],
        properties=[compact(str(path)) for path in iris(p for part in parts for p in graph.objects(part, SH.path))],
        examined=len(nodes),
        example=_first(nodes),
        idle=shapes.unexamined.get(str(shape), ""),
        messages=messages,
    )


def _first(nodes: set[URIRef]) -> str:
    return compact(str(min(nodes))) if nodes else ""
