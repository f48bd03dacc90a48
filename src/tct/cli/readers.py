"""`tct ask`, `tct query`, `tct show` and `tct export`: what readers run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tct.build import Build, Manifest
from tct.cli.options import Form, Json, Language, Output, Root, app, builds, language, table_form, tree, write
from tct.describe import describe, find
from tct.downloads import CRATE, unpack_crate
from tct.errors import UsageError
from tct.exports import FORMATS, export
from tct.guard import guard
from tct.labels import Labels
from tct.namespaces import PREFIXES
from tct.printing import (
    TABLE_FORMATS,
    Heads,
    delimited,
    dump_json,
    footer,
    print_entity,
    print_table,
    release_json,
    rows_for_people,
    solutions_json,
    table_for_people,
)
from tct.questions import Catalogue, run
from tct.store import GRAPH_FORMATS, Solutions
from tct.words import WORDS


@app.command(epilog="Example: tct ask count-2025 ; tct ask (lists the questions)")
def ask(question: Annotated[str | None, typer.Argument(help="A question's name; none lists them all.")] = None,
        param: Annotated[list[str] | None, typer.Option(help="name=value, e.g. country=country:mx.")] = None,
        root: Root = None, output: Output = None, lang: Language = "en", form: Form = "table",
        sparql: Annotated[bool, typer.Option(help="Print the SPARQL and do not run it.")] = False,
        as_json: Json = False) -> None:  # fmt: skip
    """Answer a question of the catalogue, with who says so and where."""
    catalogue, lang = Catalogue(tree(root).questions), language(lang)
    form = table_form(form, as_json, (*TABLE_FORMATS, "xml"))
    if question is None:
        _list_questions(catalogue, lang, form)
        return
    chosen, values = catalogue.get(question), _values(param or [])
    if sparql:
        write(chosen.query(values))
        return
    done = Build.current(builds(output))
    store = done.open()
    if form == "xml":
        _raw(done, chosen.query(values), form, ("xml",), lang)
        return
    solutions, labels = run(chosen, store, values), Labels(store, lang)
    if form == "json":
        data = solutions_json(solutions, labels, done.manifest, chosen)
        write(dump_json(data | {"parameters": values, "sparql": chosen.query(values)}))
        return
    _print_answer(solutions, labels, done.manifest, form, chosen.question[lang], catalogue.heads)


def _list_questions(catalogue: Catalogue, lang: str, form: str) -> None:
    questions = [question for group in catalogue.by_group().values() for question in group]
    if form == "json":
        keys = [{"slug": q.slug, "group": q.group, "question": dict(q.question)} for q in questions]
        write(dump_json(keys))
        return
    rows = [[q.slug, catalogue.groups[q.group][lang], q.question[lang]] for q in questions]
    header = [WORDS[lang][word] for word in ("name", "group", "question")]
    if form == "table":
        print_table(Console(), header, rows)
    else:
        write(delimited(header, rows, form))


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
        write(delimited(solutions.variables, rows_for_people(solutions, labels), form))
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
    text, lang = _read_query(sparql), language(lang)
    done = Build.current(builds(output))
    guarded = guard(text, done.manifest.graphs)
    store, union = done.open(), not guarded.graphs
    form = "json" if as_json else form
    if guarded.gives_graph:
        form = "ttl" if form == "table" else form
        _raw(done, text, form, tuple(GRAPH_FORMATS), lang, union=union)
        return
    if form in {"json", "xml"} or (form in {"csv", "tsv"} and guarded.form == "select"):
        _raw(done, text, form, ("json", "xml", "csv", "tsv"), lang, union=union)
        return
    answer = store.answer(text, PREFIXES, union=union)
    if isinstance(answer, bool):
        write(f"{str(answer).lower()}\n")
    elif isinstance(answer, Solutions):
        _print_answer(answer, Labels(store, lang), done.manifest, table_form(form, as_json=False), "", {})


def _read_query(sparql: str) -> str:
    if sparql == "-":
        return sys.stdin.read()
    if sparql.endswith(".rq") and "{" not in sparql:
        if not Path(sparql).is_file():
            raise UsageError(f"{sparql}: no such file")
        return Path(sparql).read_text(encoding="utf-8")
    return sparql


def _raw(done: Build, text: str, form: str, allowed: tuple[str, ...], lang: str, *, union: bool = True) -> None:
    """Write an answer in a format that has no room for the release, which standard error then tells."""
    if form not in allowed:
        raise UsageError(f"--format {form}: this kind of query gives {', '.join(allowed)}")
    sys.stdout.buffer.write(done.open().serialized(text, form, PREFIXES, union=union))
    sys.stdout.buffer.flush()
    typer.echo(footer(done.manifest, lang), err=True)


@app.command(epilog="Example: tct show lawsuit:dvd-v-dhs --lang es")
def show(node: Annotated[str, typer.Argument(help="A CURIE, an IRI or a slug.")], output: Output = None,
         lang: Language = "en", as_json: Json = False) -> None:  # fmt: skip
    """Show one node: what is said of it, by whom, how firmly, in which passage, and what refers to it."""
    done = Build.current(builds(output))
    store, lang = done.open(), language(lang)
    entity = describe(find(node, store), store, lang)
    if as_json:
        from dataclasses import asdict

        write(dump_json({**asdict(entity), "release": release_json(done.manifest)}))
        return
    print_entity(Console(), entity, done.manifest, lang)


ALL = (*FORMATS, CRATE)
"""What `tct export` writes."""


@app.command(name="export", epilog="Example: tct export --format ttl --graph reference -o reference.ttl")
def export_command(form: Annotated[str, typer.Option("--format", help=f"One of {', '.join(ALL)}.")] = "nq",
                   graph: Annotated[str | None, typer.Option(help="One graph: IRI, CURIE or slug.")] = None,
                   file: Annotated[Path | None, typer.Option("-o", "--file", help="Where to write it.")] = None,
                   output: Output = None) -> None:  # fmt: skip
    """Write the dataset, or one of its graphs: sorted, without blank nodes, byte for byte the same each time.

    The format ro-crate writes the whole release, with a description that repositories read, into a new directory.
    """
    if form == CRATE:
        if file is None or graph is not None:
            raise UsageError(f"--format {CRATE} takes the whole release and a new directory: -o DIRECTORY, no --graph")
        unpack_crate(Build.current(builds(output)), file)
        return
    written = export(Build.current(builds(output)), form, graph)
    if file is None:
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
    elif not file.parent.is_dir():
        raise UsageError(f"-o {file}: the directory {file.parent} does not exist; make it first")
    else:
        file.write_bytes(written)
