"""Queries in processes that can be killed: a deadline, a memory limit, a cap on bytes, a bounded queue.

An answer is collected whole before a status is sent, so that no 200 ever has an error inside.
"""

from __future__ import annotations

import asyncio
import json
import struct
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tct.errors import QueryRefused, QuerySyntax


@dataclass(frozen=True)
class Limits:
    """What one query may take: seconds (waiting included), bytes of answer, bytes of memory; and who may wait."""

    deadline: float = 10.0
    max_bytes: int = 64 * 1024 * 1024
    memory: int = 1024 * 1024 * 1024
    queue: int = 32


class Worker:
    """One process over one store."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Wrap a running process."""
        self.process = process

    @classmethod
    async def start(cls, store: Path, limits: Limits) -> Worker:
        """Start a process and wait until its store is open."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tct.store.worker",
            str(store),
            str(limits.memory),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        worker = cls(process)
        await worker._frame()
        return worker

    async def ask(self, job: dict[str, object]) -> bytes:
        """Send a job and return its whole answer.

        Raises QueryRefused or QuerySyntax for what the engine refuses, and EOFError where it died.
        """
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(job).encode() + b"\n")
        await self.process.stdin.drain()
        pieces = []
        while True:
            kind, payload = await self._frame()
            if kind == b"D":
                pieces.append(payload)
            elif kind == b"Z":
                return b"".join(pieces)
            else:
                raise _refusal(json.loads(payload))

    async def _frame(self) -> tuple[bytes, bytes]:
        assert self.process.stdout is not None
        try:
            head = await self.process.stdout.readexactly(5)
            return head[:1], await self.process.stdout.readexactly(struct.unpack(">I", head[1:])[0])
        except asyncio.IncompleteReadError as error:
            raise EOFError("the query process died") from error

    async def stop(self) -> None:
        """Kill the process at once; a query in it is lost."""
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()


def _refusal(error: dict[str, str]) -> QueryRefused:
    if error["kind"] == "syntax":
        return QuerySyntax(error["message"], 1, 1)
    if error["kind"] == "too-large":
        return QueryRefused(error["message"], 413, title="Answer too large")
    return QueryRefused(f"the engine gave up: {error['message']}", 507, title="Query failed")


class Pool:
    """A fixed number of workers and a bounded queue before them."""

    def __init__(self, store: Path, size: int, limits: Limits) -> None:
        """Serve the store in ``size`` processes."""
        self.store, self.size, self.limits = store, size, limits
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        self._waiting = 0

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Pool]:
        """Start the workers, and kill them in the end."""
        for _ in range(self.size):
            self._free.put_nowait(await Worker.start(self.store, self.limits))
        try:
            yield self
        finally:
            while not self._free.empty():
                await self._free.get_nowait().stop()

    async def run(self, query: str, form: str, prefixes: dict[str, str]) -> bytes:
        """Return the answer to a guarded query in a format of the worker.

        Raises QueryRefused: 503 where too many wait, 504 at the deadline, 413 or 507 at a cap.
        """
        if self._waiting >= self.limits.queue:
            raise QueryRefused("too many queries are waiting; try again in a few seconds", 503, title="Busy")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.deadline):
                worker = await self._free.get()
                return await self._run(worker, query, form, prefixes)
        except TimeoutError as error:
            raise QueryRefused(
                f"the query did not end within {self.limits.deadline:g} s; ask for less, or add LIMIT",
                504,
                title="Deadline reached",
            ) from error
        finally:
            self._waiting -= 1

    async def _run(self, worker: Worker, query: str, form: str, prefixes: dict[str, str]) -> bytes:
        """Run a query; a worker that was interrupted or died is replaced by a fresh one."""
        job = {"query": query, "format": form, "prefixes": prefixes, "max_bytes": self.limits.max_bytes}
        whole = False
        try:
            answer = await worker.ask(job)
            whole = True
            return answer
        except QueryRefused as error:
            whole = error.status == 400
            raise
        except EOFError as error:
            raise QueryRefused("the query took more memory than it may; ask for less", 507) from error
        finally:
            if whole:
                self._free.put_nowait(worker)
            else:
                self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        task = asyncio.get_running_loop().create_task(self._restart(worker))
        task.add_done_callback(lambda done: done.exception())

    async def _restart(self, worker: Worker) -> None:
        await worker.stop()
        self._free.put_nowait(await Worker.start(self.store, self.limits))
