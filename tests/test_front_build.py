"""The front end: what is pinned, what is built from it, and that an installed package needs no npm."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from support import ROOT, missing

FRONT = ROOT / "src" / "tct" / "web" / "front"
VENDOR = ROOT / "src" / "tct" / "web" / "static" / "vendor"


@pytest.fixture(scope="module")
def vendor() -> Path:
    """What the set-up built."""
    if not (VENDOR / "LICENSES.txt").is_file():
        missing("the scripts of the pages are not built: `make setup`, with an npm registry, builds them")
    return VENDOR


def test_every_package_is_pinned_and_the_lock_names_no_host() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    wanted = {**package["dependencies"], **package["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert {name: packages[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def test_npm_runs_no_scripts_of_packages() -> None:
    assert "ignore-scripts=true" in (ROOT / ".npmrc").read_text(encoding="utf-8").splitlines()


def test_each_script_is_bundled_and_every_package_in_it_has_its_licence(vendor: Path) -> None:
    assert {path.stem for path in vendor.glob("*.js")} == {path.stem for path in FRONT.glob("*.js")}
    licences = (vendor / "LICENSES.txt").read_text(encoding="utf-8")
    heads = [text.split("\n", 1)[0] for text in re.split(r"\n-{80}\n\n", licences)]
    assert all(re.fullmatch(r"\S+ \d\S* \([\w .()-]+\)", head) for head in heads)
    assert {"leaflet", "cytoscape", "vis-timeline", "world-atlas"} <= {head.split(" ")[0] for head in heads}


def test_the_scripts_of_pictures_name_no_other_host(vendor: Path) -> None:
    for name in ("map", "timeline", "graph"):
        text = (vendor / f"{name}.js").read_text(encoding="utf-8")
        asked = re.findall(r"(?:fetch|importScripts|import|sendBeacon)\(\s*[\"'`](https?:[^\"'`]+)", text)
        assert asked == []
        style = vendor / f"{name}.css"
        assert re.findall(r"url\(\s*[\"']?https?:|@import", style.read_text(encoding="utf-8")) == []


def test_our_scripts_write_no_markup() -> None:
    for path in FRONT.rglob("*.js"):
        found = re.findall(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", path.read_text("utf-8")
        )
        assert found == [], path


def test_the_wheel_carries_what_was_built_and_not_what_it_was_built_from(vendor: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    built = {
        f"tct/web/static/vendor/{path.relative_to(vendor).as_posix()}" for path in vendor.rglob("*") if path.is_file()
    }
    assert built <= set(names)
    assert [name for name in names if name.startswith("tct/web/front/")] == []
    assert "tct/assets/queries/pictures/positions.toml" in names


def test_what_is_built_is_never_committed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no git checkout")
    assert [name for name in listed.stdout.splitlines() if "node_modules/" in name or "static/vendor" in name] == []
