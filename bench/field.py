"""The servers of one scale, all up at once; one that hangs is brought back where that is cheap, else left out."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass, field

from bench.process import ASK, NotStarted, Running
from bench.servers import Engine
from bench.wire import Connection, Target

CHEAP = 20.0
"""Seconds of a start that is repeated for a server that hangs."""


@dataclass
class Field:
    """Running servers by name, and why the others are not there."""

    engines: dict[str, Engine]
    live: dict[str, Running] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    peaks: dict[str, tuple[int, int]] = field(default_factory=dict)
    starts: dict[str, float] = field(default_factory=dict)
    _stacks: dict[str, ExitStack] = field(default_factory=dict)

    def __enter__(self) -> Field:
        """Start every server."""
        for name in self.engines:
            self._start(name)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop every server."""
        for stack in self._stacks.values():
            stack.close()

    @property
    def targets(self) -> dict[str, Target]:
        """The servers that answer."""
        return {name: running.target for name, running in self.live.items()}

    def _start(self, name: str) -> None:
        stack = self._stacks[name] = ExitStack()
        try:
            running = stack.enter_context(self.engines[name].running(None))
        except NotStarted as error:
            self.gone[name] = str(error)
            return
        self.live[name] = running
        self.starts.setdefault(name, running.seconds)

    def recover(self, name: str, patience: float) -> None:
        """Restart a server that gave no answer in time; where a start is dear, wait for it, then leave it out."""
        dear = self.live[name].seconds > CHEAP
        limit = time.perf_counter() + patience * 3 * dear
        while time.perf_counter() < limit and self.live[name].process.poll() is None:
            connection = Connection(self.live[name].target, patience)
            answer = connection.ask(self.live[name].target.request(ASK))
            connection.close()
            if answer.status == 200 and answer.seconds < 0.5:
                return
        self.remember(name)
        del self.live[name]
        self._stacks[name].close()
        if dear:
            self.gone[name] = "left out: it hung, and starts slowly"
        else:
            self._start(name)

    def remember(self, name: str) -> None:
        """Keep the memory of a server: the larger peak, the newest share."""
        peak, share = self.live[name].memory()
        self.peaks[name] = (max(peak, self.peaks.get(name, (0, 0))[0]), share)
