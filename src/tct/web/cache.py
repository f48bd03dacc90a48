"""Answers kept for repeated queries: bounded in bytes, keyed by everything that an answer depends on."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import Final

from cachetools import LRUCache
from zstandard import ZstdCompressor

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


def tag(*parts: str) -> str:
    """Return a strong entity tag (RFC 9110, 8.8.3) of everything that decides the bytes of an answer."""
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    return f'"{digest[:32]}"'


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
        if coding == "zstd":
            self._work = ZstdCompressor(level=3).compressobj()
        elif coding == "gzip":
            self._work = zlib.compressobj(6, zlib.DEFLATED, 31)

    def add(self, data: bytes) -> bytes:
        """Return what a piece becomes, perhaps nothing yet."""
        return data if self.coding == "identity" else self._work.compress(data)

    def end(self) -> bytes:
        """Return the rest."""
        return b"" if self.coding == "identity" else self._work.flush()
