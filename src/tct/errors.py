"""Every error that this package raises on purpose, as a tree.

TctError                     says in one line what is wrong, where, and how to mend it
├── UsageError               the user asked for something that is not there (exit 2)
│   ├── UnknownName          a question, entity or graph that does not exist; carries the nearest names
│   └── NotBuilt             no finished build where one is needed
├── SourceError              a source file of the graph cannot be read
│   ├── SyntaxProblem        malformed Turtle, TOML or SPARQL: file, line, column, what was expected
│   └── DuplicateTriple      one triple in two named graphs; carries both files
├── InvalidDataset           the graph breaks a shape; carries the findings (exit 1)
└── QueryRefused             the guard or the protocol refuses a query; carries a status
    ├── QuerySyntax          it does not parse; carries line and column
    ├── OverBudget           its client used its query time up; carries the seconds to wait, and headers
    └── WriteRefused         a write that is not allowed, or that breaks a shape; carries headers and findings
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class TctError(Exception):
    """A problem that the user can mend; its text is one line."""

    exit_code = 2


class UsageError(TctError):
    """The user asked for something that is not there."""


class UnknownName(UsageError):
    """A name that does not exist, with the nearest ones that do."""

    def __init__(self, kind: str, name: str, nearest: Sequence[str]) -> None:
        """Carry what was looked for and up to a few names like it."""
        self.kind, self.name, self.nearest = kind, name, tuple(nearest)
        hint = f"; did you mean {', '.join(self.nearest)}?" if self.nearest else ""
        super().__init__(f"no {kind} is called {name!r}{hint}")


class NotBuilt(UsageError):
    """There is no finished build at the place where one was looked for."""

    def __init__(self, directory: Path) -> None:
        """Carry the directory that holds no build."""
        self.directory = directory
        super().__init__(f"no finished build in {directory}; run `tct build` first")


class SourceError(TctError):
    """A file that the graph is made from cannot be used."""

    exit_code = 1


@dataclass(frozen=True)
class Location:
    """A place in a file; line and column count from 1, 0 where unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Render as ``path:line:column``, the form that editors follow."""
        return ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])


class SyntaxProblem(SourceError):
    """A file that does not parse."""

    def __init__(self, location: Location, expected: str) -> None:
        """Carry the place and what the parser says about it."""
        self.location, self.expected = location, expected
        super().__init__(f"{location}: {expected}")


class DuplicateTriple(SourceError):
    """One triple stands in two named graphs, so counts over the union would inflate."""

    def __init__(self, triple: str, first: str, second: str) -> None:
        """Carry the triple and the two files (or graphs) that hold it."""
        self.triple, self.files = triple, (first, second)
        super().__init__(f"{triple} stands in {first} and in {second}; delete it from one of them")


class InvalidDataset(TctError):
    """The dataset breaks its shapes, so it is not published."""

    exit_code = 1

    def __init__(self, report: object, violations: int) -> None:
        """Carry the whole report (a `tct.validate.Report`)."""
        self.report = report
        super().__init__(
            f"{violations} violation(s): nothing was replaced, the last good build stays in place; "
            "`tct check` lists them"
        )


class QueryRefused(TctError):
    """A query that this service does not run."""

    def __init__(
        self,
        message: str,
        status: int = 400,
        *,
        title: str = "Query refused",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Carry the HTTP status that fits, a short title, and headers that belong to the answer."""
        self.status, self.title, self.headers = status, title, dict(headers or {})
        super().__init__(message)


class QuerySyntax(QueryRefused):
    """A query that is not SPARQL 1.1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        """Carry the place (from 1) at which the parser stopped."""
        self.line, self.column = line, column
        super().__init__(f"line {line}, column {column}: {message}", title="Syntax error")


class OverBudget(QueryRefused):
    """A query of a client that used its query time up (RFC 6585, 4)."""

    def __init__(self, message: str, retry_after: int, policy: str, headers: Mapping[str, str]) -> None:
        """Carry the seconds to wait, the headers of the answer, and what makes its problem+json tell the reason.

        The problem type and its ``violated-policies`` are those of draft-ietf-httpapi-ratelimit-headers-10, 5.
        """
        self.retry_after = retry_after
        self.members: dict[str, object] = {
            "type": "https://iana.org/assignments/http-problem-types#quota-exceeded",
            "violated-policies": [policy],
        }
        headers = {"Retry-After": str(retry_after), **headers}
        super().__init__(message, 429, title="Over budget", headers=headers)


class WriteRefused(QueryRefused):
    """A write of which nothing is kept: not allowed here, or the data would break a shape."""

    def __init__(
        self,
        message: str,
        status: int = 422,
        *,
        title: str = "Write refused",
        headers: Mapping[str, str] | None = None,
        findings: Sequence[Mapping[str, object]] = (),
    ) -> None:
        """Carry headers of the answer, and the findings of the report as its problem+json tells them."""
        self.findings = tuple(findings)
        self.members: dict[str, object] = {"findings": list(self.findings)} if findings else {}
        super().__init__(message, status, title=title, headers=headers)
