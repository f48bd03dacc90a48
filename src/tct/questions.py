"""The query catalogue: each ``queries/questions/*.rq`` is a question, its SPARQL, and (beside it) its answer.

A file starts with its header, TOML behind ``#+ ``::

    #+ group = "agreements"
    #+ question.en = "…"
    #+ question.es = "…"
    #+ why.en = "…"
    #+ why.es = "…"
    #+ parameters.country = { kind = "tct:Country", default = "country:xx", en = "…", es = "…" }

A parameter stands in the query as ``$country`` and is replaced by a term, never by text from outside. The
expected answer (``.tsv`` beside it) has the variables as its header and one row a solution, in order: a CURIE
or ``<IRI>``, ``"text"``, ``"text"@en``, ``"x"^^xsd:date``, a number, ``true``; an empty cell is unbound.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from rdflib import XSD, Literal, URIRef

from tct.errors import Location, SourceError, SyntaxProblem, UnknownName, UsageError
from tct.namespaces import compact, expand
from tct.sources import read_toml
from tct.store import Solutions, Store, Term

EVIDENCE = ("saidBy", "reportedBy", "certainty", "confidence", "claim", "passage")
"""Variables that say where an answer comes from, by convention, last in a SELECT."""

_CELL = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"(?:@(?P<lang>[a-z-]+)|\^\^(?P<type>\S+))?')
_NUMBERS = {XSD.integer, XSD.decimal, XSD.double, XSD.nonNegativeInteger, XSD.int, XSD.long}


@dataclass(frozen=True)
class Parameter:
    """A parameter: the class of its values (a CURIE) or a datatype, its default, and what it means."""

    name: str
    kind: str
    default: str
    en: str
    es: str

    def term(self, value: str) -> Term:
        """Return the term that a value stands for; raises UsageError where it does not fit the kind."""
        if self.kind.startswith("xsd:"):
            literal = Literal(value, datatype=URIRef(expand(self.kind)))
            if literal.ill_typed:
                raise UsageError(f"{self.name}={value!r} is no {self.kind}")
            return literal
        try:
            iri = expand(value)
        except ValueError as error:
            raise UsageError(f"parameter {self.name}: {error}; give a {self.kind} such as {self.default}") from error
        if re.search(r'[\s<>"{}|\\^`]', iri):
            raise UsageError(f"parameter {self.name}: {value!r} is not an IRI")
        return URIRef(iri)


@dataclass(frozen=True)
class Question:
    """One question of the catalogue."""

    slug: str
    file: Path
    group: str
    question: Mapping[str, str]
    why: Mapping[str, str]
    sparql: str
    parameters: tuple[Parameter, ...] = field(default=())

    def query(self, values: Mapping[str, str] | None = None) -> str:
        """Return the SPARQL with the parameters filled in (defaults where none are given).

        Raises UnknownName for a parameter that the question does not have.
        """
        values = dict(values or {})
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise UnknownName(f"parameter of {self.slug}", name, sorted(known))
        terms = {name: parameter.term(values.get(name, parameter.default)).n3() for name, parameter in known.items()}
        return re.sub(r"\$([A-Za-z]\w*)", lambda found: terms.get(found[1], found[0]), self.sparql)

    @cached_property
    def expected(self) -> Solutions:
        """The answer that was written from the source; raises SourceError where the file is missing or odd."""
        return read_solutions(self.file.with_suffix(".tsv"))


class Catalogue:
    """Every question of a directory, by slug."""

    def __init__(self, directory: Path) -> None:
        """Read the questions, and ``groups.toml`` and ``heads.toml`` above them; raises SyntaxProblem."""
        found = [read_question(path) for path in sorted(directory.glob("*.rq"))]
        self.questions = {question.slug: question for question in found}
        path = directory.parent / "groups.toml"
        self.groups: dict[str, dict[str, str]] = read_toml(path)
        self.heads: dict[str, dict[str, str]] = read_toml(directory.parent / "heads.toml")
        for question in found:
            if question.group not in self.groups:
                raise SyntaxProblem(Location(str(question.file), 1), f"{path.name} has no group {question.group!r}")

    def by_group(self) -> dict[str, list[Question]]:
        """Return the questions of each group, groups in the order of their file, empty ones left out."""
        found = {group: [question for question in self if question.group == group] for group in self.groups}
        return {group: questions for group, questions in found.items() if questions}

    def __iter__(self) -> Iterator[Question]:
        """Iterate over the questions, by slug."""
        return iter(self.questions.values())

    def __len__(self) -> int:
        """Return the number of questions."""
        return len(self.questions)

    def get(self, slug: str) -> Question:
        """Return a question; raises UnknownName with the nearest slugs."""
        if slug not in self.questions:
            nearest = difflib.get_close_matches(slug, self.questions, n=3, cutoff=0.4)
            nearest += [name for name in self.questions if slug in name and name not in nearest][:3]
            raise UnknownName("question", slug, nearest[:4])
        return self.questions[slug]


def read_question(path: Path) -> Question:
    """Read one question; raises SyntaxProblem where its header is malformed or incomplete."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = "\n".join(line[3:] for line in lines if line.startswith("#+ "))
    try:
        table = tomllib.loads(header)
        parameters = tuple(Parameter(name, **value) for name, value in table.pop("parameters", {}).items())
        body = "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n"
        question = Question(path.stem, path, sparql=body, parameters=parameters, **table)
    except (tomllib.TOMLDecodeError, TypeError) as error:
        message = str(error).replace("Question.__init__() ", "the header ")
        raise SyntaxProblem(Location(str(path), 1), message) from error
    for texts in (question.question, question.why):
        if set(texts) != {"en", "es"}:
            raise SyntaxProblem(Location(str(path), 1), "question and why are each given in en and es")
    return question


def run(question: Question, store: Store, values: Mapping[str, str] | None = None) -> Solutions:
    """Answer a question from a store; raises UsageError where a parameter does not fit."""
    answer = store.answer(question.query(values))
    if not isinstance(answer, Solutions):
        raise SourceError(f"{question.file}: a question is a SELECT")
    return answer


def same(first: Solutions, second: Solutions) -> bool:
    """Whether two answers are equal: the same variables and, in the same order, rows equal by value."""
    return first.variables == second.variables and _values(first) == _values(second)


def _values(solutions: Solutions) -> list[tuple[object, ...]]:
    return [tuple(_value(term) for term in row) for row in solutions.rows]


def _value(term: Term | None) -> object:
    if isinstance(term, Literal) and term.datatype in _NUMBERS:
        return Decimal(str(term)).normalize()
    return term.n3() if term is not None else None


def difference(expected: Solutions, actual: Solutions) -> str:
    """Return a unified diff of two answers, as a person reads it; '' where they are the same."""
    if same(expected, actual):
        return ""
    lines = difflib.unified_diff(
        write_solutions(expected).splitlines(),
        write_solutions(actual).splitlines(),
        "expected",
        "actual",
        lineterm="",
    )
    return "\n".join(lines)


def read_solutions(path: Path) -> Solutions:
    """Read an expected answer; raises SourceError with the line that cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise SourceError(f"{path}: the expected answer is missing") from error
    lines = [line for line in lines if not line.startswith("#")]
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        raise SourceError(f"{path}: the expected answer has no header of variables")
    variables = tuple(lines[0].split("\t"))
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        try:
            rows.append(tuple(read_cell(cell) for cell in cells))
        except ValueError as error:
            raise SourceError(f"{path}:{number}: {error}") from error
        if len(cells) != len(variables):
            raise SourceError(f"{path}:{number}: {len(cells)} cells, the header has {len(variables)}")
    return Solutions(variables, tuple(rows))


def read_cell(cell: str) -> Term | None:
    """Return the term of a cell.

    >>> read_cell('"2026-01-21"^^xsd:date').toPython().year, read_cell("3"), read_cell("")
    (2026, rdflib.term.Literal('3', datatype=rdflib.term.URIRef('http://www.w3.org/2001/XMLSchema#integer')), None)
    """
    if not cell:
        return None
    if cell in {"true", "false"}:
        return Literal(cell == "true")
    if re.fullmatch(r"[+-]?\d+", cell):
        return Literal(cell, datatype=XSD.integer)
    if re.fullmatch(r"[+-]?\d*\.\d+", cell):
        return Literal(cell, datatype=XSD.decimal)
    if match := _CELL.fullmatch(cell):
        value = match["text"].replace('\\"', '"').replace("\\\\", "\\")
        kind = match["type"]
        return Literal(value, lang=match["lang"], datatype=URIRef(expand(kind)) if kind else None, normalize=False)
    return URIRef(expand(cell))


def write_cell(term: Term | None) -> str:
    """Return a term as a cell that `read_cell` reads back."""
    if term is None:
        return ""
    if not isinstance(term, Literal):
        name = compact(str(term))
        return name if name != str(term) else f"<{name}>"
    if term.datatype in {XSD.integer, XSD.boolean, XSD.decimal} and re.fullmatch(
        r"[+-]?\d*\.?\d+|true|false", str(term)
    ):
        return str(term)
    text = str(term).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\t", " ")
    if term.language:
        return f'"{text}"@{term.language}'
    return f'"{text}"^^{compact(str(term.datatype))}' if term.datatype else f'"{text}"'


def write_solutions(solutions: Solutions) -> str:
    """Return an answer in the format of the expected answers."""
    rows = ["\t".join(write_cell(term) for term in row) for row in solutions.rows]
    return "\n".join(["\t".join(solutions.variables), *rows]) + "\n"
