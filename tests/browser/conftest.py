"""A server over a build of the checkout, one Chromium, and pages that ask no other host and log no error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Response, sync_playwright

from servers import serving
from support import ROOT, missing
from tct.build import build
from tct.layout import Layout

CHROMIUM: Final = Path("/usr/bin/chromium")
AXE: Final = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FLAGS: Final = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE: Final = (1200, 800)


@pytest.fixture(scope="session")
def site(layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a build with its report."""
    if not CHROMIUM.is_file():
        missing(f"there is no {CHROMIUM}")
    if not AXE.is_file():
        missing(f"{AXE.relative_to(ROOT)} is not there: npm ci brings it")
    output = tmp_path_factory.mktemp("browser")
    build(layout, output)
    with serving(output) as (address, _):
        yield address.rstrip("/")


@pytest.fixture(scope="module")
def browser(site: str) -> Iterator[Browser]:
    """One Chromium; a module's, as the loop of Playwright must have ended before another module runs its own."""
    assert site
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@contextmanager
def watched(browser: Browser, address: str, width: int, height: int) -> Iterator[Page]:
    """Give a page; fails in the end where it asked another host, opened a dialog, or logged an error."""
    context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    wrong: list[str] = []
    host = urlsplit(address).netloc

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != host:
            wrong.append(f"asked {url}")

    def answered(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            wrong.append(f"{response.status} for {response.url}")

    def logged(message: ConsoleMessage) -> None:
        # The status of an answer is looked at by `answered`; Chromium logs that of a page too, which a test expects.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            wrong.append(f"logged {message.text}")

    def asks(dialog: Dialog) -> None:
        wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("request", lambda request: asked(request.url))
    page.on("response", answered)
    page.on("console", logged)
    page.on("pageerror", lambda error: wrong.append(f"threw {error}"))
    page.on("dialog", asks)
    try:
        yield page
    finally:
        context.close()
    assert wrong == []


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A watched page, 1200 px wide."""
    with watched(browser, site, *WIDE) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A watched page, 375 px wide."""
    with watched(browser, site, 375, 800) as opened:
        yield opened
