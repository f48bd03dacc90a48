"""The server's side of the process that applies writes."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from tct.errors import QuerySyntax, WriteRefused


class Child:
    """One process that applies writes, started when it is first needed and again after it was killed."""

    def __init__(self, root: Path, shapes: bool, memory: int) -> None:
        """Remember how to start it; ``memory`` are the bytes that a write may take."""
        self._arguments = (str(root), "1" if shapes else "0", str(memory))
        self._process: asyncio.subprocess.Process | None = None

    async def ready(self) -> asyncio.subprocess.Process:
        """Return the process, up and listening. Raises WriteRefused (503) where it does not start."""
        if self._process is None:
            environment = {name: value for name, value in os.environ.items() if name != "TCT_WRITE_TOKEN"}
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tct.write.child", *self._arguments, str(os.getpid()),
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env=environment, limit=2**26,
            )  # fmt: skip
            if not await self._line(self._process):
                await self.stop()
                raise WriteRefused("the process that applies writes does not start", 503, title="Not ready")
        return self._process

    async def ask(self, job: dict[str, Any]) -> dict[str, Any]:
        """Send a job and return its outcome.

        Raises QuerySyntax or WriteRefused as the process tells them, and WriteRefused (507) where it dies.
        """
        process = await self.ready()
        assert process.stdin is not None
        line = b""
        try:
            process.stdin.write(json.dumps(job).encode() + b"\n")
            await process.stdin.drain()
            line = await self._line(process)
        except ConnectionError:
            pass
        finally:
            if not line:  # dead, or given up: whatever it still does must not go on
                await self.stop()
        if not line:
            raise WriteRefused("the write took more memory than it may; nothing of it is kept", 507)
        outcome: dict[str, Any] = json.loads(line)
        if "error" in outcome:
            raise _refusal(outcome)
        return outcome

    async def _line(self, process: asyncio.subprocess.Process) -> bytes:
        assert process.stdout is not None
        return await process.stdout.readline()

    async def stop(self) -> None:
        """Kill the process, and wait until it is gone; what it was writing is never read."""
        process, self._process = self._process, None
        if process is not None:
            if process.returncode is None:
                process.kill()
            await process.wait()


def _refusal(told: dict[str, Any]) -> QuerySyntax | WriteRefused:
    if "line" in told:
        error = QuerySyntax("", told["line"], told["column"])
        error.args = (told["error"],)
        return error
    return WriteRefused(told["error"], told["status"], title=told["title"], findings=told.get("findings", ()))
