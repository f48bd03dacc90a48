"""Answers and reports for a terminal or a program: tables, JSON, CSV, TSV, Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rdflib import Literal, URIRef
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tct.build import Manifest
from tct.describe import ClaimView, Entity
from tct.labels import Labels
from tct.namespaces import TCT, compact
from tct.questions import EVIDENCE, Question
from tct.skolem import kebab
from tct.store import Solutions, Term
from tct.words import WORDS

TABLE_FORMATS = ("table", "json", "csv", "tsv", "md")


def cell(term: Term | None, labels: Labels) -> str:
    """Return a term as a person reads it: a label, a passage by its CURIE, or the literal's text."""
    if isinstance(term, URIRef):
        return labels.of(term)
    return "" if term is None else str(term)


def merge_evidence(
    solutions: Solutions,
) -> list[tuple[tuple[Term | None, ...], list[tuple[Term | None, ...]]]]:
    """Group rows that differ in their evidence only: the answer once, with each of its sources in order."""
    split = next((i for i, name in enumerate(solutions.variables) if name in EVIDENCE), len(solutions.variables))
    grouped: dict[tuple[Term | None, ...], list[tuple[Term | None, ...]]] = {}
    for row in solutions.rows:
        grouped.setdefault(row[:split], []).append(row[split:])
    return list(grouped.items())


def rows_for_people(solutions: Solutions, labels: Labels) -> list[list[str]]:
    """Return the cells of a table for people; several sources of one answer stand in one cell, by line."""
    labels.learn(term for row in solutions.rows for term in row)
    table = []
    for answer, evidence in merge_evidence(solutions):
        cells = [cell(term, labels) for term in answer]
        cells += ["\n".join(dict.fromkeys(cell(t, labels) for t in column)) for column in zip(*evidence, strict=True)]
        table.append(cells)
    return table


Heads = Mapping[str, Mapping[str, str]]


def headings(variables: Sequence[str], labels: Labels, heads: Heads) -> list[str]:
    """Return the heads of columns for people: by ``heads``, else the label of the term a variable is named after."""
    terms = {name: (TCT[name], TCT[name[:1].upper() + name[1:]]) for name in variables}
    labels.learn(term for pair in terms.values() for term in pair)
    found = []
    for name in variables:
        own = heads.get(name, {}).get(labels.language)
        labelled = [labels.of(term) for term in terms[name] if labels.of(term) != compact(str(term))]
        found.append(own or next(iter(labelled), kebab(name).replace("-", " ")))
    return found


def table_for_people(solutions: Solutions, labels: Labels, heads: Heads) -> tuple[list[str], list[list[str]]]:
    """Return heads and cells of an answer to be read: its evidence stands in one last cell, a line each.

    A line is the claim in our words, who says so, how firmly, and where. Empty columns are left out.
    """
    labels.learn(term for row in solutions.rows for term in row)
    split = next((i for i, name in enumerate(solutions.variables) if name in EVIDENCE), len(solutions.variables))
    shown, evidence = solutions.variables[:split], solutions.variables[split:]
    words = WORDS[labels.language]
    table = []
    for answer, sources in merge_evidence(solutions):
        cells = [cell(term, labels) for term in answer]
        table.append([*cells, "\n".join(_evidence(evidence, sources, labels, words))] if evidence else cells)
    columns = headings(shown, labels, heads) + ([words["evidence"]] if evidence else [])
    return without_empty(columns, table)


def _evidence(
    names: Sequence[str], sources: list[tuple[Term | None, ...]], labels: Labels, words: Mapping[str, str]
) -> list[str]:
    """Return a line for each source of one answer; passages and speakers of one claim stand together."""
    grouped: dict[str, dict[str, list[str]]] = {}
    for source in sources:
        row = {name: cell(term, labels) for name, term in zip(names, source, strict=True) if term is not None}
        key = row.get("claim") or "|".join(row.get(name, "") for name in names if name != "passage")
        lists = grouped.setdefault(key, {})
        for name, text in row.items():
            if text not in lists.setdefault(name, []):
                lists[name].append(text)
    return [_evidence_line(lists, words) for lists in grouped.values()]


def _evidence_line(lists: Mapping[str, list[str]], words: Mapping[str, str]) -> str:
    who = ", ".join(lists.get("saidBy", []))
    if "reportedBy" in lists:
        who += f" ({words['relayed']} {', '.join(lists['reportedBy'])})"
    firmly = ", ".join([*lists.get("certainty", []), *lists.get("confidence", [])])
    parts = [part for part in (who, firmly, ", ".join(lists.get("passage", []))) if part]
    gloss = " ".join(lists.get("claim", []))
    return f"{gloss} — {'; '.join(parts)}" if gloss and parts else gloss or "; ".join(parts)


def without_empty(heads: list[str], rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Return a table without the columns that are empty in every row."""
    kept = [i for i in range(len(heads)) if not rows or any(row[i] for row in rows)]
    return [heads[i] for i in kept], [[row[i] for i in kept] for row in rows]


def print_table(console: Console, variables: Sequence[str], rows: list[list[str]]) -> None:
    """Print a table that wraps to the terminal."""
    table = Table(show_lines=True)
    for variable in variables:
        wide = 24 if variable == variables[-1] else None  # a passage stays on one line
        table.add_column(variable, overflow="fold", min_width=wide)
    for row in rows:
        table.add_row(*row)
    console.print(table)


def print_entity(console: Console, entity: Entity, manifest: Manifest, lang: str) -> None:
    """Print a node: its statements, its claims with who says so and where, and what refers to it."""
    console.print(f"{entity.label}  ({', '.join(entity.kinds)})", style="bold", highlight=False)
    console.print(f"{entity.id}  <{entity.iri}>", style="dim", highlight=False, markup=False)
    for name, value, node in entity.statements:
        console.print(f"  {name}: {value}" + (f"  [{node}]" if node else ""), highlight=False, markup=False)
    words = WORDS[lang]
    for claim in entity.claims:
        console.print(_claim_lines(claim, words), highlight=False, markup=False)
    if entity.incoming:
        console.print(words["incoming"], style="bold")
    for subject, name, node in entity.incoming:
        console.print(f"  {subject}  [{node}]  {name}", highlight=False, markup=False)
    console.print(footer(manifest, lang), style="dim", highlight=False)


def _claim_lines(claim: ClaimView, words: dict[str, str]) -> str:
    verb = words["denies" if claim.denies else "says"]
    relayed = f" ({words['relayed']} {', '.join(claim.reported_by)})" if claim.reported_by else ""
    about = f" ({words['on']} {', '.join(claim.properties)})" if claim.properties else ""
    firmly = "; ".join(part for part in (claim.certainty, claim.confidence, claim.basis) if part)
    lines = [f"- {claim.gloss}{about}"]
    lines.append(f"    {verb} {', '.join(claim.said_by)}{relayed}: {firmly}; {', '.join(claim.passages)}")
    lines += [f"    {words['note']}: {note}" for note in claim.notes]
    return "\n".join(lines)


def footer(manifest: Manifest, language: str) -> str:
    """Return the line that every answer ends with: the release, and that it is no legal advice."""
    return f"release {manifest.label}, {manifest.date}. {manifest.disclaimer.get(language, '')}"


def solutions_json(
    solutions: Solutions, labels: Labels, manifest: Manifest, question: Question | None = None
) -> dict[str, Any]:
    """Return an answer as data: the rows by variable, with labels, and the release."""
    labels.learn(term for row in solutions.rows for term in row)
    rows = [
        {
            name: _json_term(term, labels)
            for name, term in zip(solutions.variables, row, strict=True)
            if term is not None
        }
        for row in solutions.rows
    ]
    about: dict[str, Any] = {}
    if question:
        about = {
            "slug": question.slug,
            "question": dict(question.question),
            "why": dict(question.why),
            "sparql": question.query(),
        }
    return {**about, "variables": list(solutions.variables), "rows": rows, "release": release_json(manifest)}


def release_json(manifest: Manifest) -> dict[str, Any]:
    """Return the release as data."""
    return {
        "version": manifest.version,
        "date": manifest.date,
        "sha256": manifest.digest,
        "disclaimer": manifest.disclaimer,
    }


def _json_term(term: Term, labels: Labels) -> dict[str, Any]:
    if isinstance(term, Literal):
        extra = {"language": term.language} if term.language else {}
        extra |= {"datatype": str(term.datatype)} if term.datatype else {}
        return {"type": "literal", "value": str(term), **extra}
    return {"type": "uri", "value": str(term), "id": compact(str(term)), "label": labels.of(term)}


def delimited(variables: Sequence[str], rows: list[list[str]], form: str) -> str:
    """Return rows as CSV, TSV or a Markdown table."""
    if form == "md":
        lines = ["| " + " | ".join(variables) + " |", "|" + "---|" * len(variables)]
        lines += ["| " + " | ".join(c.replace("|", "\\|").replace("\n", "<br>") for c in row) + " |" for row in rows]
        return "\n".join(lines) + "\n"
    if form == "tsv":
        flat = [[c.replace("\t", " ").replace("\n", " ; ") for c in row] for row in rows]
        return "\n".join("\t".join(row) for row in [list(variables), *flat]) + "\n"
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(variables)
    writer.writerows([[c.replace("\n", " ; ") for c in row] for row in rows])
    return stream.getvalue()


@contextmanager
def progress(what: str, steps: int) -> Iterator[Callable[[str], None]]:
    """Show a bar with the current step on a terminal, and nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=steps)
        yield lambda step: bar.update(task, advance=1, description=f"{what}: {step}")


def dump_json(data: Any) -> str:
    """Return data as indented JSON with a line end; keys keep their order."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
