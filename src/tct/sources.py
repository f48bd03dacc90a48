"""Document versions: the TOML files in ``data/sources``, as data and as triples.

A version says where a text was read, in which edition, and by which digest it is known again; the text itself
is never in the repository. With ``--sources DIR`` a run is given the texts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from rdflib import RDF, RDFS, XSD, Literal, URIRef

from tct.errors import Location, SourceError, SyntaxProblem
from tct.namespaces import BASE, DCAT, DCTERMS, SCHEMA, TCT

Triple = tuple[URIRef, URIRef, URIRef | Literal]


@dataclass(frozen=True)
class Passage:
    """A sentence by position: code points of the version's text (end exclusive) and the digest of that span."""

    name: str
    start: int
    end: int
    sha256: str


@dataclass(frozen=True, eq=False)
class Version:
    """One dated version of one document; ``passages`` is empty where no text was held."""

    slug: str
    file: Path
    document: str
    label: dict[str, str]
    version: str
    address: str
    kind: str
    origin: str
    creator: str
    modified: date | None = None
    read_on: date | None = None
    sha256: str = ""
    rights: str = ""
    source_path: str = ""
    passages: tuple[Passage, ...] = field(default=())

    @property
    def iri(self) -> URIRef:
        """The version's IRI; its passages are fragments of it."""
        return URIRef(f"{BASE}document/{self.slug}")

    def passage_iri(self, name: str) -> URIRef:
        """Return the IRI of the passage with this name."""
        return URIRef(f"{self.iri}#{name}")

    def read_text(self, sources: Path) -> str | None:
        """Return the text under ``sources``, or None where the version has none or the file is not there."""
        path = sources / self.source_path
        if not self.source_path or not path.is_file():
            return None
        with path.open(encoding="utf-8", newline="") as stream:
            return stream.read()


def read_versions(directory: Path) -> list[Version]:
    """Read every version in a directory, by slug.

    Raises SyntaxProblem for malformed TOML and SourceError for a missing or unknown key.
    """
    return [read_version(path) for path in sorted(directory.glob("*.toml"))]


def read_version(path: Path) -> Version:
    """Read one version from its TOML file; its slug is the file's name."""
    table = read_toml(path)
    passages = table.pop("passages", {})
    renamed = {key.replace("-", "_"): value for key, value in table.items()}
    for number in ("bytes", "code_points"):
        renamed.pop(number, None)
    try:
        return Version(
            slug=path.stem,
            file=path,
            passages=tuple(Passage(name, **position) for name, position in passages.items()),
            **renamed,
        )
    except TypeError as error:
        raise SourceError(f"{path}: {str(error).removeprefix('Version.__init__() ')}") from error


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; raises SyntaxProblem with line and column."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = [int(part) for part in message.replace(",", " ").replace(")", " ").split() if part.isdigit()]
        line, column = [*place, 0, 0][:2]
        raise SyntaxProblem(Location(str(path), line, column), message.partition(" (at")[0]) from error


def document_triples(versions: list[Version]) -> Iterator[Triple]:
    """Yield the triples of the documents and their versions (``graph/documents``)."""
    newest: dict[str, Version] = {}
    for version in sorted(versions, key=lambda item: (item.version, item.slug)):
        newest[version.document] = version
        yield from _version_triples(version)
    for slug, current in sorted(newest.items()):
        document = URIRef(f"{BASE}document/{slug}")
        yield document, RDF.type, TCT.Document
        for language, text in sorted(current.label.items()):
            yield document, RDFS.label, Literal(text, lang=language)
        yield document, TCT.documentKind, URIRef(f"{BASE}scheme/document-kind/{current.kind}")
        yield document, TCT.origin, URIRef(f"{BASE}party/{current.origin}")
        yield document, DCTERMS.creator, URIRef(f"{BASE}party/{current.creator}")
        yield document, DCAT.hasCurrentVersion, current.iri


def _version_triples(version: Version) -> Iterator[Triple]:
    yield version.iri, RDF.type, TCT.DocumentVersion
    yield version.iri, DCAT.isVersionOf, URIRef(f"{BASE}document/{version.document}")
    yield version.iri, DCAT.version, Literal(version.version)
    yield version.iri, SCHEMA.url, URIRef(version.address)
    if version.modified:
        yield version.iri, DCTERMS.modified, Literal(version.modified, datatype=XSD.date)
    else:
        yield version.iri, TCT.dateKnown, Literal(False)
    if version.read_on:
        yield version.iri, TCT.readOn, Literal(version.read_on, datatype=XSD.date)
    if version.sha256:
        yield version.iri, TCT.sha256, Literal(version.sha256)
    else:
        yield version.iri, TCT.textHeld, Literal(False)
    if version.rights:
        yield version.iri, DCTERMS.rights, Literal(version.rights, lang="en")
