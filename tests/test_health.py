"""When the server says that it is not ready, and why: through its addresses, over made-up facts."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from tct.build import Build
from tct.web.health import Readiness, healthz, metrics, readyz
from tct.web.metrics import Facts, Metrics

FACTS = Facts("1.0.0", "ab12", 4, 1, {"short": 2, "long": 3}, 5)


def asked(readiness: Readiness, path: str = "/readyz", **headers: str) -> httpx.Response:
    """Return what an application with this readiness answers."""
    routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
    app = Starlette(routes=routes)
    app.state.tct = SimpleNamespace(readiness=readiness, metrics=Metrics(readiness.facts))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(ask())


@pytest.fixture
def ready(built: Build) -> Readiness:
    """A server that is well."""
    return Readiness(built.directory.parent.parent, lambda: built.manifest, lambda: FACTS)


def report(built: Build, **changed: Any) -> dict[str, Any]:
    """Return what a server that is well says, but for what is changed."""
    release = {"version": built.manifest.version, "digest": built.manifest.digest}
    return {
        "ready": True,
        "reason": "",
        "mode": "read-only",
        "release": release,
        "current": {"status": "served", **release},
        "problem": "",
        "workers": {"alive": 4, "busy": 1, "restarted": 5},
        "waiting": {"short": 2, "long": 3},
        **changed,
    }


def test_a_server_that_is_well(ready: Readiness, built: Build) -> None:
    answer = asked(ready)
    assert (answer.status_code, answer.json()) == (200, report(built))
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("alive", "draining", "reason"),
    [
        (0, False, "no query process is alive; a new one is being started"),
        (4, True, "the server is being stopped; it takes no new queries"),
        (0, True, "the server is being stopped; it takes no new queries"),
    ],
)
def test_a_server_that_answers_no_query(
    ready: Readiness, built: Build, alive: int, draining: bool, reason: str
) -> None:
    server = replace(ready, facts=lambda: replace(FACTS, alive=alive), draining=lambda: draining)
    answer = asked(server)
    workers = {"alive": alive, "busy": 1, "restarted": 5}
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert answer.json() == report(built, ready=False, reason=reason, workers=workers)
    assert asked(server, "/healthz").json() == {"status": "ok"}


def test_what_is_special_is_told_and_does_not_make_it_unready(ready: Readiness, built: Build) -> None:
    server = replace(ready, writable=True, problem="2 violation(s): nothing was replaced")
    answer = asked(server)
    expected = report(built, mode="writable", problem="2 violation(s): nothing was replaced")
    assert (answer.status_code, answer.json()) == (200, expected)


def test_metrics_in_both_forms(ready: Readiness) -> None:
    answer = asked(ready, "/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert 'tct_queue_queries{lane="long"} 3.0' in answer.text.splitlines()
    answer = asked(ready, "/metrics", Accept="application/openmetrics-text; version=1.0.0; charset=utf-8")
    assert answer.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert answer.text.endswith("# EOF\n")
