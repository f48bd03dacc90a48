"""One query process, as the server sees it: jobs in, frames out, and a kill at any moment."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from tct.execute.limits import Limits

WORKER = Path(__file__).parents[1] / "store" / "worker.py"
LOW_PRIORITY = 10


class Receiver(Protocol):
    """Who hears what a process says."""

    def started(self, process: Process, means: str) -> None:
        """Say that the store is open; ``means`` is how the network was taken from it, empty where it was not."""

    def frame(self, process: Process, kind: bytes, payload: bytes) -> None:
        """Hand over a frame of the running job."""

    def died(self, process: Process) -> None:
        """Say that the process is gone."""


class Process(asyncio.Protocol):
    """A worker process and the socket to it."""

    def __init__(self, receiver: Receiver, child: subprocess.Popen[bytes]) -> None:
        """Belong to a receiver."""
        self.receiver, self.child = receiver, child
        self.transport: asyncio.Transport | None = None
        self.stale = self.low = self.up = False
        self._buffer = bytearray()

    @classmethod
    async def launch(cls, store: Path, limits: Limits, receiver: Receiver) -> Process:
        """Start a process over a store; the receiver is told when the store is open."""
        ours, theirs = socket.socketpair()
        with theirs:
            child = subprocess.Popen(  # noqa: ASYNC220, S603, RUF100 - our own program; it takes a millisecond
                [sys.executable, "-I", str(WORKER), str(store), str(limits.memory), str(os.getpid())],
                stdin=theirs,
                stdout=theirs,
            )
        process = cls(receiver, child)
        await asyncio.get_running_loop().create_connection(lambda: process, sock=ours)
        return process

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Cut what arrives into frames."""
        buffer = self._buffer
        buffer += data
        start = 0
        while len(buffer) - start >= 5:
            (length,) = struct.unpack_from(">I", buffer, start + 1)
            if len(buffer) - start < 5 + length:
                break
            kind, payload = bytes(buffer[start : start + 1]), bytes(buffer[start + 5 : start + 5 + length])
            start += 5 + length
            if kind == b"S":
                self.up = True
                self.receiver.started(self, payload.decode())
            else:
                self.receiver.frame(self, kind, payload)
        del buffer[:start]

    def connection_lost(self, error: Exception | None) -> None:
        """Tell that it died, and let the system forget it."""
        self.child.kill()
        _reap(self.child.poll)
        self.receiver.died(self)

    def send(self, line: bytes) -> None:
        """Give it a job."""
        assert self.transport is not None
        self.transport.write(line)

    def yield_to_others(self) -> None:
        """Let short queries and the server go first from here on."""
        self.low = self._priority(LOW_PRIORITY)

    def take_turns_again(self) -> bool:
        """Take the usual priority again; False where the system does not let it."""
        if self.low and not self._priority(0):
            return False
        self.low = False
        return True

    def _priority(self, value: int) -> bool:
        try:
            os.setpriority(os.PRIO_PROCESS, self.child.pid, value)
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """End it at once; a query in it is lost."""
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGKILL)
        if self.transport is not None:
            self.transport.abort()


def _reap(poll: Callable[[], int | None], after: float = 0.001) -> None:
    """Ask for the exit code until there is one: a killed process with much memory takes its time."""
    if poll() is None:
        asyncio.get_running_loop().call_later(after, _reap, poll, min(after * 2, 1.0))
