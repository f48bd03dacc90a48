"""Processes of the bench: a free port, a tree's memory, a start and an end that leave nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.wire import Connection, Target

ASK = "ASK { ?s ?p ?o }"


class NotStarted(Exception):
    """A server did not answer in time; its log says why."""


@dataclass
class Running:
    """A server that has answered: where, as which process, and after how many seconds from its start."""

    target: Target
    process: subprocess.Popen[bytes]
    seconds: float

    def memory(self) -> tuple[int, int]:
        """Return the bytes of the tree: the sum of each process's peak, and the shares (PSS) now."""
        numbers = tree(self.process.pid)
        return sum(peak(number) for number in numbers), sum(share(number) for number in numbers)


def free_port() -> int:
    """Return a port of the loopback address that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tree(root: int) -> list[int]:
    """Return a process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            parents.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found = [root]
    for number in found:
        found.extend(parents.get(number, []))
    return found


def _kilobytes(path: Path, name: str) -> int:
    with suppress(OSError):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith(name):
                return int(line.split()[1]) * 1024
    return 0


def peak(number: int) -> int:
    """Return the most bytes that a process has had in memory (VmHWM)."""
    return _kilobytes(Path(f"/proc/{number}/status"), "VmHWM:")


def share(number: int) -> int:
    """Return the bytes that a process has in memory, pages that several share divided among them (PSS)."""
    return _kilobytes(Path(f"/proc/{number}/smaps_rollup"), "Pss:")


@contextmanager
def group(command: list[str], log: Path, env: Mapping[str, str] | None = None,
          cwd: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:  # fmt: skip
    """Run a command in a process group of its own; in the end all of the group is gone."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TCT_")}
    with log.open("ab") as stream:
        process = subprocess.Popen(
            command, env={**clean, **(env or {})}, cwd=cwd, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream,
            start_new_session=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def first_answer(target: Target, process: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait until the server answers a query with 200; raises NotStarted where it ends or does not in time."""
    limit = time.perf_counter() + seconds
    request = target.request(ASK)
    while time.perf_counter() < limit:
        if process.poll() is not None:
            raise NotStarted(f"the process ended with {process.returncode}")
        connection = Connection(target, max(0.1, limit - time.perf_counter()))
        answer = connection.ask(request)
        connection.close()
        if answer.status == 200:
            return
        time.sleep(0.004)
    raise NotStarted(f"no answer within {seconds:g} s")
