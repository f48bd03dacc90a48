"""Who runs when: processes over one store, a lane for short queries, a lane for long ones.

Nobody knows beforehand what a query costs. Each begins in the short lane; when its process has worked on it for
`SLICE` seconds, or its answer is larger than `HOLD`, it is long, and of those at most ``workers`` run at once. One that
would be one too many gives its process back (it is killed, which is the only way) and waits in the long lane from its
start; its shape is remembered, so that the next of its kind waits there at once. Two processes more than ``workers``
exist: one for short queries, and a spare that takes over while a killed one is replaced.
"""

from __future__ import annotations

import asyncio
import subprocess
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from cachetools import LRUCache

from tct.execute.limits import HOLD, QUICK, SLICE, START, STREAMS, YIELD, Job, Limits
from tct.execute.process import Process, await_end
from tct.execute.refusals import busy, deadline, lost, refusal, stopping, unreadable, waited_too_long
from tct.execute.run import Cancelled, Meter, Run

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
        self.children: set[subprocess.Popen[bytes]] = set()
        self._idle: list[Process] = []
        self._starting: set[Process] = set()
        self._fresh: set[Process] = set()
        self._running: dict[Process, Run] = {}
        self._long: set[Process] = set()
        self._streams: set[Run] = set()
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
    def streams(self) -> int:
        """Answers larger than `HOLD` that are on their way to clients."""
        return len(self._streams)

    @property
    def waiting(self) -> dict[str, int]:
        """Queries that wait, by lane."""
        return {"short": len(self._short_wait), "long": len(self._long_wait)}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Pool]:
        """Start the processes (the first is waited for); in the end, stop what runs and wait until all are gone.

        Raises QueryRefused (503) where no process can open the store.
        """
        try:
            self._idle += await self._launch(self.store, 1)
            for _ in range(self.size - 1):
                self._starting.add(await Process.launch(self.store, self.limits, self))
            yield self
        finally:
            self.stop()
            for process in {*self._idle, *self._starting, *self._fresh, *self._running}:
                process.kill()
            await await_end(self.children)

    def stop(self) -> None:
        """Take no more queries, and tell those that wait or run that the server ends (503); answers are cut."""
        self._closed = True
        for process, run in list(self._running.items()):
            self._take_away(process)
            run.fail(stopping())
        for lane in (self._short_wait, self._long_wait):
            while lane:
                lane.popleft().fail(stopping())

    async def reopen(self, store: Path) -> None:
        """Read another store from here on: whatever is asked after this returns is answered from it.

        Until then the old one answers; a query that runs on it then still ends well. Raises QueryRefused (503) where no
        process can open the new one: the old one goes on.
        """
        fresh = await self._launch(store, self.size)
        old = {*self._idle, *self._starting, *self._running}
        for process in old:
            process.stale = True
        self.store, self._idle = store, fresh
        for process in old - self._running.keys():
            process.kill()
        for _ in range(self.size - len(fresh)):
            self._replace_soon()
        self._dispatch()

    async def _launch(self, store: Path, number: int) -> list[Process]:
        """Launch processes and wait until all are up; raises QueryRefused (503) where one will not be."""
        fresh: list[Process] = []
        try:
            for _ in range(number):
                fresh.append(await Process.launch(store, self.limits, self))
                self._fresh.add(fresh[-1])
            async with asyncio.timeout(START):
                while not all(process.up for process in fresh):
                    if any(process.gone for process in fresh):
                        raise unreadable(store)
                    self._changed.clear()
                    await self._changed.wait()
        except BaseException as error:
            for process in fresh:
                process.stale = True
                process.kill()
            if isinstance(error, TimeoutError | OSError):
                raise unreadable(store) from error
            raise
        finally:
            self._fresh.difference_update(fresh)
        return [process for process in fresh if not process.gone]

    def start(self, job: Job, meter: Meter | None = None, waited: float = 0.0) -> Run:
        """Take a job in; its ``ready`` is awaited. Raises QueryRefused: 503 where too many wait, 429 by the meter.

        ``waited`` seconds of its deadline are over already.
        """
        if self._closed:
            raise stopping()
        if meter is not None:
            meter.check()
        loop = asyncio.get_running_loop()
        run = Run(job, loop, self._cancel, meter)
        lane = self._long_wait if job.shape in self._costly else self._short_wait
        lane.append(run)
        self._dispatch()
        if len(lane) > self.limits.queue and lane[-1] is run:
            lane.pop()
            raise busy()
        run.timer = loop.call_later(max(0.0, self.limits.deadline - waited), self._expire, run)
        return run

    def _dispatch(self) -> None:
        while self._idle:
            long = bool(self._long_wait) and len(self._long) < self.limits.workers
            lane = self._long_wait if long else self._short_wait
            if not lane:
                return
            run = lane.popleft()
            if not run.admitted():
                continue
            process = self._idle.pop()
            self._running[process] = run
            run.start(process)
            process.send(run.job.line(self.limits))
            if long:
                self._become_long(process, run)
            else:
                asyncio.get_running_loop().call_later(SLICE, self._slice_over, process, run)

    def _become_long(self, process: Process, run: Run) -> None:
        self._long.add(process)
        asyncio.get_running_loop().call_later(YIELD, self._yield, process, run)

    def _yield(self, process: Process, run: Run) -> None:
        if self._running.get(process) is run:
            process.yield_to_others()

    def _slice_over(self, process: Process, run: Run) -> None:
        """A query may have used up its time in the short lane; one that had to wait for a processor has not."""
        if self._running.get(process) is not run or process in self._long:
            return
        if run.worked() < SLICE / 2:
            asyncio.get_running_loop().call_later(SLICE, self._slice_over, process, run)
            return
        self._costly[run.job.shape] = True
        self._is_long(process, run)

    def _is_long(self, process: Process, run: Run) -> bool:
        """Let a query go on as a long one, or wait for its turn among those: return whether it goes on."""
        if process in self._long:
            return True
        if len(self._long) < self.limits.workers:
            self._become_long(process, run)
            return True
        self._take_away(process)
        run.pause()
        if len(self._long_wait) < self.limits.queue:
            self._long_wait.append(run)
        else:
            run.fail(busy())
        return False

    def _may_stream(self, process: Process, run: Run) -> bool:
        """Whether an answer may begin that is larger than `HOLD`: such a query is long, however quick it was."""
        if not self._is_long(process, run):
            return False
        if len(self._streams) >= STREAMS:
            self._take_away(process)
            run.fail(busy("too many large answers are on their way"))
            return False
        self._streams.add(run)
        return True

    def _expire(self, run: Run) -> None:
        process = self._process(run)
        if process is None:
            self._drop(run)
            run.fail(waited_too_long(self.limits.deadline))
            return
        self._costly[run.job.shape] = True
        self._take_away(process)
        run.fail(deadline(self.limits.deadline))
        self._dispatch()

    def _cancel(self, run: Run) -> None:
        """Forget an answer that nobody reads on, and stop its query where it still runs."""
        self._streams.discard(run)
        if run.over:
            return
        self._drop(run)
        process = self._process(run)
        if process is not None:
            self._take_away(process)
        run.fail(Cancelled())
        self._dispatch()

    def _process(self, run: Run) -> Process | None:
        return next((process for process, other in self._running.items() if other is run), None)

    def _drop(self, run: Run) -> None:
        for lane in (self._short_wait, self._long_wait):
            if run in lane:
                lane.remove(run)

    def _take_away(self, process: Process) -> None:
        """Kill a process whose query must not go on; `died` replaces it."""
        self._running.pop(process, None)
        self._long.discard(process)
        process.kill()

    def started(self, process: Process, means: str) -> None:
        """Take a process in whose store is open; one that `_launch` waits for is taken in there."""
        self._changed.set()
        self._wait_after = _RESTART[0]
        self.means = means
        if process in self._fresh:
            return
        self._starting.discard(process)
        if process.stale or self._closed:
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
            if run.streams or run.held + len(payload) <= HOLD or self._may_stream(process, run):
                run.piece(payload)
            return
        if run.worked() < SLICE / 2:
            self._costly.pop(run.job.shape, None)
        error = None if kind == b"Z" else refusal(payload)
        if error is None:
            run.finish(payload)
        else:
            run.fail(error)
        if error is None or error.status == 400:
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
            self._died_in(run)
        if self._closed or process.stale or process in self._fresh:
            return
        self.restarts += 1
        asyncio.get_running_loop().call_later(self._wait_after if starting else 0.0, self._replace_soon)
        if starting:
            self._wait_after = min(self._wait_after * 2, _RESTART[1])

    def _died_in(self, run: Run) -> None:
        """A process died in a query: at once, and it was hardly the query's fault; else the query gets no other."""
        if run.seconds < QUICK and not run.again and not run.streams and not self._closed:
            run.again = True
            run.pause()
            self._short_wait.appendleft(run)
            self._dispatch()
            return
        run.fail(lost())

    def _replace_soon(self) -> None:
        task = asyncio.get_running_loop().create_task(self._replace())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _replace(self) -> None:
        if self._closed or self.alive + len(self._starting) >= self.size:
            return
        try:
            self._starting.add(await Process.launch(self.store, self.limits, self))
        except OSError:  # no process or no socket is to be had at this moment
            asyncio.get_running_loop().call_later(_RESTART[1], self._replace_soon)
