"""A release as an RO-Crate (version 1.2): its files with a description of each that repositories read."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tct.build import Manifest
from tct.namespaces import BASE, ONTOLOGY

VERSION: Final = "1.2"
_STONE_AGE: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment of a zip's calendar: an archive of the same files is the same bytes."""


@dataclass(frozen=True)
class Part:
    """A file of a crate: its name, what it is in English, its media type, its bytes."""

    name: str
    title: str
    media: str
    body: bytes


def crate_zip(manifest: Manifest, parts: Sequence[Part]) -> bytes:
    """Return a release as an RO-Crate in a zip archive, the same bytes each time."""
    with tempfile.TemporaryDirectory() as scratch:
        directory = Path(scratch) / "crate"
        write_crate(manifest, parts, directory)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for path in sorted(directory.iterdir()):
                info = zipfile.ZipInfo(path.name, _STONE_AGE)
                info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
                archive.writestr(info, path.read_bytes())
    return stream.getvalue()


def write_crate(manifest: Manifest, parts: Sequence[Part], directory: Path) -> None:
    """Write a release as an RO-Crate: the files, and ``ro-crate-metadata.json`` beside them."""
    from rocrate.model import ContextEntity
    from rocrate.rocrate import ROCrate

    crate = ROCrate(version=VERSION)
    for identifier, properties in _around(manifest).items():
        crate.add(ContextEntity(crate, identifier, properties=properties))
    for name, value in _root(manifest).items():
        crate.root_dataset[name] = value
    for part in parts:
        properties = {
            "name": part.title,
            "encodingFormat": part.media,
            "contentSize": str(len(part.body)),
            "sha256": hashlib.sha256(part.body).hexdigest(),
            "license": {"@id": manifest.licence},
        }
        crate.add_file(io.BytesIO(part.body), part.name, properties=properties)
    crate.write(directory)


def _root(manifest: Manifest) -> dict[str, Any]:
    """Return what the crate says of itself; of its texts, the English ones (the other language is in the data)."""
    return {
        "name": manifest.title["en"],
        "alternateName": [text for language, text in sorted(manifest.title.items()) if language != "en"],
        "description": manifest.disclaimer["en"],
        "datePublished": manifest.date,
        "version": manifest.version,
        "identifier": BASE,
        "url": BASE,
        "inLanguage": sorted(manifest.title),
        "license": {"@id": manifest.licence},
        "author": {"@id": manifest.publisher},
        "publisher": {"@id": manifest.publisher},
        "mentions": {"@id": str(ONTOLOGY)},
        "about": [{"@id": theme} for theme in manifest.themes],
    }


def _around(manifest: Manifest) -> dict[str, dict[str, Any]]:
    """Return the entities that the crate and its files refer to, by identifier."""
    themes = {
        theme: {"@type": "DefinedTerm", "name": theme.rpartition("/")[2], "termCode": theme.rpartition("/")[2]}
        for theme in manifest.themes
    }
    return {
        manifest.licence: {
            "@type": "CreativeWork",
            "name": "Creative Commons Attribution 4.0 International",
            "description": "May be shared and adapted, also commercially, if credit is given.",
            "url": manifest.licence,
        },
        manifest.publisher: {"@type": "Organization", "name": manifest.creator, "url": BASE},
        str(ONTOLOGY): {"@type": "CreativeWork", "name": "The ontology of the dataset", "url": str(ONTOLOGY)},
        **themes,
    }
