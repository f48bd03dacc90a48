"""Counts for Prometheus, in a registry of their own. No label holds what a client wrote: its values are a short list.

What the pool and the cache know is read when somebody asks, not counted again here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from tct.errors import OverBudget, QueryRefused, QuerySyntax

OUTCOMES: Final = (
    "ok",
    "syntax",
    "refused",
    "over-budget",
    "busy",
    "deadline",
    "too-large",
    "cancelled",
    "cut",
    "invalid",
    "upstream",
    "failed",
)
"""How a request may end. The client hung up: ``cancelled``; its answer ended too soon: ``cut``; a write that breaks a
shape: ``invalid``; an endpoint that a SERVICE names failed: ``upstream``; an error of ours: ``failed``."""

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
_BUCKETS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_BY_STATUS: Final = {
    413: "too-large",
    422: "invalid",
    429: "over-budget",
    502: "upstream",
    503: "busy",
    504: "deadline",
    507: "too-large",
}


def outcome(status: int) -> str:
    """Return how a request ended, as far as its status tells; 0 is one that got no answer."""
    if not status:
        return "cancelled"
    if status < 400:
        return "ok"
    return _BY_STATUS.get(status, "refused" if status < 500 else "failed")


def outcome_of(error: Exception) -> str:
    """Return how a request ended that raised an error."""
    if isinstance(error, QuerySyntax):
        return "syntax"
    if isinstance(error, OverBudget):
        return "over-budget"
    return outcome(error.status) if isinstance(error, QueryRefused) else "failed"


@dataclass(frozen=True)
class Facts:
    """What the server knows at one moment; counts are since the start, sizes in bytes, who waits is by lane."""

    version: str
    digest: str
    alive: int
    busy: int = 0
    waiting: Mapping[str, int] = field(default_factory=dict)
    restarted: int = 0
    cache_hits: int = 0
    cache_misses: int = 0
    cache_bytes: int = 0
    clients: int = 0


class Metrics:
    """Every count of one server."""

    def __init__(self, facts: Callable[[], Facts]) -> None:
        """Count from nothing; ``facts`` is asked whenever the counts are read."""
        self.registry = CollectorRegistry(auto_describe=False)
        self._requests = Counter(
            "tct_requests", "Requests answered.", ["route", "method", "status"], registry=self.registry
        )
        self._outcomes = Counter("tct_outcomes", "How requests ended.", ["route", "outcome"], registry=self.registry)
        self._seconds = Histogram("tct_request_seconds", "Time to answer a request, waiting included.", ["route"],
                                  buckets=_BUCKETS, registry=self.registry)  # fmt: skip
        self._evaluation = Histogram("tct_query_seconds", "Time in a query process, waiting excluded.",
                                     buckets=_BUCKETS, registry=self.registry)  # fmt: skip
        self._known: dict[tuple[str, str, int, str], Callable[[float], None]] = {}
        self.registry.register(_Reader(facts))
        ProcessCollector(registry=self.registry)

    def answered(self, route: str, method: str, status: int, how: str, seconds: float) -> None:
        """Count a request: its route's template, its status (0 for none), an outcome of `OUTCOMES`, its seconds."""
        key = (route, method if method in METHODS else "other", status // 100, how if how in OUTCOMES else "failed")
        count = self._known.get(key)
        if count is None:
            count = self._known[key] = self._counting(*key)
        count(seconds)

    def _counting(self, route: str, method: str, family: int, how: str) -> Callable[[float], None]:
        """Return what counts requests of one kind: looking its counters up each time would be the larger cost."""
        requests = self._requests.labels(route, method, f"{family}xx" if family else "none")
        outcomes = self._outcomes.labels(route, how)
        histogram = self._seconds.labels(route)

        def count(seconds: float) -> None:
            requests.inc()
            outcomes.inc()
            histogram.observe(seconds)

        return count

    def evaluated(self, seconds: float) -> None:
        """Count a query that ran in a query process, and for how long."""
        self._evaluation.observe(seconds)

    def text(self, accept: str = "") -> tuple[bytes, str]:
        """Return the counts and their media type: Prometheus text 0.0.4, or OpenMetrics if ``accept`` asks for it."""
        encode, media = choose_encoder(accept)
        return encode(self.registry), media


class _Reader(Collector):
    """What is read rather than counted."""

    def __init__(self, facts: Callable[[], Facts]) -> None:
        self._facts = facts

    def collect(self) -> Iterator[Metric]:
        facts = self._facts()
        release = GaugeMetricFamily("tct_release_info", "The release that is served.", labels=["version", "digest"])
        release.add_metric([facts.version, facts.digest], 1)
        yield release
        workers = GaugeMetricFamily("tct_workers", "Query processes, by what they do.", labels=["state"])
        workers.add_metric(["busy"], facts.busy)
        workers.add_metric(["idle"], max(0, facts.alive - facts.busy))
        yield workers
        queue = GaugeMetricFamily("tct_queue_queries", "Queries that wait for a process, by lane.", labels=["lane"])
        for lane, number in facts.waiting.items():
            queue.add_metric([lane], number)
        yield queue
        yield CounterMetricFamily("tct_workers_restarted", "Query processes that were replaced.", value=facts.restarted)
        lookups = CounterMetricFamily("tct_cache_lookups", "Look-ups in the cache of answers.", labels=["result"])
        lookups.add_metric(["hit"], facts.cache_hits)
        lookups.add_metric(["miss"], facts.cache_misses)
        yield lookups
        yield GaugeMetricFamily("tct_cache_bytes", "Bytes of answers that are kept.", facts.cache_bytes)
        yield GaugeMetricFamily("tct_budget_clients", "Clients whose use of query time is remembered.", facts.clients)
