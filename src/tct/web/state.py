"""What the routes share: one release, its query processes, the catalogue, the cache, the budget, the counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cachetools import LRUCache

from tct.budget import Budget
from tct.build import Build, Manifest
from tct.execute import Pool
from tct.federate import Federation, inline
from tct.guard import Guard, Guarded
from tct.questions import Catalogue
from tct.settings import Settings
from tct.store import OxigraphStore
from tct.web.cache import Cache, Kept
from tct.web.health import Readiness
from tct.web.metrics import Facts, Metrics
from tct.write import Writer


@dataclass(frozen=True)
class Served:
    """One release that is being served, and what is decided by it: replaced as a whole by a write."""

    manifest: Manifest
    store: OxigraphStore
    guard: Guard
    path: Path


class State:
    """What the routes share."""

    def __init__(
        self,
        build: Build,
        pool: Pool,
        catalogue: Catalogue,
        settings: Settings,
        writer: Writer | None = None,
        problem: str = "",
    ) -> None:
        """Serve a finished build, and take writes where there is a writer; ``problem`` is why it is not the newest."""
        services = [iri.strip() for iri in settings.services.split(",") if iri.strip()]
        guard = Guard(build.manifest.graphs, services=services, max_length=settings.max_length)
        self.build = build
        self.pool, self.catalogue, self.settings = pool, catalogue, settings
        self.served = Served(build.manifest, build.open(), guard, build.store_path)
        self.cache = Cache(settings.cache_bytes)
        self.budget = Budget(settings.budget, settings.window)
        self.described: LRUCache[str, Kept] = LRUCache(64)
        self.metrics = Metrics(self.facts)
        self.address = settings.public_url.rstrip("/")
        self.draining = False
        self.parsing = 0
        self.writer = writer
        self.federation = Federation(services, timeout=settings.deadline / 2) if services else None
        self.readiness = Readiness(
            build.directory.parent.parent,
            lambda: self.manifest,
            self.facts,
            lambda: self.draining,
            writable=writer is not None,
            problem=problem,
        )

    @property
    def manifest(self) -> Manifest:
        """The release that answers now."""
        return self.served.manifest

    @property
    def store(self) -> OxigraphStore:
        """Its store, for the pages."""
        return self.served.store

    @property
    def endpoint(self) -> str:
        """The address of the SPARQL endpoint, as clients reach it."""
        return f"{self.address}/sparql"

    async def inline(self, guarded: Guarded) -> Guarded:
        """Return a query whose SERVICE clauses were answered by the endpoints that they name."""
        assert self.federation is not None  # the guard lets no SERVICE through where none is allowed
        return await inline(guarded, self.federation)

    def serve(self, release: Build) -> None:
        """Answer from another release from here on; the pool has reopened on it."""
        guard = self.served.guard.serving(release.manifest.graphs)
        self.build = release
        self.served = Served(release.manifest, release.open(), guard, release.store_path)

    def facts(self) -> Facts:
        """Return what there is to count at this moment."""
        pool, cache = self.pool, self.cache
        return Facts(
            version=self.manifest.version,
            digest=self.manifest.digest,
            alive=pool.alive,
            busy=pool.busy,
            waiting=pool.waiting,
            restarted=pool.restarts,
            cache_hits=cache.hits,
            cache_misses=cache.misses,
            cache_bytes=cache.bytes,
            clients=len(self.budget),
        )
