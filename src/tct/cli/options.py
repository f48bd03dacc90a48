"""What the commands share: the application, its options, and how they read and write."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer

from tct.build import OWN_STEPS
from tct.errors import UsageError
from tct.layout import Layout
from tct.printing import TABLE_FORMATS, dump_json, progress
from tct.settings import Settings
from tct.validate import Report
from tct.words import LANGUAGES

app = typer.Typer(
    name="tct",
    help="A knowledge graph of transfers to third countries: build it, check it, ask it, serve it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)

Root = Annotated[Path | None, typer.Option(help="The tree with ontology, data and queries (default: found by itself).")]
Output = Annotated[Path | None, typer.Option(help="The directory of builds (default: build, or TCT_OUTPUT).")]
Json = Annotated[bool, typer.Option("--json", help="Print data for a program.")]
Sources = Annotated[Path | None, typer.Option(help="The directory of the source texts, e.g. ../shared/sources.")]
Language = Annotated[str, typer.Option("--lang", help="en or es.")]
Form = Annotated[str, typer.Option("--format", help=f"One of {', '.join(TABLE_FORMATS)}.")]


def steps(what: str, layout: Layout) -> AbstractContextManager[Callable[[str], None]]:
    """Return a progress line on standard error for the steps of a build, where a person watches."""
    return progress(what, sum(1 for _ in layout.turtle()) + len(OWN_STEPS))


def tree(root: Path | None) -> Layout:
    """Return the tree of ``--root``, of ``TCT_ROOT``, or the one found by itself."""
    return Layout.find(root or Settings().root)


def builds(output: Path | None) -> Path:
    """Return the directory of builds, of ``--output`` or ``TCT_OUTPUT``."""
    return output or Settings().output


def write(text: str) -> None:
    """Write to standard output."""
    sys.stdout.write(text)


def language(value: str) -> str:
    """Return a language of the answers; raises UsageError for one that there is not."""
    if value not in LANGUAGES:
        raise UsageError(f"--lang {value}: choose en or es")
    return value


def table_form(value: str, as_json: bool, allowed: tuple[str, ...] = TABLE_FORMATS) -> str:
    """Return the format of an answer; raises UsageError for one that does not fit."""
    if as_json:
        return "json"
    if value not in allowed:
        raise UsageError(f"--format {value}: choose one of {', '.join(allowed)}")
    return value


def print_report(report: Report, as_json: bool) -> None:
    """Print what a validation found, a finding a line."""
    if as_json:
        write(dump_json(report.as_dict()))
        return
    for finding in report.findings:
        write(f"{finding}\n")
    if report.not_run:
        write(f"{len(report.not_run)} rules need the source texts: not run ({', '.join(report.not_run)}; --sources)\n")
    write(f"{len(report.examined)} rules, {report.violations} violation(s), {report.warnings} warning(s)\n")
