"""One writer at a time: apply in a process that can be killed, swap, let the readers follow, then acknowledge."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from tct.build import Build
from tct.errors import WriteRefused
from tct.write.access import Access
from tct.write.change import Change
from tct.write.generations import Generations
from tct.write.process import Child

Follow = Callable[[Build], Awaitable[None]]
"""Lets the readers go over to a new build: when it returns, every new query is answered from it."""

BUSY: Final = "other writes are being applied; try again in a few seconds"


@dataclass(frozen=True)
class Limits:
    """Seconds that a write may take, waiting included; bytes of memory; how many writes may wait."""

    deadline: float = 60.0
    memory: int = 1024 * 1024 * 1024
    queue: int = 8


@dataclass(frozen=True)
class Written:
    """A write that counts: the build that holds it, whether it made its graph, whether anything is different."""

    build: Build
    created: bool
    changed: bool


async def _nobody(_: Build) -> None:
    """Follow for nobody."""


class Writer:
    """The writes of one instance. ``follow`` is set by whoever answers queries from ``build``."""

    def __init__(self, generations: Generations, root: Path, access: Access, limits: Limits) -> None:
        """Write to generations, by the rules and shapes of the tree at ``root``."""
        self.generations, self.access, self.limits = generations, access, limits
        self.follow: Follow = _nobody
        self._child = Child(root, access.shapes, limits.memory)
        self._turn = asyncio.Lock()
        self._pending = 0
        self._tasks: set[asyncio.Task[Written]] = set()

    @property
    def build(self) -> Build:
        """What counts now."""
        return self.generations.build

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Writer]:
        """Start the process of the writes in the background, and end it in the end."""
        warm = asyncio.create_task(self._warm())
        try:
            yield self
        finally:
            warm.cancel()
            await asyncio.gather(warm, *self._tasks, return_exceptions=True)
            await self._child.stop()
            self.generations.close()

    async def _warm(self) -> None:
        async with self._turn:
            await self._child.ready()

    async def write(self, change: Change) -> Written:
        """Apply a change so that it survives everything once this returns, and every new query sees it.

        Raises QuerySyntax for a change that does not parse; WriteRefused: 422 where it breaks a shape, 404 where its
        graph is not there, 503 where too many wait, 504 at the deadline, 507 at the cap of memory. Nothing of it is
        kept then.
        """
        if self._pending > self.limits.queue:  # one is applied, the others wait
            raise WriteRefused(BUSY, 503, title="Busy")
        self._pending += 1
        task = asyncio.get_running_loop().create_task(self._in_turn(change))
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return await asyncio.shield(task)  # a client that hangs up half-way changes nothing: a write is whole

    def _done(self, task: asyncio.Task[Written]) -> None:
        self._pending -= 1
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # told to the client, where it is still there

    async def _in_turn(self, change: Change) -> Written:
        end = asyncio.get_running_loop().time() + self.limits.deadline
        try:
            async with asyncio.timeout_at(end):
                await self._turn.acquire()
        except TimeoutError as error:
            raise WriteRefused(BUSY, 503, title="Busy") from error
        try:
            return await self._apply(change, end)
        finally:
            self.generations.tidy()
            self._turn.release()

    async def _apply(self, change: Change, end: float) -> Written:
        number = self.generations.number + 1
        partial = self.generations.partial(number)
        version = f"{self.build.manifest.version.partition('+')[0]}+{number}"
        job = {"change": asdict(change), "source": str(self.build.directory), "target": str(partial),
               "version": version}  # fmt: skip
        try:
            async with asyncio.timeout_at(end):
                outcome = await self._child.ask(job)
            if outcome["changed"]:
                await self._swap(partial, number, outcome["digest"])
        except TimeoutError as error:
            raise WriteRefused(
                f"the write did not end within {self.limits.deadline:g} s; nothing of it is kept",
                504,
                title="Deadline reached",
            ) from error
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        return Written(self.build, outcome["created"], outcome["changed"])

    async def _swap(self, partial: Path, number: int, digest: str) -> None:
        build = await asyncio.to_thread(self.generations.swap, partial, number, digest)
        try:
            await self.follow(build)
        except Exception as error:
            raise WriteRefused(
                f"the write counts, but it cannot be read yet ({error}); restart the server", 500, title="Not ready"
            ) from error
