"""The order of a build, and where its result lies.

sources → passages → dataset → skolem → rules → provenance → validate → write. A build directory holds
``releases/<digest>/`` (canonical N-Quads, an on-disk store, a manifest) and ``current``, which names one of
them and is replaced in one step: until a new build is whole and valid, the last good one is what is served.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rdflib import Dataset

from tct.dataset import Graphs, add_provenance, canonical, digest, read_graphs
from tct.errors import InvalidDataset, NotBuilt, SourceError
from tct.layout import Layout
from tct.namespaces import BASE, expand
from tct.passages import add_evidence, verify
from tct.release import Release
from tct.rulebook import rulebook
from tct.rules import apply_rules
from tct.shapes import read_shapes
from tct.sources import Version
from tct.statistics import Statistics, measure
from tct.store import OxigraphStore
from tct.validate import SOURCE_RULES, Finding, Report, examined, idle_shapes, validate

Progress = Callable[[str], None]

OWN_STEPS = ("rules", "shapes", "validation", "writing")
"""The steps of a build after its files are read, as progress is told."""


def _quiet(_: str) -> None:
    """Report no progress."""


@dataclass(frozen=True)
class Manifest:
    """What a finished build says of itself."""

    version: str
    date: str
    digest: str
    inputs: str
    quads: int
    graphs: dict[str, int]
    disclaimer: dict[str, str]
    title: dict[str, str]
    licence: str
    creator: str
    publisher: str
    themes: list[str]
    statistics: Statistics

    @property
    def label(self) -> str:
        """The release in a few words: version and the first twelve digits of its digest."""
        return f"{self.version} (sha256 {self.digest[:12]})"


@dataclass(frozen=True)
class Build:
    """A finished build on disk."""

    directory: Path
    manifest: Manifest

    @classmethod
    def current(cls, output: Path) -> Build:
        """Return the build that ``output`` names as current; raises NotBuilt where there is none."""
        try:
            name = (output / "current").read_text(encoding="utf-8").strip()
            directory = output / "releases" / name
            return cls(directory, Manifest(**json.loads((directory / "manifest.json").read_text("utf-8"))))
        except (OSError, ValueError, TypeError) as error:
            raise NotBuilt(output) from error

    @property
    def store_path(self) -> Path:
        """The directory of the on-disk store."""
        return self.directory / "store"

    @property
    def nquads(self) -> Path:
        """The canonical N-Quads."""
        return self.directory / "dataset.nq"

    def report(self) -> dict[str, Any] | None:
        """Read the report of its validation: that of `Report.as_dict`, with ``rules`` and ``sha256``.

        None where it was published without one. A release that a write made has that of the release it began from.
        """
        path = self.directory / "report.json"
        found: dict[str, Any] | None = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
        return found

    def open(self) -> OxigraphStore:
        """Open the store for reading."""
        return OxigraphStore.open(self.store_path)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep the release on disk while it is served: a later build does not delete it."""
        with (self.directory / "manifest.json").open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_SH)
            yield

    def dataset(self) -> Dataset:
        """Read the dataset into rdflib, for what needs the reference engine."""
        dataset = Dataset(default_union=True)
        dataset.parse(self.nquads, format="nquads")
        return dataset


def assemble(layout: Layout, progress: Progress = _quiet) -> Graphs:
    """Return the whole dataset of a tree in memory: stated, computed, derived, described; not validated."""
    graphs = read_graphs(layout, progress)
    progress("rules")
    apply_rules(graphs)
    add_provenance(graphs)
    return graphs


def check(layout: Layout, sources: Path | None = None, progress: Progress = _quiet) -> tuple[Graphs, Report]:
    """Validate a tree, with the source texts where they are given (the graphs then hold them: not to be published).

    Raises SourceError where a file cannot be read, or where ``sources`` holds none of the texts.
    """
    graphs = assemble(layout, progress)
    progress("shapes")
    shapes = read_shapes(layout, graphs.dataset)
    report = Report(examined=examined(shapes, graphs.dataset), rules=rulebook(shapes, graphs.dataset))
    report.findings.extend(idle_shapes(shapes, graphs.dataset))
    if sources is None:
        report.not_run = SOURCE_RULES
    else:
        texts = read_texts(graphs.versions, sources)
        report.findings.extend(_mismatches(graphs, texts))
        add_evidence(graphs.dataset, texts)
    progress("validation")
    report.findings.extend(validate(OxigraphStore.create(canonical(graphs.dataset)), shapes, graphs.files))
    report.findings.sort()
    return graphs, report


def read_texts(versions: list[Version], sources: Path) -> dict[Version, str]:
    """Return the text of each version that ``sources`` holds; raises SourceError where it holds none."""
    texts = {version: text for version in versions if (text := version.read_text(sources)) is not None}
    if not texts:
        wanted = ", ".join(version.source_path for version in versions if version.source_path)
        raise SourceError(f"{sources} holds none of the source texts ({wanted}); give the directory above them")
    return texts


def _mismatches(graphs: Graphs, texts: dict[Version, str]) -> list[Finding]:
    found = []
    for version, text in texts.items():
        for mismatch in verify(version, text):
            subject = f"document:{version.slug}" if not mismatch.name else f"{version.slug}:{mismatch.name}"
            file = graphs.layout.shown(version.file)
            found.append(Finding(file, subject, "17", "the source text", mismatch.message))
    return found


def build(layout: Layout, output: Path, progress: Progress = _quiet) -> tuple[Build, Report]:
    """Build, validate and publish; a build whose inputs did not change is returned as it stands.

    Raises InvalidDataset (nothing is replaced) where a shape is violated.
    """
    fingerprint = inputs_digest(layout)
    try:
        current = Build.current(output)
    except NotBuilt:
        current = None
    if current and current.manifest.inputs == fingerprint:
        return current, Report()
    graphs, report = check(layout, None, progress)
    if report.violations:
        raise InvalidDataset(report, report.violations)
    progress("writing")
    return publish(graphs, output, fingerprint, report), report


def publish(graphs: Graphs, output: Path, fingerprint: str, report: Report | None = None) -> Build:
    """Write a dataset as the current build of ``output``, in one step that readers see, with its report if any."""
    nquads = canonical(graphs.dataset)
    sha256 = digest(nquads)
    name = f"{sha256[:16]}-{fingerprint[:8]}"
    directory, partial = output / "releases" / name, output / "releases" / f"{name}.partial-{os.getpid()}"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    (partial / "dataset.nq").write_bytes(nquads)
    statistics = measure(OxigraphStore.create(nquads, partial / "store"), BASE)
    manifest = Manifest(
        digest=sha256,
        inputs=fingerprint,
        quads=nquads.count(b"\n"),
        graphs={str(graph.identifier): len(graph) for graph in graphs.named()},
        statistics=statistics,
        **_stated(graphs.release),
    )
    text = json.dumps(asdict(manifest), indent=2, sort_keys=True, ensure_ascii=False)
    (partial / "manifest.json").write_text(text + "\n", encoding="utf-8")
    if report is not None:
        (partial / "report.json").write_text(_report(report, sha256), encoding="utf-8")
    if directory.exists():  # the same data from the same files, perhaps served at this moment
        shutil.rmtree(partial)
    else:
        partial.rename(directory)
    pointer = output / f"current.{os.getpid()}"
    pointer.write_text(name + "\n", encoding="utf-8")
    pointer.replace(output / "current")
    for old in (output / "releases").iterdir():
        if old.name != name and not _is_held(old):
            shutil.rmtree(old, ignore_errors=True)
    return Build(directory, manifest)


def _report(report: Report, sha256: str) -> str:
    """Return a report as JSON, with the release that it is of and the rules in plain words."""
    told = {**report.as_dict(), "rules": list(report.rules), "sha256": sha256}
    return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _stated(release: Release) -> dict[str, Any]:
    """Return what a manifest takes from the release as it is stated."""
    return {
        "version": release.version,
        "date": str(release.date),
        "disclaimer": dict(sorted(release.disclaimer.items())),
        "title": dict(sorted(release.title.items())),
        "licence": release.licence,
        "creator": release.creator,
        "publisher": expand(release.publisher),
        "themes": sorted(release.themes),
    }


def _is_held(directory: Path) -> bool:
    """Whether a running server holds a release (`Build.hold`)."""
    try:
        with (directory / "manifest.json").open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def inputs_digest(layout: Layout) -> str:
    """Return a digest of everything that a build depends on: the tree's files and this package's code."""
    hasher = hashlib.sha256()
    package = Path(__file__).parent
    for path in [*layout.inputs(), *sorted(package.rglob("*.py"))]:
        inside = path.relative_to(package) if path.is_relative_to(package) else path.relative_to(layout.root)
        hasher.update(f"{inside.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return hasher.hexdigest()
