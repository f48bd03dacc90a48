"""The one client of the bench: HTTP/1.1 over kept sockets, with as little of its own as will do.

`Connection` asks one request after another, for latencies. `drive` keeps many connections busy from one thread with
epoll, for rates and for the hostile mix. Responses are read as RFC 9112 says: by Content-Length, by chunks, or to the
end of the connection. What a client costs is part of every figure, the same for each server: see `floor` in README.md.
"""

from __future__ import annotations

import select
import socket
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

PIECE: Final = 262144
JSON: Final = "application/sparql-results+json"


@dataclass(frozen=True)
class Target:
    """Where a server listens, and the path of its endpoint."""

    port: int
    path: str
    host: str = "127.0.0.1"

    def connect(self, seconds: float) -> socket.socket:
        """Return a connected socket whose waits end after some seconds."""
        connected = socket.create_connection((self.host, self.port), timeout=seconds)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connected

    def request(self, query: str, cold: bool = True, accept: str = JSON) -> bytes:
        """Return a query as the bytes of a GET request; ``cold`` asks caches to evaluate it anew (RFC 9111, 5.2.1)."""
        lines = [
            f"GET {self.path}?query={quote(query, safe='')} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            f"Accept: {accept}",
            "User-Agent: tct-bench",
        ]
        if cold:
            lines.append("Cache-Control: no-cache")
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


class Response:
    """One response, read piece by piece; its body is kept only where wanted."""

    def __init__(self, keep: bool = False) -> None:
        """Begin to read; ``keep`` gathers the body."""
        self.status, self.size, self.broken = 0, 0, ""
        self._keep, self._buffer, self._body = keep, bytearray(), bytearray()
        self._left: int | None = None
        self.chunked, self.closing = False, False

    @property
    def body(self) -> bytes:
        """The body, where it was kept."""
        return bytes(self._body)

    def feed(self, piece: bytes) -> bool:
        """Take what has arrived and say whether the response is whole."""
        self._buffer += piece
        if not self.status and not self._head():
            return False
        if self.chunked:
            return self._chunks()
        self._take(len(self._buffer) if self._left is None else min(self._left, len(self._buffer)))
        return self._left == 0

    def end(self) -> bool:
        """Take the end of the connection and say whether the response is whole."""
        return bool(self.status) and not self.chunked and self._left is None

    def _head(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        lines = bytes(self._buffer[:end]).lower().split(b"\r\n")
        del self._buffer[: end + 4]
        self.status = int(lines[0].split()[1])
        for line in lines[1:]:
            name, _, value = line.partition(b":")
            if name == b"content-length":
                self._left = int(value)
            elif name == b"transfer-encoding":
                self.chunked = b"chunked" in value
            elif name == b"connection":
                self.closing = b"close" in value
        return True

    def _take(self, count: int) -> None:
        if self._keep:
            self._body += self._buffer[:count]
        self.size += count
        del self._buffer[:count]
        if self._left is not None:
            self._left -= count

    def _chunks(self) -> bool:
        while True:
            if self._left is None:
                end = self._buffer.find(b"\r\n")
                if end < 0:
                    return False
                length = int(self._buffer[:end].partition(b";")[0], 16)
                if length == 0:
                    return self._buffer.find(b"\r\n\r\n", end) >= 0
                del self._buffer[: end + 2]
                self._left = length
            self._take(min(self._left, len(self._buffer)))
            if self._left or len(self._buffer) < 2:
                return False
            del self._buffer[:2]
            self._left = None


@dataclass(frozen=True)
class Answer:
    """What came back: the status (0 where nothing whole did), why not, the body, and the seconds that it took."""

    status: int
    seconds: float
    body: bytes = b""
    broken: str = ""


class Connection:
    """One kept connection, asked one request at a time; it is opened again where the server closes it."""

    def __init__(self, target: Target, seconds: float) -> None:
        """Ask ``target``; no answer is waited for longer than ``seconds``."""
        self.target, self.seconds = target, seconds
        self._socket: socket.socket | None = None

    def ask(self, request: bytes, keep: bool = False) -> Answer:
        """Send a request and read its answer; a timeout or a cut is an answer with status 0 that says so."""
        start = time.perf_counter()
        response = Response(keep)
        try:
            if self._socket is None:
                self._socket = self.target.connect(self.seconds)
            self._socket.sendall(request)
            while True:
                piece = self._socket.recv(PIECE)
                if not piece:
                    self.close()
                    if response.end():
                        break
                    return Answer(0, time.perf_counter() - start, broken="cut")
                if response.feed(piece):
                    break
                if time.perf_counter() - start > self.seconds:
                    raise TimeoutError
        except TimeoutError:
            self.close()
            return Answer(0, time.perf_counter() - start, broken="timeout")
        except OSError as error:
            self.close()
            return Answer(0, time.perf_counter() - start, broken=error.strerror or "reset")
        seconds = time.perf_counter() - start
        if response.closing:
            self.close()
        return Answer(response.status, seconds, response.body)

    def close(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


@dataclass
class Stream:
    """One connection that sends request after request; what came back, and after how many seconds each.

    ``keep`` keeps the body of the last answer.
    """

    target: Target
    requests: Iterator[bytes]
    keep: bool = False
    body: bytes = b""
    seconds: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    ended: bool = False
    _socket: socket.socket | None = None
    _response: Response = field(default_factory=Response)
    _since: float = 0.0

    def open(self) -> int:
        """Connect and return the number of the socket."""
        self._socket = self.target.connect(10.0)
        return self._socket.fileno()

    def send(self) -> None:
        """Send the next request, or end where there is none."""
        request = next(self.requests, None)
        if request is None or self._socket is None:
            self.ended = True
            return
        self._response, self._since = Response(self.keep), time.perf_counter()
        self._socket.sendall(request)

    def read(self) -> bool:
        """Read what has arrived; False where the connection is at its end."""
        assert self._socket is not None
        piece = self._socket.recv(PIECE)
        if not piece:
            self._done(str(self._response.status) if self._response.end() else "cut")
            return False
        if self._response.feed(piece):
            self._done(str(self._response.status))
            if self._response.closing:
                return False
            self.send()
        return True

    def _done(self, outcome: str) -> None:
        self.outcomes[outcome] += 1
        self.seconds.append(time.perf_counter() - self._since)
        self.body = self._response.body

    def close(self) -> None:
        """Close the connection; a request that has no answer yet counts as pending."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def drive(streams: list[Stream], seconds: float, watched: list[Stream] | None = None) -> float:
    """Keep every stream busy for some seconds, or until all of ``watched`` have ended; return what seconds passed."""
    poll, by_number = select.epoll(), {}
    start = time.perf_counter()

    def begin(stream: Stream) -> None:
        try:
            number = stream.open()
            by_number[number] = stream
            poll.register(number, select.EPOLLIN)
            stream.send()
        except OSError:
            stream.outcomes["refused"] += 1
            stream.ended = True

    for stream in streams:
        begin(stream)
    while (left := start + seconds - time.perf_counter()) > 0 and not all(s.ended for s in watched or streams):
        for number, _ in poll.poll(min(left, 1.0)):
            stream = by_number[number]
            try:
                alive = stream.read()
            except OSError:
                stream.outcomes["reset"] += 1
                alive = False
            if not alive:
                poll.unregister(number)
                stream.close()
                begin(stream)
    passed = time.perf_counter() - start
    for stream in streams:
        if not stream.ended:
            stream.outcomes["pending"] += 1
        stream.close()
    poll.close()
    return passed
