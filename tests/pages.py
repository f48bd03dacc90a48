"""Pages of the application in this process, over a graph with nodes planted in it: for what the real data lacks."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from rdflib import Graph

from support import ROOT
from tct.build import Build
from tct.layout import Layout
from tct.namespaces import PREFIXES
from tct.settings import Settings
from tct.store import OxigraphStore
from tct.web.app import create_app
from tct.web.state import Served, State


class Pages:
    """A client of an application in this process; it has no query processes, so only pages answer."""

    def __init__(self, app: FastAPI) -> None:
        """Ask an application."""
        self.app = app

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Return the page at a path, redirects followed."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test", follow_redirects=True) as client:
                return await client.get(path, headers={"Accept": "text/html", **options.pop("headers", {})}, **options)

        return asyncio.run(ask())


def planted(built: Build, turtle: str, directory: Path) -> Pages:
    """Return a client of an application whose store holds some Turtle (prefixes known) beside the build's data."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    extra = Graph().parse(data=head + turtle, format="turtle").serialize(format="nt").encode()
    store = OxigraphStore.create(built.nquads.read_bytes() + extra, directory / "store")
    app = create_app(Layout(ROOT), built, Settings(log=False))
    state: State = app.state.tct
    state.served = Served(replace(built.manifest, digest="0" * 64), store, state.served.guard, state.served.path)
    return Pages(app)
