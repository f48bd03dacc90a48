"""Document versions and their passages: read, as triples, verified against a text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, XSD, Graph, Literal, URIRef

from tct.errors import SourceError, SyntaxProblem
from tct.namespaces import BASE, DCAT, DCTERMS, OA, SCHEMA, TCT
from tct.passages import passage_triples, verify
from tct.sources import Version, document_triples, read_versions
from tct.text import digest
from tree import sample_text, write_version


def test_a_version_is_read_and_its_text_is_found(tmp_path: Path) -> None:
    version = write_version(tmp_path, sample_text())
    assert (version.slug, version.modified, version.read_on) == ("ferry-2026-01-01", date(2026, 1, 1), None)
    assert version.iri == URIRef(f"{BASE}document/ferry-2026-01-01")
    assert version.read_text(tmp_path) is None
    (tmp_path / "ferry").mkdir()
    (tmp_path / "ferry" / "source.txt").write_bytes(sample_text().encode())
    assert version.read_text(tmp_path) == sample_text()
    assert verify(version, sample_text()) == []


def test_documents_and_versions_as_triples(tmp_path: Path) -> None:
    held = write_version(tmp_path, "One. Two.")
    later = Version(
        slug="ferry-2026-03-01", file=tmp_path, document="ferry", label={"en": "The ferry page"},
        version="2026-03-01", address="https://example.org/ferry", kind="press", origin="lake-watch",
        creator="ferry-authors", read_on=date(2026, 3, 1),
    )  # fmt: skip
    document = URIRef(f"{BASE}document/ferry")
    assert set(document_triples([later, held])) == {
        (held.iri, RDF.type, TCT.DocumentVersion),
        (held.iri, DCAT.isVersionOf, document),
        (held.iri, DCAT.version, Literal("2026-01-01")),
        (held.iri, SCHEMA.url, URIRef("https://example.org/ferry")),
        (held.iri, DCTERMS.modified, Literal("2026-01-01", datatype=XSD.date)),
        (held.iri, TCT.sha256, Literal(held.sha256)),
        (later.iri, RDF.type, TCT.DocumentVersion),
        (later.iri, DCAT.isVersionOf, document),
        (later.iri, DCAT.version, Literal("2026-03-01")),
        (later.iri, SCHEMA.url, URIRef("https://example.org/ferry")),
        (later.iri, TCT.dateKnown, Literal(False)),
        (later.iri, TCT.readOn, Literal("2026-03-01", datatype=XSD.date)),
        (later.iri, TCT.textHeld, Literal(False)),
        (document, RDF.type, TCT.Document),
        (document, RDFS.label, Literal("The ferry page", lang="en")),
        (document, TCT.documentKind, URIRef(f"{BASE}scheme/document-kind/press")),
        (document, TCT.origin, URIRef(f"{BASE}party/lake-watch")),
        (document, DCTERMS.creator, URIRef(f"{BASE}party/ferry-authors")),
        (document, DCAT.hasCurrentVersion, later.iri),
    }


def test_passages_as_triples_hold_positions_and_digests_and_no_words(tmp_path: Path) -> None:
    version = write_version(tmp_path, "One. Two.")
    graph = Graph()
    for triple in passage_triples(version):
        graph.add(triple)
    second = version.passage_iri("p1s2")
    selector = graph.value(second, OA.hasSelector)
    assert selector == URIRef(f"{version.iri}#p1s2-position")
    assert set(graph.predicate_objects(selector)) == {
        (RDF.type, OA.TextPositionSelector),
        (OA.start, Literal(5)),
        (OA.end, Literal(9)),
    }
    assert graph.value(second, TCT.sha256) == Literal(digest("Two."))
    assert "Two" not in graph.serialize()


def test_a_changed_text_tells_which_passages_moved_and_which_differ(tmp_path: Path) -> None:
    version = write_version(tmp_path, "One. Two. Three. One.")
    changed = "Zero. One. Two! Three. One."
    assert [str(mismatch) for mismatch in verify(version, changed)] == [
        f"ferry-2026-01-01: the text has sha256 {digest(changed)[:12]}…, not {version.sha256[:12]}…; "
        "a changed page is a new document version, with a file of its own in data/sources",
        "ferry-2026-01-01#p1s1: moved from characters 0-4 to 6-10",
        "ferry-2026-01-01#p1s2: characters 5-9 differ and the sentence stands nowhere else in the text",
        "ferry-2026-01-01#p1s3: moved from characters 10-16 to 16-22",
        "ferry-2026-01-01#p1s4: moved from characters 17-21 to 23-27",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("document =", "document ", r"ferry-2026-01-01.toml:2:11: Expected '='"),
        ("version = ", "edition = ", r"unexpected keyword argument 'edition'"),
        ('kind = "organisation"\n', "", r"missing 1 required positional argument: 'kind'"),
    ],
)
def test_a_malformed_file_is_named_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    version = write_version(tmp_path, "One.")
    version.file.write_text(version.file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises((SyntaxProblem, SourceError), match=message):
        read_versions(tmp_path)


def test_the_real_texts_bear_out_every_digest(sources: Path) -> None:
    from support import ROOT

    for version in read_versions(ROOT / "data" / "sources"):
        text = version.read_text(sources)
        assert text is not None
        assert verify(version, text) == []
