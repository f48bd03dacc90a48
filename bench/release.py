"""A release on disk that `tct serve` takes for a finished build, of N-Quads that no tree stands behind.

Run as ``python -m bench.release N-QUADS DIRECTORY``. It is made as `tct.build` makes one (bulk load, optimise, a
manifest, a pointer), but nothing is derived or validated: the larger graphs are copies of a graph that was.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path

from tct.build import Build, inputs_digest
from tct.layout import Layout
from tct.store import OxigraphStore

ROOT = Path(__file__).resolve().parent.parent
REAL = "TCT_BENCH_REAL"
"""Names the output directory of the real build in the environment."""


def write(nquads: Path, output: Path, real: Build) -> None:
    """Write a release of ``nquads`` as the current one of ``output``, described as the real build is."""
    graphs: Counter[str] = Counter()
    with nquads.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        for line in stream:
            graphs[line.rpartition(b"<")[2].partition(b">")[0].decode()] += 1
    directory = output / "releases" / f"{digest[:16]}-bench"
    shutil.rmtree(output, ignore_errors=True)
    directory.mkdir(parents=True)
    os.link(nquads, directory / "dataset.nq")
    OxigraphStore.create(nquads.read_bytes(), directory / "store")
    manifest = replace(real.manifest, digest=digest, quads=graphs.total(), graphs=dict(sorted(graphs.items())))
    (directory / "manifest.json").write_text(json.dumps(asdict(manifest), sort_keys=True), encoding="utf-8")
    (output / "current").write_text(directory.name + "\n", encoding="utf-8")


def stamp(output: Path) -> None:
    """Say in the manifest that its inputs are those of this checkout: `tct serve` then serves it as it is."""
    path = Build.current(output).directory / "manifest.json"
    fields = json.loads(path.read_text(encoding="utf-8"))
    fields["inputs"] = inputs_digest(Layout.find(ROOT))
    path.write_text(json.dumps(fields, sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]), Build.current(Path(os.environ[REAL])))
