"""Validation: the only module that imports pyshacl. A report is data; others print it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any

import pyshacl
from pyshacl.graph_abstraction import DataGraph, OxigraphDataGraph, RdfLibDataGraph
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

from tct.namespaces import BASE, SH, compact
from tct.shapes import Shapes
from tct.store import MemoryStore, OxigraphStore

VIOLATION, WARNING = "violation", "warning"
SOURCE_RULES = ("17", "19", "21")
"""Rules that compare with the source texts (marked T in the design)."""


class _NeverEmpty:
    """A data graph that is true without being counted.

    pyshacl writes `datagraph or shapes` for each result, inner ones of sh:or and sh:xone included, and rdflib
    graphs take their truth from len(), which counts the whole store: minutes instead of seconds.
    """

    def __bool__(self) -> bool:
        return True


class _OxigraphData(_NeverEmpty, OxigraphDataGraph):
    """A pyoxigraph store as pyshacl reads it."""


class _RdflibData(_NeverEmpty, RdfLibDataGraph):
    """An rdflib dataset as pyshacl reads it; a query's text is parsed once, not once a focus node."""

    def query(self, query_object: Any, *arguments: Any, **options: Any) -> Any:  # type: ignore[override]
        """Evaluate a query, prepared where its text was seen before."""
        if isinstance(query_object, str):
            query_object = _prepared(query_object)
        return super().query(query_object, *arguments, **options)


@cache
def _prepared(text: str) -> Query:
    return prepareQuery(text)


def _data(store: MemoryStore | OxigraphStore) -> DataGraph:
    if isinstance(store, OxigraphStore):
        return _OxigraphData(store.engine)
    return _RdflibData(store.dataset.store, store.dataset)


@dataclass(frozen=True, order=True)
class Finding:
    """One result: a subject that breaks a rule, in one sentence for each language."""

    file: str
    subject: str
    rule: str
    shape: str
    message: str
    message_es: str = ""
    severity: str = VIOLATION
    path: str = ""
    value: str = ""

    def __str__(self) -> str:
        """Render on one line: file, subject, rule, sentence."""
        return f"{self.file}: {self.subject}: {self.severity} of rule {self.rule} ({self.shape}): {self.message}"


@dataclass
class Report:
    """What a validation found, and how many nodes each rule examined."""

    findings: list[Finding] = field(default_factory=list)
    examined: dict[str, int] = field(default_factory=dict)
    not_run: tuple[str, ...] = ()
    rules: Sequence[Mapping[str, Any]] = ()
    """The rules in plain words (`tct.rulebook`): for the report that is published, not for the terminal."""

    @property
    def violations(self) -> int:
        """How many findings stop a build."""
        return sum(finding.severity == VIOLATION for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings only warn."""
        return len(self.findings) - self.violations

    def as_dict(self) -> dict[str, Any]:
        """Return the report as data, in a stable order."""
        return {
            "conforms": self.violations == 0,
            "violations": self.violations,
            "warnings": self.warnings,
            "findings": [asdict(finding) for finding in self.findings],
            "examined": self.examined,
            "not_run": list(self.not_run),
        }


def validate(store: MemoryStore | OxigraphStore, shapes: Shapes, files: dict[Node, str]) -> list[Finding]:
    """Validate a dataset, as the union of its graphs, against the shapes.

    ``files`` says which file each subject came from. Both engines give the same findings (a test compares
    them); the pyoxigraph store is some four times faster.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyshacl warns of rdflib's own deprecations
        _, results, text = pyshacl.validate(_data(store), shacl_graph=shapes.graph, inference="none", advanced=False)
    if not isinstance(results, Graph):
        raise TypeError(f"the shapes cannot be run: {text}")
    found = {_finding(result, results, shapes, files) for result in results.objects(None, SH.result)}
    return sorted(found)


def _finding(result: Node, results: Graph, shapes: Shapes, files: dict[Node, str]) -> Finding:
    def one(predicate: URIRef) -> str:
        value = results.value(result, predicate)
        return "" if value is None else str(value)

    source = one(SH.sourceConstraint) or one(SH.sourceShape)
    focus = results.value(result, SH.focusNode)
    texts = [text for text in results.objects(result, SH.resultMessage) if isinstance(text, Literal)]
    messages = {_language(text, source, shapes): _own_names(str(text)) for text in sorted(texts)}
    return Finding(
        file=files.get(focus, "") if focus is not None else "",
        subject=compact(str(focus)),
        rule=shapes.rule_of.get(source, ""),
        shape=compact(source),
        message=messages.get("en", next(iter(messages.values()), "")),
        message_es=messages.get("es", ""),
        severity=WARNING if one(SH.resultSeverity) == str(SH.Warning) else VIOLATION,
        path=compact(one(SH.resultPath)),
        value=compact(one(SH.value)),
    )


def _language(text: Literal, source: str, shapes: Shapes) -> str:
    """Return the language of a message; pyshacl drops the tag where it fills variables in."""
    if text.language:
        return str(text.language)
    for template in shapes.graph.objects(URIRef(source), SH.message):
        pattern = ".*".join(re.escape(part) for part in re.split(r"\{[?$]\w+\}", str(template)))
        if isinstance(template, Literal) and re.fullmatch(pattern, str(text), re.DOTALL):
            return str(template.language)
    return "en"


def _own_names(message: str) -> str:
    return re.sub(rf"{re.escape(BASE)}[\w/#.-]*[\w-]", lambda found: compact(found[0]), message)


def examined(shapes: Shapes, data: Dataset) -> dict[str, int]:
    """Return how many distinct nodes of the dataset each rule looks at."""
    return {
        rule.number: len(set().union(*(shapes.targets(shape, data) for shape in rule.shapes))) for rule in shapes.rules
    }


def idle_shapes(shapes: Shapes, data: Dataset) -> Iterable[Finding]:
    """Yield a finding for each shape that examined no node, unless it is listed with its reason.

    A shape that never looks at anything may be broken, and a list that is out of date hides that.
    """
    for rule in shapes.rules:
        for shape in rule.shapes:
            idle, listed = not shapes.targets(shape, data), str(shape) in shapes.unexamined
            generated = shape not in shapes.files
            if idle != listed and not (generated and idle):
                message = (
                    "examined no node; list it with its reason in ontology/shapes/unexamined.toml"
                    if idle
                    else "is listed as unexamined but examines nodes; delete it from ontology/shapes/unexamined.toml"
                )
                yield Finding(
                    file=shapes.files.get(shape, "ontology/core.ttl"),
                    subject=compact(str(shape)),
                    rule=rule.number,
                    shape=compact(str(shape)),
                    message=message,
                    severity=WARNING,
                )
