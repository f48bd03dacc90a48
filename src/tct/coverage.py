"""Coverage: is each passage of a source claimed, and is each row of a list of facts encoded by what quotes it?"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from rdflib import RDF, Dataset, URIRef

from tct import text
from tct.errors import SourceError
from tct.namespaces import BASE, TCT, compact, expand
from tct.sources import Version


@dataclass(frozen=True)
class Coverage:
    """How many of how many are covered, and a sentence for each that is not."""

    what: str
    covered: int
    total: int
    problems: tuple[str, ...]

    def __str__(self) -> str:
        """Render as ``46 of 46 passages``."""
        return f"{self.covered} of {self.total} {self.what}"


def passage_coverage(dataset: Dataset, versions: list[Version], sources: Path) -> list[Coverage]:
    """Return, for each version whose text ``sources`` holds, which of its sentences no claim is stated in.

    The sentences are those of the text, so that a passage missing from the version's file is found as well.
    Raises SourceError where ``sources`` holds none of the texts.
    """
    found = []
    for version in versions:
        content = version.read_text(sources)
        if content is None:
            continue
        spans = text.sentences(content)
        known = {(passage.start, passage.end): passage.name for passage in version.passages}
        problems = []
        for span in spans:
            name = known.get((span.start, span.end))
            if name is None:
                problems.append(f"{version.slug}: the sentence {span.name} is no passage of {version.file.name}")
            elif not any(dataset.subjects(TCT.statedIn, version.passage_iri(name))):
                problems.append(f"{version.slug}:{name} (characters {span.start}-{span.end}) has no claim")
        what = f"passages of {version.slug}"
        found.append(Coverage(what, len(spans) - len(problems), len(spans), tuple(problems)))
    if not found:
        raise SourceError(f"{sources} holds none of the source texts; give the directory above them")
    return found


def fact_coverage(dataset: Dataset, facts: Path, rows: Path) -> Coverage:
    """Return which rows of a list of facts are not encoded by facts whose claims quote the row's passage.

    ``facts`` is tab-separated with columns id, paragraph and sentence; ``rows`` maps each id to CURIEs of
    facts. The document is told by the name of ``rows`` (``mali.tsv``: any version of the document ``mali``).
    """
    encoded = {row["row"]: row["facts"].split() for row in _read(rows, ("row", "facts"))}
    listed = _read(facts, ("id", "paragraph", "sentence"))
    problems = []
    bad = set()
    for row in listed:
        passage = f"p{row['paragraph']}s{row['sentence']}"
        for problem in _row_problems(dataset, rows.stem, passage, encoded.get(row["id"], [])):
            problems.append(f"{row['id']}: {problem}")
            bad.add(row["id"])
    unknown = sorted(set(encoded) - {row["id"] for row in listed})
    problems.extend(f"{row}: {rows.name} encodes it, but {facts.name} has no such row" for row in unknown)
    return Coverage(f"rows of {facts.name}", len(listed) - len(bad), len(listed), tuple(problems))


def _row_problems(dataset: Dataset, document: str, passage: str, curies: list[str]) -> list[str]:
    if not curies:
        return ["no fact encodes it"]
    problems = []
    for curie in curies:
        try:
            fact = URIRef(expand(curie))
        except ValueError as error:
            problems.append(str(error))
            continue
        if not any(dataset.objects(fact, RDF.type)):
            problems.append(f"{curie} is not in the dataset")
        elif passage not in _quoted(dataset, fact, document):
            problems.append(f"no claim of {compact(str(fact))} is stated in {passage}")
    return problems


def _quoted(dataset: Dataset, fact: URIRef, document: str) -> set[str]:
    """Return the names of the passages of a document that the claims of a fact are stated in."""
    start = f"{BASE}document/{document}-"
    claims = [*dataset.objects(fact, TCT.evidencedBy), *dataset.objects(fact, TCT.deniedBy)]
    passages = [str(passage) for claim in claims for passage in dataset.objects(claim, TCT.statedIn)]
    return {passage.rpartition("#")[2] for passage in passages if passage.startswith(start)}


def _read(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            rows, header = list(reader), reader.fieldnames or ()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}") from error
    if not set(columns) <= set(header):
        raise SourceError(f"{path}: needs the tab-separated columns {', '.join(columns)}")
    return rows
