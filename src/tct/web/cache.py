"""Answers kept for repeated queries: bounded in bytes, keyed by everything that an answer depends on."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final

from cachetools import LRUCache
from zstandard import ZstdCompressor

LARGE: Final = 32 * 1024
"""Bytes above which a coding is worked out beside the event loop."""

SMALL: Final = 1024
"""Bytes below which nothing is compressed: the head of an answer is longer."""


@dataclass(frozen=True)
class Kept:
    """An answer as it goes over the wire."""

    body: bytes
    coding: str


class Cache:
    """The least recently used answers go first; an entry counts its bytes and a little for what holds them."""

    def __init__(self, size: int) -> None:
        """Keep at most ``size`` bytes; 0 keeps nothing."""
        self._kept: LRUCache[str, Kept] = LRUCache(size, getsizeof=lambda kept: len(kept.body) + 256)
        self.hits = self.misses = 0

    @property
    def bytes(self) -> int:
        """Bytes that are kept."""
        return int(self._kept.currsize)

    def get(self, etag: str) -> Kept | None:
        """Return an answer by its entity tag."""
        kept = self._kept.get(etag)
        if kept is None:
            self.misses += 1
        else:
            self.hits += 1
        return kept

    def keep(self, etag: str, kept: Kept) -> None:
        """Keep an answer; one that is larger than the cache is not."""
        if len(kept.body) + 256 <= self._kept.maxsize:
            self._kept[etag] = kept


_MAKERS: Final = "\0".join(version(name) for name in ("third-country-transfers", "pyoxigraph", "rdflib", "zstandard"))
"""What writes the bytes of an answer, in its version: an update of the server is a change of its answers."""


def tag(*parts: str) -> str:
    """Return a strong entity tag (RFC 9110, 8.8.3) of everything that decides the bytes of an answer."""
    digest = hashlib.sha256("\0".join((_MAKERS, *parts)).encode()).hexdigest()
    return f'"{digest[:32]}"'


def matches(given: str | None, etag: str) -> bool:
    """Return whether an If-None-Match header names a tag, by the weak comparison (RFC 9110, 13.1.2)."""
    return given is not None and (given.strip() == "*" or etag in given)


def encode(body: bytes, coding: str) -> Kept:
    """Return a whole answer in a content coding; a small one stays as it is."""
    if len(body) < SMALL or coding == "identity":
        return Kept(body, "identity")
    encoder = Encoder(coding)
    return Kept(encoder.add(body) + encoder.end(), coding)


class Encoder:
    """A content coding (RFC 9110, 8.4.1), piece by piece."""

    def __init__(self, coding: str) -> None:
        """Encode as zstd, gzip or identity."""
        self.coding = coding
        self._work: Any = None
        if coding == "zstd":
            self._work = ZstdCompressor(level=3).compressobj()
        elif coding == "gzip":
            self._work = zlib.compressobj(6, zlib.DEFLATED, 31)

    def add(self, data: bytes) -> bytes:
        """Return what a piece becomes, perhaps nothing yet."""
        coded: bytes = data if self._work is None else self._work.compress(data)
        return coded

    def end(self) -> bytes:
        """Return the rest."""
        rest: bytes = b"" if self._work is None else self._work.flush()
        return rest
