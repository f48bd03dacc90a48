"""Query seconds that one client may use: a bucket per client that fills with use and empties with time.

A bucket holds ``seconds`` and empties evenly over ``window`` seconds; a client whose bucket is full is refused. What a
query took is known when it ends, so a bucket may overflow: the debt is kept, and no query at a window's edge is free.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from cachetools import TTLCache

from tct.errors import OverBudget, UsageError

POLICY: Final = "query-time"
"""The name of the policy in the RateLimit fields."""

MOST_WINDOWS: Final = 10
"""Windows after which any debt is forgiven: one runaway query does not lock a client out for a day."""

CLIENTS: Final = 65_536
"""Clients remembered at once; beyond them the one that was charged longest ago is forgotten."""


class Budget:
    """Query seconds per client and window; for one event loop, not for threads.

    A budget of 0 seconds is none: nothing is refused, counted or told in headers, from any address. A budget that is
    set holds for every client, loopback included. An IPv6 client is its /64 network: a host has 2^64 addresses in it.
    """

    def __init__(
        self, seconds: float, window: int, *, clients: int = CLIENTS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Allow ``seconds`` of evaluation per ``window`` seconds; raises UsageError for numbers that make no budget."""
        if not math.isfinite(seconds) or seconds < 0 or window < 1:
            raise UsageError(
                f"a budget of {seconds:g} s in {window} s is none; set TCT_BUDGET >= 0 and TCT_WINDOW >= 1"
            )
        self.seconds, self.window = seconds, window
        self._clock = clock
        self._buckets: TTLCache[str, tuple[float, float]] = TTLCache(clients, MOST_WINDOWS * window, timer=clock)

    def __len__(self) -> int:
        """Return how many clients are remembered."""
        return len(self._buckets)

    def check(self, client: str) -> None:
        """Let a client with time left pass; raises OverBudget (429) for another.

        Call it before a query waits and again when it gets its worker: queries that one client queued together are
        then stopped as soon as the first of them used the budget up.
        """
        if self.seconds and (used := self._used(client)) >= self.seconds:
            wait = self._wait(used)
            raise OverBudget(
                f"this client used its {self.seconds:g} s of query time per {self.window} s; "
                f"try again in {wait} s, or ask for less",
                wait,
                POLICY,
                self.headers(client),
            )

    def charge(self, client: str, seconds: float) -> None:
        """Count seconds of evaluation (not of waiting), also for a query that failed or was cut off."""
        if self.seconds and seconds > 0:
            used = min(self._used(client) + seconds, MOST_WINDOWS * self.seconds)
            self._buckets[party(client)] = (used, self._clock())

    def meter(self, client: str) -> Meter:
        """Return what lets the queries of one client start, and counts them."""
        return Meter(self, client)

    def headers(self, client: str) -> dict[str, str]:
        """Return the RateLimit fields of draft-ietf-httpapi-ratelimit-headers-10: quota and rest in milliseconds.

        ``t`` is, in seconds, when a client without time left may come back, else when its whole budget is there again.
        """
        if not self.seconds:
            return {}
        used = self._used(client)
        rest = max(0, math.floor((self.seconds - used) * 1000))
        ahead = self._wait(used) if used >= self.seconds else math.ceil(used / self.seconds * self.window)
        return {
            "RateLimit-Policy": f'"{POLICY}";q={round(self.seconds * 1000)};w={self.window};qu="milliseconds"',
            "RateLimit": f'"{POLICY}";r={rest};t={ahead}',
        }

    def _used(self, client: str) -> float:
        used, then = self._buckets.get(party(client), (0.0, 0.0))
        return max(0.0, used - (self._clock() - then) * self.seconds / self.window) if used else 0.0

    def _wait(self, used: float) -> int:
        """Return the whole seconds until a full bucket has room again; a microsecond more, for what floats lose."""
        return math.floor((used - self.seconds) / self.seconds * self.window + 1e-6) + 1


@dataclass(frozen=True)
class Meter:
    """The budget of one client: asked when a query gets its process, told whenever it gives one back."""

    budget: Budget
    client: str

    def check(self) -> None:
        """Raise OverBudget (429) where the client used its time up."""
        self.budget.check(self.client)

    def charge(self, seconds: float) -> None:
        """Count seconds of evaluation."""
        self.budget.charge(self.client, seconds)


@lru_cache(maxsize=4096)
def party(client: str) -> str:
    """Return whom an address stands for: itself, the /64 of an IPv6 address, or the IPv4 address mapped into one."""
    try:
        address = ip_address(client.partition("%")[0])
    except ValueError:
        return client[:64]
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((int(address), 64), strict=False))
