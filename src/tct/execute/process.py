"""One query process, as the server sees it: jobs in, frames out, and a kill at any moment."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Protocol, cast

from tct.execute.limits import Limits

WORKER = Path(__file__).parents[1] / "store" / "worker.py"
LOW_PRIORITY = 10


class Receiver(Protocol):
    """Who hears what a process says; ``children`` are those that the system still has to forget."""

    children: set[subprocess.Popen[bytes]]

    def started(self, process: Process, means: str) -> None:
        """Say that the store is open; ``means`` is how the network was taken from it, empty where it was not."""

    def frame(self, process: Process, kind: bytes, payload: bytes) -> None:
        """Hand over a frame of the running job."""

    def died(self, process: Process) -> None:
        """Say that the process is gone."""


class Process(asyncio.Protocol):
    """A worker process and the socket to it."""

    def __init__(self, receiver: Receiver, child: subprocess.Popen[bytes], store: Path) -> None:
        """Belong to a receiver."""
        self.receiver, self.child, self.store = receiver, child, store
        self.transport: asyncio.Transport | None = None
        self.stale = self.low = self.up = self.gone = False
        self._buffer = bytearray()

    @classmethod
    async def launch(cls, store: Path, limits: Limits, receiver: Receiver) -> Process:
        """Start a process over a store; the receiver is told when the store is open."""
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-I", str(WORKER), str(store), str(limits.memory), str(os.getpid())]
        with ExitStack() as unused, theirs:
            unused.callback(ours.close)
            child = subprocess.Popen(command, stdin=theirs.fileno(), stdout=theirs.fileno())  # noqa: S603 - ours
            unused.pop_all()
        receiver.children.add(child)
        process = cls(receiver, child, store)
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

    def connection_lost(self, _: Exception | None) -> None:
        """Tell that it died, and let the system forget it."""
        self.gone = True
        self.child.kill()
        _reap(self.child, self.receiver.children)
        self.receiver.died(self)

    def cpu(self) -> float:
        """Return the seconds of a processor that it has used so far; where nobody knows, of a clock."""
        try:
            return time.clock_gettime((~self.child.pid << 3) | 2)  # clock_getcpuclockid(3), as Linux defines it
        except OSError:
            return time.monotonic()

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


def _reap(child: subprocess.Popen[bytes], children: set[subprocess.Popen[bytes]], after: float = 0.001) -> None:
    """Ask for the exit code until there is one: a process that is killed with much memory takes its time."""
    if child.poll() is not None:
        children.discard(child)
    else:
        asyncio.get_running_loop().call_later(after, _reap, child, children, min(after * 2, 1.0))


async def await_end(children: set[subprocess.Popen[bytes]], seconds: float = 5.0) -> None:
    """Wait until every process that was killed is gone, for a few seconds at most."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while any(child.poll() is None for child in children):
                await asyncio.sleep(0.005)
