"""What docs/endpoint.md says is what there is."""

from __future__ import annotations

import re

import httpx
from fastapi.routing import APIRoute
from starlette.routing import Route

from servers import serving
from support import ROOT
from tct.build import Build
from tct.layout import Layout
from tct.settings import Settings
from tct.web.app import create_app

DOCS = (ROOT / "docs" / "endpoint.md").read_text(encoding="utf-8")


def test_every_setting_is_documented_with_its_default() -> None:
    rows = dict(re.findall(r"^\| (`[a-z_` ]+`) \| (.+?) \|", DOCS, re.MULTILINE))
    documented = {name: default for names, default in rows.items() for name in re.findall(r"[a-z_]+", names)}
    assert set(Settings.model_fields) <= set(documented)
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, int | float) and not isinstance(field.default, bool) and name != "port":
            assert documented[name].split()[0] == f"{field.default:g}" or documented[name] == str(field.default), name


def test_every_address_of_the_service_is_documented(layout: Layout, built: Build) -> None:
    app = create_app(layout, built, Settings())
    shown = set(re.findall(r"`(/[a-z./-]+)`", DOCS))
    described = {path for path in app.openapi()["paths"] if "{" not in path and not path.startswith("/api/")}
    served = {route.path for route in app.routes if isinstance(route, Route | APIRoute)}
    assert described <= shown
    assert shown - served == {"/sparql"}


def test_the_query_of_the_readme_is_answered(current: Build) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"curl -s http://\S+(/\S+) -d (\w+)=(\w+) --data-urlencode \\\n +'query=([^']+)'", readme)
    assert shown
    path, name, value, query = shown.groups()
    with serving(current.directory.parent.parent) as (address, _):
        answer = httpx.post(address + path, data={name: value, "query": query})
    assert answer.status_code == 200
    assert answer.text.startswith("p,o\r\n")
    assert "http://www.w3.org/1999/02/22-rdf-syntax-ns#type,https://w3id.org/" in answer.text
