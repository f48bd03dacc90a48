"""Three addresses for whoever runs the server: is the process there, is it ready and with what, and its counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tct.build import Build, Manifest
from tct.errors import NotBuilt
from tct.web.metrics import Facts, Metrics

_FRESH: Final = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class Readiness:
    """What `readyz` needs to know; what changes while the server runs is asked for each time.

    ``problem`` is why the newest data is not what is served (a build at start-up that failed), in one line without
    paths; empty where it is.
    """

    output: Path
    manifest: Callable[[], Manifest]
    facts: Callable[[], Facts]
    draining: Callable[[], bool] = lambda: False
    writable: bool = False
    problem: str = ""

    def reason(self) -> str:
        """Return why no query can be answered now; empty where one can."""
        if self.draining():
            return "the server is being stopped; it takes no new queries"
        if not self.facts().alive:
            return "no query process is alive; a new one is being started"
        return ""

    def pointer(self) -> dict[str, object]:
        """Return what the output directory names as the current release, and whether it is the one that is served."""
        try:
            disk = Build.current(self.output).manifest
        except NotBuilt:
            return {
                "status": "broken",
                "notice": "no whole release is named as current; the one in memory is served on",
            }
        if disk.digest == self.manifest().digest:
            return {"status": "served", **_named(disk)}
        return {"status": "other", **_named(disk), "notice": "start the server again to serve it"}

    def report(self) -> dict[str, object]:
        """Return everything that `readyz` says."""
        reason, facts = self.reason(), self.facts()
        return {
            "ready": not reason,
            "reason": reason,
            "mode": "writable" if self.writable else "read-only",
            "release": _named(self.manifest()),
            "current": self.pointer(),
            "problem": self.problem,
            "workers": {"alive": facts.alive, "busy": facts.busy, "restarted": facts.restarted},
            "waiting": dict(facts.waiting),
        }


def _named(manifest: Manifest) -> dict[str, object]:
    return {"version": manifest.version, "digest": manifest.digest}


async def healthz(_: Request) -> Response:
    """Say that the process answers; 200 as long as it does, whatever it can do."""
    return JSONResponse({"status": "ok"}, headers=_FRESH)


async def readyz(request: Request) -> Response:
    """Say whether queries are answered and which release with: 200 where they are, 503 with the reason where not.

    A release on disk that is another one, or broken, is told but does not make the server unready.
    """
    readiness: Readiness = request.app.state.tct.readiness
    report = readiness.report()
    if report["ready"]:
        return JSONResponse(report, headers=_FRESH)
    return JSONResponse(report, 503, headers={**_FRESH, "Retry-After": "5"})


async def metrics(request: Request) -> Response:
    """Give the counts, in the text form of Prometheus or as OpenMetrics (by Accept)."""
    counts: Metrics = request.app.state.tct.metrics
    body, media = counts.text(request.headers.get("accept", ""))
    return Response(body, headers={**_FRESH, "Content-Type": media})
