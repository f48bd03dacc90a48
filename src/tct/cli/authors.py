"""`tct build`, `tct check` and `tct coverage`: what authors run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tct.build import assemble
from tct.build import build as build_release
from tct.build import check as check_tree
from tct.cli.options import Json, Output, Root, Sources, app, builds, print_report, steps, tree, write
from tct.coverage import Coverage, fact_coverage, passage_coverage
from tct.errors import InvalidDataset, UsageError
from tct.printing import dump_json, release_json
from tct.settings import Settings
from tct.sources import read_versions
from tct.validate import Report


@app.command(epilog="Example: tct build && tct ask agreement-form")
def build(root: Root = None, output: Output = None, as_json: Json = False) -> None:
    """Build, validate and publish the graph; the last good build stays until the new one is whole."""
    layout = tree(root)
    with steps("build", layout) as step:
        try:
            done, report = build_release(layout, builds(output), step)
        except InvalidDataset as error:
            if isinstance(error.report, Report):
                print_report(error.report, as_json)
            raise
    if as_json:
        write(dump_json({"directory": str(done.directory), **release_json(done.manifest), **report.as_dict()}))
        return
    for finding in report.findings:
        write(f"{finding}\n")
    write(f"{done.directory}: release {done.manifest.label}, {done.manifest.quads} quads")
    write(f", {report.warnings} warning(s)\n" if report.examined else ", nothing changed\n")


@app.command(epilog="Example: tct check --sources ../shared/sources --json")
def check(root: Root = None, sources: Sources = None, as_json: Json = False,
          strict: Annotated[bool, typer.Option(help="Exit 1 for warnings too.")] = False) -> None:  # fmt: skip
    """Validate the graph against its shapes, and with --sources against the source texts."""
    layout, texts = tree(root), sources or Settings().sources
    if texts is not None and not texts.is_dir():
        raise UsageError(f"--sources {texts}: no such directory")
    with steps("check", layout) as step:
        _, report = check_tree(layout, texts, step)
    print_report(report, as_json)
    if report.violations or (strict and report.warnings):
        raise typer.Exit(1)


@app.command(epilog="Example: tct coverage --facts facts.tsv --rows rows.tsv")
def coverage(root: Root = None, sources: Sources = None,
             facts: Annotated[Path | None, typer.Option(help="A list of facts: id, paragraph, sentence.")] = None,
             rows: Annotated[Path | None, typer.Option(help="Row id to facts (default: by the list's folder).")] = None,
             as_json: Json = False) -> None:  # fmt: skip
    """List passages without a claim, and rows of a list of facts that nothing encodes; exit 1 if there are any."""
    layout, texts = tree(root), sources or Settings().sources
    if texts is None and facts is None:
        raise UsageError("give --sources DIR (passages), --facts FILE (rows), or both")
    with steps("coverage", layout) as step:
        dataset = assemble(layout, step).dataset
    found: list[Coverage] = []
    if texts is not None:
        found += passage_coverage(dataset, read_versions(layout.sources), texts)
    if facts is not None:
        table = rows or layout.root / "data" / "rows" / f"{facts.resolve().parent.name}.tsv"
        found.append(fact_coverage(dataset, facts, table))
    if as_json:
        write(dump_json([vars(item) | {"problems": list(item.problems)} for item in found]))
    else:
        for item in found:
            write("".join(f"{problem}\n" for problem in item.problems) + f"{item}\n")
    if any(item.problems for item in found):
        raise typer.Exit(1)
