"""The release: its version, date, title and disclaimer, as ``data/release.toml`` states them (no clock)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rdflib import OWL, RDF, RDFS, XSD, Literal, URIRef

from tct.errors import SourceError
from tct.namespaces import BASE, DCAT, DCTERMS, ONTOLOGY, PROV, TCT
from tct.sources import Triple, read_toml

DATASET = URIRef(BASE)


@dataclass(frozen=True)
class Release:
    """What a release says of itself."""

    version: str
    date: date
    title: dict[str, str]
    licence: str
    creator: str
    publisher: str
    """The party that publishes, as a CURIE or an IRI."""

    themes: list[str]
    """IRIs of the themes, from the EU's list of data themes, for catalogues (DCAT)."""

    disclaimer: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Release:
        """Read ``release.toml``; raises SourceError for a missing or unknown key."""
        try:
            return cls(**read_toml(path))
        except TypeError as error:
            raise SourceError(f"{path}: {str(error).removeprefix('Release.__init__() ')}") from error

    def triples(self) -> Iterator[Triple]:
        """Yield the description of the dataset (``graph/provenance``), without its digest."""
        yield DATASET, RDF.type, DCAT.Dataset
        for language, text in sorted(self.title.items()):
            yield DATASET, DCTERMS.title, Literal(text, lang=language)
            yield DATASET, RDFS.label, Literal(text, lang=language)
        for language, text in sorted(self.disclaimer.items()):
            yield DATASET, DCTERMS.description, Literal(text, lang=language)
        yield DATASET, DCAT.version, Literal(self.version)
        yield DATASET, DCTERMS.issued, Literal(self.date, datatype=XSD.date)
        yield DATASET, PROV.generatedAtTime, Literal(f"{self.date}T00:00:00Z", datatype=XSD.dateTime, normalize=False)
        yield DATASET, DCTERMS.license, URIRef(self.licence)
        yield DATASET, DCTERMS.creator, Literal(self.creator)
        yield DATASET, DCTERMS.conformsTo, ONTOLOGY
        yield DATASET, OWL.versionInfo, Literal(self.version)


def digest_triple(digest: str) -> Triple:
    """Return the triple that records the digest of everything else in the dataset."""
    return DATASET, TCT.sha256, Literal(digest)
