"""Downloads: every file is what it is said to be, the same on any day, and is described where machines look."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT as DCAT_2

from servers import serving, tct
from tct.build import Build, inputs_digest, publish
from tct.catalog import dcat
from tct.crate import Part, crate_zip
from tct.dataset import Graphs
from tct.downloads import CRATE, DIRECTORY, FORMS, SUMS, Download, path_of, prepare, prepare_apart, sums, unpack_crate
from tct.errors import QueryRefused, UsageError
from tct.exports import export
from tct.layout import Layout
from tct.namespaces import BASE, DCAT, GRAPH, SPDX
from tct.web.downloads import size
from tct.web.state import State
from visit import Html, Visitor

STEM = "third-country-transfers-1.0.0"


@pytest.fixture(scope="module")
def files(built: Build) -> dict[str, Download]:
    """The files of the build, by name."""
    return {file.name: file for file in prepare(built)}


@pytest.fixture(scope="module")
def visitor(layout: Layout, built: Build, files: dict[str, Download]) -> Visitor:
    """A client of the site; the files are made already."""
    assert files
    return Visitor(layout, built)


def state_of(visitor: Visitor) -> State:
    """Return what the routes of a site share."""
    app = visitor.app
    while not isinstance(app, FastAPI):
        app = app.app  # type: ignore[attr-defined]
    state: State = app.state.tct
    return state


def test_every_serialisation_is_there_whole_and_by_graph(built: Build, files: dict[str, Download]) -> None:
    stems = [STEM, *(f"{STEM}-{graph.removeprefix(GRAPH)}" for graph in built.manifest.graphs)]
    wanted = {f"{stem}.{ending}{packed}" for stem in stems for ending, *_ in FORMS.values() for packed in ("", ".gz")}
    assert set(files) == wanted | {f"{STEM}.ro-crate.zip"}
    assert next(iter(files)) == f"{STEM}.nq"
    assert {path.name for path in (built.directory / DIRECTORY).iterdir()} == {*files, SUMS, "index.json"}


def test_sizes_and_checksums_are_those_of_the_files(built: Build, files: dict[str, Download]) -> None:
    for file in files.values():
        body = path_of(built, file).read_bytes()
        assert (len(body), hashlib.sha256(body).hexdigest()) == (file.bytes, file.sha256), file.name
    directory = built.directory / DIRECTORY
    command = ["sha256sum", "--check", "--strict", "--quiet", SUMS]
    assert subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False).stdout == ""
    assert (directory / SUMS).read_text("utf-8") == sums(list(files.values()))


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_what_export_writes(form: str, built: Build, files: dict[str, Download]) -> None:
    for graph in ("", f"{GRAPH}mexico", f"{GRAPH}derived"):
        plain, packed = (file for file in files.values() if (file.form, file.graph) == (form, graph))
        assert path_of(built, plain).read_bytes() == export(built, form, graph or None)
        body = path_of(built, packed).read_bytes()
        assert gzip.decompress(body) == path_of(built, plain).read_bytes()
        assert body[3:9] == bytes(5) + b"\x02", "no file name, no moment, best compression"
        assert (plain.coding, packed.coding) == ("", "gzip")


def test_another_process_makes_the_same_bytes(built: Build, graphs: Graphs, tmp_path: Path) -> None:
    again = publish(graphs, tmp_path, "tests")
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-m", "tct.downloads", str(again.directory)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert (again.directory / DIRECTORY / SUMS).read_bytes() == (built.directory / DIRECTORY / SUMS).read_bytes()
    assert prepare_apart(again) == prepare(again) == prepare(built)
    assert not list(again.directory.glob("*.partial-*"))


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, built: Build) -> None:
    lost = replace(built, directory=tmp_path / "removed")
    with pytest.raises(QueryRefused, match=r"cannot be made here \(No such file or directory\); `tct export`"):
        prepare(lost)
    with pytest.raises(QueryRefused, match="the process that makes them failed") as raised:
        prepare_apart(lost)
    assert raised.value.status == 503


def test_the_catalogue_describes_each_file(built: Build, files: dict[str, Download]) -> None:
    graph = dcat(built.manifest, "https://example.org/data/sparql", list(files.values()))
    found = {}
    for node in graph.subjects(DCAT.byteSize):
        address = graph.value(node, DCAT.downloadURL)
        assert address is not None
        checksum = graph.value(node, SPDX.checksum)
        assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
        value = graph.value(checksum, SPDX.checksumValue)
        assert isinstance(value, Literal)
        holder = graph.value(None, DCAT.distribution, node)
        found[str(address).rpartition("/downloads/")[2]] = (
            str(value),
            int(str(graph.value(node, DCAT.byteSize))),
            str(holder),
            str(graph.value(node, DCAT.compressFormat) or "").rpartition("/")[2],
        )
        assert str(graph.value(node, DCAT.mediaType)).startswith("https://www.iana.org/assignments/media-types/")
    assert found == {
        file.name: (file.sha256, file.bytes, file.graph or BASE, "gzip" if file.coding == "gzip" else "")
        for file in files.values()
    }
    newer = {DCAT.version}  # DCAT 3; rdflib knows DCAT 2
    used = {term for term in graph.predicates() if isinstance(term, URIRef) and term.startswith(str(DCAT))}
    assert all(str(term).removeprefix(str(DCAT)) in DCAT_2 for term in used - newer)


def test_the_crate_is_read_by_its_library(built: Build, files: dict[str, Download], tmp_path: Path) -> None:
    from rocrate.rocrate import ROCrate
    from rocrate.vocabs import RO_CRATE

    with zipfile.ZipFile(path_of(built, files[f"{STEM}.ro-crate.zip"])) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path)
    crate = ROCrate(tmp_path)
    root, manifest = crate.root_dataset, built.manifest
    assert crate.metadata["conformsTo"] == "https://w3id.org/ro/crate/1.2"
    assert (root["name"], root["version"]) == (manifest.title["en"], manifest.version)
    assert str(root["datePublished"]).startswith(manifest.date)
    assert root["license"].id == manifest.licence
    assert root["author"]["name"] == manifest.creator
    assert {part.id for part in root["hasPart"]} == {
        path.name for path in tmp_path.iterdir() if path.name != "ro-crate-metadata.json"
    }
    for part in root["hasPart"]:
        body = (tmp_path / part.id).read_bytes()
        assert (part["contentSize"], part["sha256"]) == (str(len(body)), hashlib.sha256(body).hexdigest())
        assert part["name"]
        assert part["license"].id == manifest.licence
    graph = json.loads((tmp_path / "ro-crate-metadata.json").read_text("utf-8"))["@graph"]
    named = {entity["@id"] for entity in graph}
    text = json.dumps(graph)
    assert len(named) == len(graph)
    assert all(text.count(json.dumps(name)) > 1 for name in named - {"ro-crate-metadata.json"}), "nothing is an orphan"
    terms = {key for entity in graph for key in entity if not key.startswith("@")}
    assert terms <= set(RO_CRATE["@context"])


def test_a_crate_is_the_same_bytes_twice(built: Build) -> None:
    parts = [Part("a.nq", "Data", "application/n-quads", b"x\n"), Part("b.json", "More", "application/json", b"{}\n")]
    assert crate_zip(built.manifest, parts) == crate_zip(built.manifest, parts)


def test_export_writes_the_crate_into_a_new_directory(built: Build, files: dict[str, Download], tmp_path: Path) -> None:
    output = ("--output", str(built.directory.parent.parent))
    target = tmp_path / "crate"
    done = tct("export", "--format", CRATE, "-o", str(target), *output)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (target / f"{STEM}.nq").read_bytes() == path_of(built, files[f"{STEM}.nq"]).read_bytes()
    assert (target / "ro-crate-metadata.json").is_file()
    again = tct("export", "--format", CRATE, "-o", str(target), *output)
    assert (again.returncode, again.stdout) == (2, "")
    assert "not empty; name a new directory" in again.stderr
    for arguments in ((), ("-o", str(tmp_path / "x"), "--graph", "mexico")):
        refused = tct("export", "--format", CRATE, *arguments, *output)
        assert refused.returncode == 2
        assert "-o DIRECTORY, no --graph" in refused.stderr
    nowhere = tct("export", "--format", CRATE, "-o", str(tmp_path / "no" / "where"), *output)
    assert nowhere.returncode == 2
    assert "make it first" in nowhere.stderr


def test_unpacking_refuses_a_file(built: Build, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="name a new directory"):
        unpack_crate(built, tmp_path / "file")


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_page_lists_every_file_with_its_checksum(
    lang: str, visitor: Visitor, files: dict[str, Download], built: Build
) -> None:
    answer = visitor.get("/downloads", {"lang": lang})
    assert answer.status_code == 200
    page = Html(answer.text)
    assert not page.stray
    linked = {link["href"].removeprefix("/downloads/") for link in page.all("a") if "download" in link}
    assert linked == set(files)
    for file in files.values():
        assert file.graph or file.sha256 in page.text
    for shown in (built.manifest.version, built.manifest.digest, SUMS):
        assert shown in page.text
    hrefs = {link["href"] for link in page.all("a")}
    assert {"/catalog", "/.well-known/void", f"/downloads/{SUMS}", "/downloads?format=json"} <= hrefs
    assert "/downloads?lang=" + lang in {link["href"] for link in Html(visitor.get("/", {"lang": lang}).text).all("a")}


def test_the_list_is_given_as_json(visitor: Visitor, files: dict[str, Download], built: Build) -> None:
    for answer in (
        visitor.get("/downloads?format=json"),
        visitor.get("/downloads", headers={"Accept": "application/json"}),
    ):
        data = answer.json()
        assert data["sha256"] == built.manifest.digest
        assert data["license"] == built.manifest.licence
        assert [file["name"] for file in data["files"]] == list(files)
        assert all(
            vars(files[file["name"]]) == {k: file[k] for k in vars(files[file["name"]])} for file in data["files"]
        )
    assert visitor.get("/downloads", headers={"Accept": "image/png"}).status_code == 406
    assert visitor.get("/downloads?format=xlsx").status_code == 406


def test_a_file_comes_with_its_name_its_type_and_its_digest(visitor: Visitor, files: dict[str, Download]) -> None:
    for name, media in (
        (f"{STEM}.nq", "application/n-quads"),
        (f"{STEM}.ttl", "text/turtle; charset=utf-8"),
        (f"{STEM}-derived.rdf", "application/rdf+xml"),
        (f"{STEM}.jsonld.gz", "application/gzip"),
        (f"{STEM}.ro-crate.zip", "application/zip"),
    ):
        answer = visitor.get(f"/downloads/{name}", headers={"Accept-Encoding": "gzip, zstd"})
        assert answer.status_code == 200
        assert hashlib.sha256(answer.content).hexdigest() == files[name].sha256
        digest = base64.b64encode(bytes.fromhex(files[name].sha256)).decode()
        expected = {
            "content-type": media,
            "content-length": str(files[name].bytes),
            "content-disposition": f'attachment; filename="{name}"',
            "etag": f'"{files[name].sha256}"',
            "accept-ranges": "bytes",
            "repr-digest": f"sha-256=:{digest}:",
            "x-content-type-options": "nosniff",
        }
        assert {key: answer.headers.get(key) for key in expected} == expected
        assert "content-encoding" not in answer.headers


def test_a_download_goes_on_where_it_stopped(visitor: Visitor, built: Build, files: dict[str, Download]) -> None:
    file = files[f"{STEM}.nt"]
    body, path = path_of(built, file).read_bytes(), f"/downloads/{file.name}"
    part = visitor.get(path, headers={"Range": "bytes=1000-", "If-Range": f'"{file.sha256}"'})
    assert (part.status_code, part.content) == (206, body[1000:])
    assert part.headers["content-range"] == f"bytes 1000-{file.bytes - 1}/{file.bytes}"
    assert visitor.get(path, headers={"Range": "bytes=-5"}).content == body[-5:]
    changed = visitor.get(path, headers={"Range": "bytes=1000-", "If-Range": '"another"'})
    assert (changed.status_code, changed.content) == (200, body)
    beyond = visitor.get(path, headers={"Range": f"bytes={file.bytes}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{file.bytes}")
    for tag in (f'"{file.sha256}"', f'W/"x", "{file.sha256}"', "*"):
        known = visitor.get(path, headers={"If-None-Match": tag})
        assert (known.status_code, known.content) == (304, b"")
    assert visitor.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


def test_a_name_without_the_version_leads_to_the_release(visitor: Visitor) -> None:
    for ending in (".nq.gz", "-mexico.ttl", ".ro-crate.zip"):
        answer = visitor.get(f"/downloads/third-country-transfers{ending}")
        assert answer.status_code == 307
        assert answer.headers["location"] == f"/downloads/{STEM}{ending}"
        assert visitor.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "third-country-transfers-1.0.0.hdt",
        "third-country-transfers-0.9.0.nq",
        "index.json",
        "..%2Fmanifest.json",
        "%2e%2e%2fdataset.nq",
        "..%5Cmanifest.json",
        "x%00.nq",
        "%0d%0aSet-Cookie:%20a",
        "a" * 3000,
    ],
)
def test_no_other_file_is_given(name: str, visitor: Visitor) -> None:
    answer = visitor.get(f"/downloads/{name}", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers
    assert b"<https://" not in answer.content
    assert len(answer.content) < 2000


def test_a_misspelt_name_is_told_the_nearest(visitor: Visitor) -> None:
    answer = visitor.get(f"/downloads/{STEM}.nqs", headers={"Accept": "application/json"})
    assert answer.json()["detail"].startswith(f"no download is called '{STEM}.nqs'; did you mean {STEM}.n")


def test_a_server_that_cannot_make_them_says_so(layout: Layout, built: Build) -> None:
    other = Visitor(layout, built)
    state_of(other).build = replace(built, directory=built.directory / "nowhere")
    for path in ("/downloads", f"/downloads/{STEM}.nq"):
        answer = other.get(path, headers={"Accept": "application/json"})
        assert answer.status_code == 503
        assert "cannot be made here" in answer.json()["detail"]
        assert other.get(path).status_code == 503


def test_another_release_has_files_of_its_own(layout: Layout, graphs: Graphs, built: Build, tmp_path: Path) -> None:
    """A write on a writable instance makes another release, which is served in the place of the first."""
    again = publish(graphs, tmp_path, "tests")
    path = again.directory / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "version": "2.0.0"}), encoding="utf-8")
    other = Visitor(layout, built)
    assert other.get("/downloads?format=json").json()["version"] == "1.0.0"
    state_of(other).serve(Build.current(tmp_path))
    assert other.get("/downloads?format=json").json()["version"] == "2.0.0"
    assert other.get(f"/downloads/{STEM}.nq").status_code == 404
    moved = other.get("/downloads/third-country-transfers.nq")
    assert moved.headers["location"] == "/downloads/third-country-transfers-2.0.0.nq"
    assert b"release 2.0.0 of" in other.get(moved.headers["location"]).content


def test_sizes_are_put_for_people() -> None:
    assert [size(count) for count in (0, 999, 1000, 999_499, 999_500, 12_345_678)] == [
        "0 B", "999 B", "1 kB", "999 kB", "1.0 MB", "12.3 MB",
    ]  # fmt: skip


def test_a_real_server_makes_them_when_they_are_first_asked_for(graphs: Graphs, layout: Layout, tmp_path: Path) -> None:
    build = publish(graphs, tmp_path, inputs_digest(layout))
    with serving(tmp_path) as (address, _), httpx.Client(base_url=address, timeout=120) as client:
        assert not (build.directory / DIRECTORY).exists()
        catalogue = Graph().parse(data=client.get("/catalog").text, format="turtle")
        node = next(catalogue.subjects(DCAT.byteSize, None))
        answer = client.get(str(catalogue.value(node, DCAT.downloadURL)))
        checksum = catalogue.value(catalogue.value(node, SPDX.checksum), SPDX.checksumValue)
        assert hashlib.sha256(answer.content).hexdigest() == str(checksum)
        head = client.head(str(catalogue.value(node, DCAT.downloadURL)))
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == str(len(answer.content))
        files = client.get("/downloads", headers={"Accept": "application/json"}).json()["files"]
        assert all(file["address"] == f"{address}/downloads/{file['name']}" for file in files)
        assert client.get(f"/downloads/{SUMS}").text == (build.directory / DIRECTORY / SUMS).read_text("utf-8")
        assert client.post(f"/downloads/{SUMS}").status_code == 405
