"""The files of a release that can be taken away: every serialisation, whole and by graph, plain and gzipped.

They are made once, when they are first asked for, and lie in ``downloads/`` beside the release, so they go when it
goes. The same release gives the same bytes; ``SHA256SUMS`` is what `sha256sum --check` reads.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tct.build import Build, Manifest
from tct.citation import PROJECT
from tct.crate import Part, crate_zip
from tct.errors import QueryRefused, UsageError
from tct.exports import Exporter
from tct.namespaces import GRAPH

FORMS: Final = {
    "nq": ("nq", "application/n-quads", "N-Quads"),
    "trig": ("trig", "application/trig", "TriG"),
    "ttl": ("ttl", "text/turtle", "Turtle"),
    "nt": ("nt", "application/n-triples", "N-Triples"),
    "xml": ("rdf", "application/rdf+xml", "RDF/XML"),
    "jsonld": ("jsonld", "application/ld+json", "JSON-LD"),
}
"""The serialisations by their name in `tct.exports`: the ending of a file, the media type, the name for people."""

CRATE: Final = "ro-crate"
SUMS: Final = "SHA256SUMS"
DIRECTORY: Final = "downloads"
_INDEX: Final = "index.json"
_IN_CRATE: Final = ("nq", "trig", "ttl", "jsonld")
PATIENCE: Final = 300.0
"""Seconds after which a process that makes the files is given up."""


@dataclass(frozen=True)
class Download:
    """A file: ``form`` is a key of `FORMS` or ``ro-crate``, ``graph`` an IRI or '', ``coding`` gzip, zip or ''."""

    name: str
    form: str
    graph: str
    media: str
    coding: str
    bytes: int
    sha256: str


def prepare(build: Build) -> list[Download]:
    """Return the files of a release, made now where they are not there yet.

    Raises QueryRefused (503) where they cannot be written beside it.
    """
    directory = build.directory / DIRECTORY
    if not (directory / _INDEX).is_file():
        try:
            _make(build, directory)
        except OSError as error:
            raise _unwritten(error.strerror or str(error)) from error
    return _read(directory)


def prepare_apart(build: Build) -> list[Download]:
    """Return what `prepare` returns, made by a process of its own: a server goes on answering, and stays small."""
    directory = build.directory / DIRECTORY
    if not (directory / _INDEX).is_file():
        command = [sys.executable, "-m", "tct.downloads", str(build.directory)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise _unwritten(f"it took more than {PATIENCE:.0f} seconds") from error
        if done.returncode:
            raise _unwritten("the process that makes them failed")
    return _read(directory)


def _unwritten(why: str) -> QueryRefused:
    return QueryRefused(
        f"the files of this release cannot be made here ({why}); `tct export` writes them elsewhere",
        503,
        title="No downloads",
    )


def path_of(build: Build, download: Download) -> Path:
    """Return where a file lies."""
    return build.directory / DIRECTORY / download.name


def sums(files: list[Download]) -> str:
    """Return the checksums of files as `sha256sum --check` reads them."""
    return "".join(f"{file.sha256}  {file.name}\n" for file in files)


def unpack_crate(build: Build, directory: Path) -> None:
    """Write the RO-Crate of a release into a directory that is new or empty; raises UsageError for another one."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError(f"{directory} is there already, and not empty; name a new directory")
    if not directory.parent.is_dir():
        raise UsageError(f"{directory}: the directory {directory.parent} does not exist; make it first")
    crate = next(file for file in prepare(build) if file.form == CRATE)
    with zipfile.ZipFile(path_of(build, crate)) as archive:
        archive.extractall(directory)


def _read(directory: Path) -> list[Download]:
    return [Download(**entry) for entry in json.loads((directory / _INDEX).read_text(encoding="utf-8"))]


def _make(build: Build, directory: Path) -> None:
    """Make every file in a directory beside, which then takes its name in one step."""
    partial = directory.with_name(f"{DIRECTORY}.partial-{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        files = [_write(partial, *item) for item in _bodies(build)]
        (partial / SUMS).write_text(sums(files), encoding="utf-8")
        (partial / _INDEX).write_text(json.dumps([asdict(file) for file in files], indent=1) + "\n", encoding="utf-8")
        partial.rename(directory)
    except OSError:
        if not (directory / _INDEX).is_file():  # else another process was quicker, with the same bytes
            raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _write(directory: Path, name: str, form: str, graph: str, coding: str, body: bytes) -> Download:
    (directory / name).write_bytes(body)
    media = {"gzip": "application/gzip", "zip": "application/zip"}.get(coding) or FORMS[form][1]
    return Download(name, form, graph, media, coding, len(body), hashlib.sha256(body).hexdigest())


def _bodies(build: Build) -> Iterator[tuple[str, str, str, str, bytes]]:
    """Yield name, form, graph, coding and bytes of each file: the whole first, then the crate, then each graph."""
    exporter, stem = Exporter(build), f"{PROJECT}-{build.manifest.version}"
    parts = []
    for graph in ["", *build.manifest.graphs]:
        if graph and not graph.startswith(GRAPH):  # a graph that a client of a writable instance made
            continue
        name = f"{stem}-{graph.removeprefix(GRAPH)}" if graph else stem
        for form, (ending, media, title) in FORMS.items():
            body = exporter.write(form, graph or None)
            yield f"{name}.{ending}", form, graph, "", body
            yield f"{name}.{ending}.gz", form, graph, "gzip", gzip.compress(body, 9, mtime=0)
            if not graph and form in _IN_CRATE:
                parts.append(Part(f"{name}.{ending}", f"The dataset as {title}", media, body))
        if not graph:
            parts += _beside(build, exporter)
            yield f"{stem}.{CRATE}.zip", CRATE, "", "zip", crate_zip(build.manifest, parts)


def _beside(build: Build, exporter: Exporter) -> Iterator[Part]:
    """Yield what a crate holds beside the data."""
    yield Part("context.jsonld", "The JSON-LD context of the model", "application/ld+json", exporter.write("context"))
    for name, title in (
        ("manifest.json", "The release with its counts"),
        ("report.json", "The report of its validation, with every rule in plain words"),
    ):
        path = build.directory / name
        if path.is_file():
            yield Part(name, title, "application/json", path.read_bytes())


def main(directory: Path) -> None:
    """Make the files of the release in a directory, at a low priority."""
    os.nice(10)
    manifest = Manifest(**json.loads((directory / "manifest.json").read_text(encoding="utf-8")))
    prepare(Build(directory, manifest))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
