"""One query on its way: it waits, runs, and becomes an answer that is whole, or that streams."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import IO, Protocol

from tct.errors import QueryRefused
from tct.execute.limits import HOLD, Job
from tct.execute.process import Process

PIECE = 65536


class Cancelled(Exception):
    """The client hung up, and its query was stopped."""


class Answer:
    """An answer: ``body`` where it is whole, else pieces that are read while they arrive.

    Pieces wait in a temporary file, so that a slow client never keeps a query process busy.
    """

    def __init__(self, body: bytes | None, forget: Callable[[], None] = lambda: None) -> None:
        """Hold a whole answer, or begin one that streams; ``forget`` is called when nobody reads on."""
        self.body = body
        self._forget = forget
        self._file: IO[bytes] | None = None
        self._size = 0
        self._ended = body is not None
        self._error: Exception | None = None
        self._news = asyncio.Event()

    def add(self, piece: bytes) -> None:
        """Append a piece that the process sent."""
        if self._file is None:
            self._file = tempfile.SpooledTemporaryFile(max_size=4 * HOLD)  # noqa: SIM115 - closed by `close`
        self._file.seek(self._size)
        self._file.write(piece)
        self._size += len(piece)
        self._news.set()

    def end(self, error: Exception | None = None) -> None:
        """Say that there is no more, or why the rest will never come."""
        self._ended, self._error = True, error
        self._news.set()

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the answer and let it go; raises what cut it short, after its status was sent."""
        position = 0
        try:
            while True:
                self._news.clear()
                while self._file is not None and position < self._size:
                    self._file.seek(position)
                    piece = self._file.read(PIECE)
                    position += len(piece)
                    yield piece
                if self._error is not None:
                    raise self._error
                if self._ended:
                    return
                if position == self._size:
                    await self._news.wait()
        finally:
            self.close()

    def close(self) -> None:
        """Let the bytes go, and stop the query if it still runs."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._forget()


class Meter(Protocol):
    """Whose time a query takes: asked when it gets a process, told whenever it gives one back."""

    def check(self) -> None:
        """Raise QueryRefused (429) where there is no time left."""

    def charge(self, seconds: float) -> None:
        """Count seconds in a process."""


class Run:
    """A job in the pool: ``ready`` is its answer, or why there is none; ``seconds`` what it has cost so far.

    ``store`` is the one that it was last run on, ``held`` the bytes of its answer that wait here, and ``again``
    whether it is run for the second time, as its first process died.
    """

    def __init__(
        self, job: Job, loop: asyncio.AbstractEventLoop, cancel: Callable[[Run], None], meter: Meter | None = None
    ) -> None:
        """Wait for a job's answer; ``cancel`` is how the pool stops it."""
        self.job = job
        self.ready: asyncio.Future[Answer] = loop.create_future()
        self.timer: asyncio.TimerHandle | None = None
        self.store: Path | None = None
        self.over = self.again = False
        self.held = 0
        self._cancel, self._meter = cancel, meter
        self._pieces: list[bytes] = []
        self._streaming: Answer | None = None
        self._started = self._seconds = self._worked = 0.0
        self._process: Process | None = None

    @property
    def seconds(self) -> float:
        """Seconds that a process has spent on it."""
        return self._seconds + (time.monotonic() - self._started if self._started else 0.0)

    @property
    def streams(self) -> bool:
        """Whether a part of the answer may already be with the client."""
        return self._streaming is not None

    def admitted(self) -> bool:
        """Whether its client has time left; where not, it fails."""
        try:
            if self._meter is not None:
                self._meter.check()
        except QueryRefused as error:
            self.fail(error)
        return not self.over

    def start(self, process: Process) -> None:
        """Begin to count seconds; what an earlier process sent is forgotten."""
        self._started, self._worked = time.monotonic(), process.cpu()
        self._process, self.store = process, process.store
        self._pieces.clear()
        self.held = 0

    def worked(self) -> float:
        """Return the seconds of a processor that its process has spent on it."""
        return self._process.cpu() - self._worked if self._process is not None else 0.0

    def pause(self) -> None:
        """Stop counting seconds, and charge them."""
        before, self._seconds, self._started = self._seconds, self.seconds, 0.0
        if self._meter is not None and self._seconds > before:
            self._meter.charge(self._seconds - before)

    def cancel(self) -> None:
        """Stop it: the client is gone."""
        self._cancel(self)

    def piece(self, payload: bytes) -> None:
        """Take a piece of the answer."""
        if self._streaming is not None:
            self._streaming.add(payload)
            return
        self._pieces.append(payload)
        self.held += len(payload)
        if self.held > HOLD:
            self._streaming = Answer(None, self.cancel)
            for held in self._pieces:
                self._streaming.add(held)
            self._pieces.clear()
            if not self.ready.done():
                self.ready.set_result(self._streaming)

    def finish(self, payload: bytes) -> None:
        """Take the last piece."""
        self._close()
        if self._streaming is not None:
            self._streaming.add(payload)
            self._streaming.end()
        elif not self.ready.done():
            self._pieces.append(payload)
            self.ready.set_result(Answer(b"".join(self._pieces)))

    def fail(self, error: Exception) -> None:
        """Say why there is no answer; one that streams already is cut."""
        self._close()
        if self._streaming is not None:
            self._streaming.end(error)
        elif not self.ready.done():
            self.ready.set_exception(error)
            self.ready.exception()  # whoever waits is told; that nobody does is no fault

    def _close(self) -> None:
        if self.over:
            return
        self.over = True
        self.pause()
        if self.timer is not None:
            self.timer.cancel()
