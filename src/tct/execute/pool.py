"""Who runs when: processes over one store, a lane for short queries, a lane for long ones.

Nobody knows beforehand what a query costs. Each begins in the short lane; when it has run for `SLICE` seconds it
is long, and of those at most ``workers`` run at once, at low priority. One that would be one too many gives its
process back (it is killed, which is the only way) and waits in the long lane from its start; its shape is
remembered, so that the next of its kind waits there at once. Two processes more than ``workers`` exist: one for
short queries, and a spare that takes over while a killed one is replaced.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from cachetools import LRUCache

from tct.errors import QueryRefused
from tct.execute.limits import SLICE, STREAMS, Job, Limits
from tct.execute.process import Process
from tct.execute.run import Cancelled, Meter, Run, refusal

SPARE = 2
_RESTART = (0.05, 5.0)
"""Seconds before a process that died at its start is started again: at first, and at most."""


class Pool:
    """The query processes over one store."""

    def __init__(self, store: Path, limits: Limits) -> None:
        """Serve a store; nothing is started yet."""
        self.store, self.limits = store, limits
        self.means: str | None = None
        self.restarts = 0
        self.streams = 0
        self._idle: list[Process] = []
        self._starting: set[Process] = set()
        self._running: dict[Process, Run] = {}
        self._long: set[Process] = set()
        self._short_wait: deque[Run] = deque()
        self._long_wait: deque[Run] = deque()
        self._costly: LRUCache[str, bool] = LRUCache(4096)
        self._closed = False
        self._wait_after = _RESTART[0]
        self._changed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def size(self) -> int:
        """Processes that the pool means to have."""
        return self.limits.workers + SPARE

    @property
    def alive(self) -> int:
        """Processes that could run a query, now or when they are free."""
        return sum(1 for process in self._running if not process.stale) + len(self._idle)

    @property
    def busy(self) -> int:
        """Processes that run a query."""
        return len(self._running)

    @property
    def waiting(self) -> dict[str, int]:
        """Queries that wait, by lane."""
        return {"short": len(self._short_wait), "long": len(self._long_wait)}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Pool]:
        """Start the processes (the first is waited for), and kill them in the end."""
        try:
            await self._fill(1)
            for _ in range(self.size - 1):
                await self._launch()
            yield self
        finally:
            self._closed = True
            for process in [*self._idle, *self._starting, *self._running]:
                process.kill()

    async def reopen(self, store: Path) -> None:
        """Read another store from here on: whatever is asked after this returns is answered from it."""
        old = {*self._idle, *self._starting, *self._running}
        self.store = store
        for process in old:
            process.stale = True
        self._idle.clear()
        await self._fill(self.size)
        for process in old - self._running.keys():
            process.kill()

    async def _fill(self, number: int) -> None:
        """Launch processes and wait until they are up; raises QueryRefused where none will be."""
        fresh = [await self._launch() for _ in range(number)]
        async with asyncio.timeout(30):
            while not all(process.up for process in fresh):
                if any(process.child.poll() not in (None, 0) for process in fresh):
                    raise QueryRefused(f"no query process can open {self.store}", 503, title="Not ready")
                self._changed.clear()
                await self._changed.wait()

    async def _launch(self) -> Process:
        process = await Process.launch(self.store, self.limits, self)
        self._starting.add(process)
        return process

    # What runs ------------------------------------------------------------------------------------------------

    def start(self, job: Job, meter: Meter | None = None) -> Run:
        """Take a job in; its ``ready`` is awaited. Raises QueryRefused: 503 where too many wait, 429 by the meter."""
        if meter is not None:
            meter.check()
        run = Run(job, asyncio.get_running_loop(), self._cancel, meter)
        self._enqueue(run, self._long_wait if job.shape in self._costly else self._short_wait)
        run.timer = asyncio.get_running_loop().call_later(self.limits.deadline, self._expire, run)
        self._dispatch()
        return run

    def _enqueue(self, run: Run, lane: deque[Run]) -> None:
        if len(lane) >= self.limits.queue or self._closed or self.streams >= STREAMS:
            raise QueryRefused("too many queries are waiting; try again in a few seconds", 503, title="Busy")
        lane.append(run)

    def _dispatch(self) -> None:
        while self._idle:
            if self._long_wait and len(self._long) < self.limits.workers:
                if process := self._assign(self._long_wait.popleft()):
                    self._become_long(process)
            elif self._short_wait:
                if process := self._assign(self._short_wait.popleft()):
                    asyncio.get_running_loop().call_later(SLICE, self._slice_over, process, self._running[process])
            else:
                return

    def _assign(self, run: Run) -> Process | None:
        """Give a query a process, unless its client has used its time up while it waited."""
        try:
            if run.meter is not None:
                run.meter.check()
        except QueryRefused as error:
            run.fail(error)
            return None
        process = self._idle.pop()
        self._running[process] = run
        run.start()
        process.send(run.job.line(self.limits))
        return process

    def _become_long(self, process: Process) -> None:
        self._long.add(process)
        process.yield_to_others()

    def _slice_over(self, process: Process, run: Run) -> None:
        """A query has used up its time in the short lane."""
        if self._running.get(process) is not run:
            return
        self._costly[run.job.shape] = True
        if len(self._long) < self.limits.workers or run.streams:
            self._become_long(process)
            return
        self._take_away(process)
        run.pause()
        try:
            self._enqueue(run, self._long_wait)
        except QueryRefused as error:
            run.fail(error)

    def _expire(self, run: Run) -> None:
        process = next((process for process, other in self._running.items() if other is run), None)
        seconds = f"{self.limits.deadline:g} s"
        if process is None:
            self._drop(run)
            run.fail(QueryRefused(f"the query waited for {seconds}: others are running; try again", 503, title="Busy"))
            return
        self._costly[run.job.shape] = True
        self._take_away(process)
        what = f"the query did not end within {seconds}; ask for less, or add LIMIT"
        run.fail(QueryRefused(what, 504, title="Deadline reached"))
        self._dispatch()

    def _cancel(self, run: Run) -> None:
        if run.over:
            return
        self._drop(run)
        process = next((process for process, other in self._running.items() if other is run), None)
        if process is not None:
            self._take_away(process)
        run.fail(Cancelled())
        self._dispatch()

    def _drop(self, run: Run) -> None:
        for lane in (self._short_wait, self._long_wait):
            if run in lane:
                lane.remove(run)

    def _take_away(self, process: Process) -> None:
        """Kill a process whose query must not go on; `died` replaces it."""
        self._running.pop(process, None)
        self._long.discard(process)
        process.kill()

    # What the processes say -------------------------------------------------------------------------------------

    def started(self, process: Process, means: str) -> None:
        """Take a process in whose store is open."""
        self._starting.discard(process)
        self._changed.set()
        self._wait_after = _RESTART[0]
        self.means = means
        if process.stale:
            process.kill()
            return
        self._idle.append(process)
        self._dispatch()

    def frame(self, process: Process, kind: bytes, payload: bytes) -> None:
        """Hand a frame to its query; at its end the process is free."""
        run = self._running.get(process)
        if run is None:
            return
        if kind == b"D":
            run.piece(payload)
            return
        long = process in self._long
        if not long and run.seconds < SLICE:
            self._costly.pop(run.job.shape, None)
        if kind == b"Z":
            run.finish(payload)
            self._release(process)
            return
        error = refusal(payload)
        run.fail(error)
        if error.status == 400:
            self._release(process)
        else:  # a query that hit a cap leaves memory behind: a fresh process is cheaper than a doubt
            self._take_away(process)
        self._dispatch()

    def _release(self, process: Process) -> None:
        del self._running[process]
        self._long.discard(process)
        if process.stale or not process.take_turns_again():
            process.kill()
        else:
            self._idle.append(process)
        self._dispatch()

    def died(self, process: Process) -> None:
        """Replace a process that is gone; its query is told, no other notices."""
        starting = process in self._starting
        self._starting.discard(process)
        self._changed.set()
        if process in self._idle:
            self._idle.remove(process)
        run = self._running.pop(process, None)
        self._long.discard(process)
        if run is not None:
            run.fail(QueryRefused("the query took more memory than it may; ask for less", 507, title="Query failed"))
        if self._closed or process.stale:
            return
        self.restarts += 1
        asyncio.get_running_loop().call_later(self._wait_after if starting else 0.0, self._replace_soon)
        if starting:
            self._wait_after = min(self._wait_after * 2, _RESTART[1])

    def _replace_soon(self) -> None:
        task = asyncio.get_running_loop().create_task(self._replace())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _replace(self) -> None:
        if not self._closed and len(self._idle) + len(self._starting) + len(self._running) < self.size:
            await self._launch()
