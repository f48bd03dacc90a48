"""The command line: it parses, calls the package, prints, and sets the exit code (0, 1 findings, 2 usage)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tct.build import OWN_STEPS, Build, Manifest, assemble
from tct.build import build as build_release
from tct.build import check as check_tree
from tct.coverage import Coverage, fact_coverage, passage_coverage
from tct.describe import describe, find
from tct.errors import InvalidDataset, NotBuilt, TctError, UsageError
from tct.exports import FORMATS, export
from tct.guard import guard
from tct.labels import Labels
from tct.layout import Layout
from tct.namespaces import PREFIXES
from tct.printing import (
    TABLE_FORMATS,
    Heads,
    delimited,
    dump_json,
    footer,
    print_entity,
    print_table,
    progress,
    release_json,
    rows_for_people,
    solutions_json,
    table_for_people,
)
from tct.questions import Catalogue, run
from tct.settings import Settings
from tct.sources import read_versions
from tct.store import GRAPH_FORMATS, Solutions
from tct.validate import Report
from tct.words import LANGUAGES, WORDS

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


def main() -> None:
    """Run the command line; errors that a user can mend are one line on standard error."""
    try:
        app()
    except TctError as error:
        print(f"tct: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _progress(what: str, layout: Layout) -> AbstractContextManager[Callable[[str], None]]:
    return progress(what, sum(1 for _ in layout.turtle()) + len(OWN_STEPS))


def _layout(root: Path | None) -> Layout:
    return Layout.find(root or Settings().root)


def _output(output: Path | None) -> Path:
    return output or Settings().output


def _write(text: str) -> None:
    sys.stdout.write(text)


def _language(value: str) -> str:
    if value not in LANGUAGES:
        raise UsageError(f"--lang {value}: choose en or es")
    return value


def _form(value: str, as_json: bool, allowed: tuple[str, ...] = TABLE_FORMATS) -> str:
    if as_json:
        return "json"
    if value not in allowed:
        raise UsageError(f"--format {value}: choose one of {', '.join(allowed)}")
    return value


@app.command(epilog="Example: tct build && tct ask agreement-form")
def build(root: Root = None, output: Output = None, as_json: Json = False) -> None:
    """Build, validate and publish the graph; the last good build stays until the new one is whole."""
    layout = _layout(root)
    with _progress("build", layout) as step:
        try:
            done, report = build_release(layout, _output(output), step)
        except InvalidDataset as error:
            if isinstance(error.report, Report):
                _print_report(error.report, as_json)
            raise
    if as_json:
        _write(dump_json({"directory": str(done.directory), **release_json(done.manifest), **report.as_dict()}))
        return
    for finding in report.findings:
        _write(f"{finding}\n")
    _write(f"{done.directory}: release {done.manifest.label}, {done.manifest.quads} quads")
    _write(f", {report.warnings} warning(s)\n" if report.examined else ", nothing changed\n")


@app.command(epilog="Example: tct check --sources ../shared/sources --json")
def check(root: Root = None, sources: Sources = None, as_json: Json = False,
          strict: Annotated[bool, typer.Option(help="Exit 1 for warnings too.")] = False) -> None:  # fmt: skip
    """Validate the graph against its shapes, and with --sources against the source texts."""
    layout, texts = _layout(root), sources or Settings().sources
    if texts is not None and not texts.is_dir():
        raise UsageError(f"--sources {texts}: no such directory")
    with _progress("check", layout) as step:
        _, report = check_tree(layout, texts, step)
    _print_report(report, as_json)
    if report.violations or (strict and report.warnings):
        raise typer.Exit(1)


def _print_report(report: Report, as_json: bool) -> None:
    if as_json:
        _write(dump_json(report.as_dict()))
        return
    for finding in report.findings:
        _write(f"{finding}\n")
    if report.not_run:
        _write(f"{len(report.not_run)} rules need the source texts: not run ({', '.join(report.not_run)}; --sources)\n")
    _write(f"{len(report.examined)} rules, {report.violations} violation(s), {report.warnings} warning(s)\n")


@app.command(epilog="Example: tct coverage --facts facts.tsv --rows rows.tsv")
def coverage(root: Root = None, sources: Sources = None,
             facts: Annotated[Path | None, typer.Option(help="A list of facts: id, paragraph, sentence.")] = None,
             rows: Annotated[Path | None, typer.Option(help="Row id to facts (default: by the list's folder).")] = None,
             as_json: Json = False) -> None:  # fmt: skip
    """List passages without a claim, and rows of a list of facts that nothing encodes; exit 1 if there are any."""
    layout, texts = _layout(root), sources or Settings().sources
    if texts is None and facts is None:
        raise UsageError("give --sources DIR (passages), --facts FILE (rows), or both")
    with _progress("coverage", layout) as step:
        dataset = assemble(layout, step).dataset
    found: list[Coverage] = []
    if texts is not None:
        found += passage_coverage(dataset, read_versions(layout.sources), texts)
    if facts is not None:
        table = rows or layout.root / "data" / "rows" / f"{facts.resolve().parent.name}.tsv"
        found.append(fact_coverage(dataset, facts, table))
    if as_json:
        _write(dump_json([vars(item) | {"problems": list(item.problems)} for item in found]))
    else:
        for item in found:
            _write("".join(f"{problem}\n" for problem in item.problems) + f"{item}\n")
    if any(item.problems for item in found):
        raise typer.Exit(1)


@app.command(epilog="Example: tct ask count-2025 ; tct ask (lists the questions)")
def ask(question: Annotated[str | None, typer.Argument(help="A question's name; none lists them all.")] = None,
        param: Annotated[list[str] | None, typer.Option(help="name=value, e.g. country=country:mx.")] = None,
        root: Root = None, output: Output = None, lang: Language = "en", form: Form = "table",
        sparql: Annotated[bool, typer.Option(help="Print the SPARQL and do not run it.")] = False,
        as_json: Json = False) -> None:  # fmt: skip
    """Answer a question of the catalogue, with who says so and where."""
    catalogue, lang = Catalogue(_layout(root).questions), _language(lang)
    form = _form(form, as_json, (*TABLE_FORMATS, "xml"))
    if question is None:
        _list_questions(catalogue, lang, form)
        return
    chosen, values = catalogue.get(question), _values(param or [])
    if sparql:
        _write(chosen.query(values))
        return
    done = Build.current(_output(output))
    store = done.open()
    if form == "xml":
        _raw(done, chosen.query(values), form, ("xml",), lang)
        return
    solutions, labels = run(chosen, store, values), Labels(store, lang)
    if form == "json":
        data = solutions_json(solutions, labels, done.manifest, chosen)
        _write(dump_json(data | {"parameters": values, "sparql": chosen.query(values)}))
        return
    _print_answer(solutions, labels, done.manifest, form, chosen.question[lang], catalogue.heads)


def _list_questions(catalogue: Catalogue, lang: str, form: str) -> None:
    questions = [question for group in catalogue.by_group().values() for question in group]
    if form == "json":
        keys = [{"slug": q.slug, "group": q.group, "question": dict(q.question)} for q in questions]
        _write(dump_json(keys))
        return
    rows = [[q.slug, catalogue.groups[q.group][lang], q.question[lang]] for q in questions]
    header = [WORDS[lang][word] for word in ("name", "group", "question")]
    if form == "table":
        print_table(Console(), header, rows)
    else:
        _write(delimited(header, rows, form))


def _values(given: list[str]) -> dict[str, str]:
    pairs = [item.partition("=") for item in given]
    for name, equals, _ in pairs:
        if not equals:
            raise UsageError(f"--param {name}: write name=value")
    return {name: value for name, _, value in pairs}


def _print_answer(
    solutions: Solutions, labels: Labels, manifest: Manifest, form: str, title: str, heads: Heads
) -> None:
    if form != "table":
        _write(delimited(solutions.variables, rows_for_people(solutions, labels), form))
        typer.echo(footer(manifest, labels.language), err=True)
        return
    columns, rows = table_for_people(solutions, labels, heads)
    console = Console()
    if title:
        console.print(title, style="bold", highlight=False)
    if rows:
        print_table(console, columns, rows)
    else:
        console.print(WORDS[labels.language]["none"], highlight=False)
    console.print(footer(manifest, labels.language), style="dim", highlight=False)


@app.command(epilog="Example: tct query 'SELECT ?l { ?l a tct:Lawsuit }' ; tct query - < my.rq")
def query(sparql: Annotated[str, typer.Argument(help="SPARQL, a .rq file, or - for standard input.")],
          output: Output = None, lang: Language = "en",
          form: Annotated[str, typer.Option("--format", help="table json csv tsv xml md, ttl nt xml")] = "table",
          as_json: Json = False) -> None:  # fmt: skip
    """Run a SPARQL query over the current build; the project's prefixes need no declaration."""
    text, lang = _read_query(sparql), _language(lang)
    done = Build.current(_output(output))
    guarded = guard(text, done.manifest.graphs)
    store = done.open()
    form = "json" if as_json else form
    if guarded.gives_graph:
        form = "ttl" if form == "table" else form
        _raw(done, text, form, tuple(GRAPH_FORMATS), lang)
        return
    if form in {"json", "xml"} or (form in {"csv", "tsv"} and guarded.form == "select"):
        _raw(done, text, form, ("json", "xml", "csv", "tsv"), lang)
        return
    answer = store.answer(text, PREFIXES)
    if isinstance(answer, bool):
        _write(f"{str(answer).lower()}\n")
    elif isinstance(answer, Solutions):
        _print_answer(answer, Labels(store, lang), done.manifest, _form(form, as_json=False), "", {})


def _read_query(sparql: str) -> str:
    if sparql == "-":
        return sys.stdin.read()
    if sparql.endswith(".rq") and "{" not in sparql:
        if not Path(sparql).is_file():
            raise UsageError(f"{sparql}: no such file")
        return Path(sparql).read_text(encoding="utf-8")
    return sparql


def _raw(done: Build, text: str, form: str, allowed: tuple[str, ...], lang: str) -> None:
    """Write an answer in a format that has no room for the release, which standard error then tells."""
    if form not in allowed:
        raise UsageError(f"--format {form}: this kind of query gives {', '.join(allowed)}")
    sys.stdout.buffer.write(done.open().serialized(text, form, PREFIXES))
    sys.stdout.buffer.flush()
    typer.echo(footer(done.manifest, lang), err=True)


@app.command(epilog="Example: tct show lawsuit:dvd-v-dhs --lang es")
def show(node: Annotated[str, typer.Argument(help="A CURIE, an IRI or a slug.")], output: Output = None,
         lang: Language = "en", as_json: Json = False) -> None:  # fmt: skip
    """Show one node: what is said of it, by whom, how firmly, in which passage, and what refers to it."""
    done = Build.current(_output(output))
    store, lang = done.open(), _language(lang)
    entity = describe(find(node, store), store, lang)
    if as_json:
        from dataclasses import asdict

        _write(dump_json({**asdict(entity), "release": release_json(done.manifest)}))
        return
    print_entity(Console(), entity, done.manifest, lang)


@app.command(name="export", epilog="Example: tct export --format ttl --graph reference -o reference.ttl")
def export_command(form: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "nq",
                   graph: Annotated[str | None, typer.Option(help="One graph: IRI, CURIE or slug.")] = None,
                   file: Annotated[Path | None, typer.Option("-o", "--file", help="Where to write it.")] = None,
                   output: Output = None) -> None:  # fmt: skip
    """Write the dataset, or one of its graphs: sorted, without blank nodes, byte for byte the same each time."""
    written = export(Build.current(_output(output)), form, graph)
    if file is None:
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
    elif not file.parent.is_dir():
        raise UsageError(f"-o {file}: the directory {file.parent} does not exist; make it first")
    else:
        file.write_bytes(written)


@app.command(epilog="Example: tct serve --host 127.0.0.1 --port 8080")
def serve(host: Annotated[str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")] = None,
          port: Annotated[int | None, typer.Option(help="Port to listen on (default 8000).")] = None,
          root: Root = None, output: Output = None) -> None:  # fmt: skip
    """Serve the graph, built first where its files changed; the last good build is served if that fails."""
    from tct.web.server import serve_forever

    settings = Settings()
    layout, target = _layout(root), _output(output)
    try:
        with _progress("build", layout) as step:
            build_release(layout, target, step)
    except (TctError, OSError) as error:
        try:
            last = Build.current(target)
        except NotBuilt:
            if isinstance(error, InvalidDataset) and isinstance(error.report, Report):
                _print_report(error.report, as_json=False)
            raise error from None
        typer.echo(f"tct: {error}\ntct: serving the last good build, {last.manifest.label}", err=True)
    chosen = settings.port if port is None else port
    serve_forever(layout, Build.current(target), host or settings.host, chosen, settings)


if __name__ == "__main__":
    main()
