"""The site in this process, for tests of pages: the application as it is served, without a socket."""

from __future__ import annotations

import asyncio
from html.parser import HTMLParser

import httpx

from tct.build import Build
from tct.layout import Layout
from tct.settings import Settings
from tct.web.app import create_app, served_app

PAGE = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
"""What a browser asks for."""


class Visitor:
    """A client of the site over a build; no query process is started, as pages read the store themselves."""

    def __init__(self, layout: Layout, build: Build) -> None:
        self.app = served_app(create_app(layout, build, Settings()), None)

    def get(
        self, path: str, params: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """Ask for a page as a browser does, unless headers say otherwise."""
        return asyncio.run(self._get(path, params, {**PAGE, **(headers or {})}))

    async def _get(self, path: str, params: dict[str, str] | None, headers: dict[str, str]) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(path, params=params, headers=headers)


class Html(HTMLParser):
    """What a page holds, by tag: attributes of each, its text, its headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._open: list[str] = []
        self.stray: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in {"meta", "link", "input", "br", "img", "hr"}:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.stray.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of every element of a tag."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def ids(self) -> list[str]:
        """Return every id, in order."""
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]


def is_sound(page: Html) -> None:
    """Assert what holds of every page: closed tags, ids that stand once, anchors that lead somewhere, no script."""
    assert page.stray == []
    assert len(page.ids) == len(set(page.ids))
    links = [link["href"] for link in page.all("a")]
    assert [link for link in links if link.startswith("#") and link[1:] not in page.ids] == []
    assert [link for link in links if not link.startswith(("/", "#", "https://", "http://"))] == []
    assert page.all("script") == []
    assert [attributes for _, attributes in page.tags if "style" in attributes or "onclick" in attributes] == []
