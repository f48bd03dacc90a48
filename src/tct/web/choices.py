"""The values that a parameter of a question may take: nodes of a class, with their names in both languages."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Final

from rdflib import URIRef

from tct.errors import UsageError
from tct.namespaces import PREFIXES, compact
from tct.questions import Parameter, Question
from tct.store import Solutions
from tct.web.kept import Kept
from tct.web.negotiate import shorten
from tct.web.reader import Reader
from tct.web.state import State

MOST: Final = 500
"""Nodes that are offered as choices; of a larger class a reader gives the name himself."""

Choices = list[tuple[str, str]]
"""CURIE and label of each node, by label."""


def _nothing(_: State) -> dict[tuple[str, str], Choices]:
    return {}


_KEPT: Final = Kept(_nothing)


def choices(parameter: Parameter, state: State, lang: str) -> Choices:
    """Return the nodes that a parameter may take; none for a literal, or where there are more than `MOST`."""
    if parameter.kind.startswith("xsd:"):
        return []
    kept = _KEPT.of(state)
    key = (parameter.kind, lang)
    if key not in kept:
        kept[key] = _read(parameter.kind, state, lang)
    return kept[key]


def _read(kind: str, state: State, lang: str) -> Choices:
    query = f"SELECT DISTINCT ?node {{ ?node a/rdfs:subClassOf* {kind} }} ORDER BY ?node LIMIT {MOST + 1}"
    answer = state.store.answer(query, PREFIXES)
    assert isinstance(answer, Solutions)
    nodes = [row[0] for row in answer.rows]
    if len(nodes) > MOST:
        return []
    reader = Reader(state.store, lang)
    reader.learn(nodes)
    return sorted(((compact(str(node)), reader.text(node)) for node in nodes), key=lambda pair: pair[1].casefold())


def checked(question: Question, values: Mapping[str, str], state: State) -> dict[str, str]:
    """Return the values of a question's parameters as CURIEs; what is empty is left to its default.

    Raises UsageError for a parameter that the question does not have, for a value that does not fit its kind, and
    for a node that the graph does not hold: an empty answer would look like a finding.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    found = {}
    for name, value in values.items():
        if name not in known:
            has = f"its parameters are {', '.join(known)}" if known else "it has no parameters"
            raise UsageError(f"{question.slug} has no parameter {shorten(name, 40)}; {has}")
        if value.strip():
            found[name] = _value(known[name], value.strip(), state)
    return found


def _value(parameter: Parameter, value: str, state: State) -> str:
    if len(value) > 500:
        raise UsageError(f"parameter {parameter.name}: {len(value)} characters are too many")
    term = parameter.term(value)
    if not isinstance(term, URIRef):
        return value
    if state.store.answer(f"ASK {{ {term.n3()} a/rdfs:subClassOf* {parameter.kind} }}", PREFIXES) is not True:
        offered = [curie for curie, _ in choices(parameter, state, "en")]
        near = difflib.get_close_matches(compact(str(term)), offered, n=3, cutoff=0.4) or [parameter.default]
        raise UsageError(
            f"parameter {parameter.name}: {shorten(value, 80)} is no {parameter.kind} of this graph; "
            f"did you mean {', '.join(near)}?"
        )
    return compact(str(term))
