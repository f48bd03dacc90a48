"""Where the data of a writable instance lies: generations, and a pointer to the one that counts.

``<output>/writable/`` has the form of a directory of builds: ``releases/<number>-<digest>/`` and ``current``, so that
`Build.current` reads it. It begins as a copy of the current build and stays, whatever is built later: delete it to
begin anew. A generation is whole on the disk before the pointer is replaced, in one step, to name it; whatever the
pointer does not name never happened.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from contextlib import ExitStack
from pathlib import Path

from tct.build import Build
from tct.errors import NotBuilt, UsageError
from tct.store import duplicate
from tct.write.apply import to_disk


class Generations:
    """The generations of one writable instance, held by one server at a time."""

    def __init__(self, directory: Path, base: Build, keep: float = 60.0) -> None:
        """Take the directory, and copy ``base`` into it where it is new.

        A generation that was replaced stays for ``keep`` seconds, for the queries that still read it. Raises
        UsageError where another server writes there, or where the data was left by another version of this program.
        """
        self.directory, self.keep = directory, keep
        (directory / "releases").mkdir(parents=True, exist_ok=True)
        self._lock = (directory / "lock").open("ab")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._lock.close()
            raise UsageError(f"another server writes to {directory}; stop it first") from error
        self._holds = ExitStack()
        self._retired: list[tuple[float, ExitStack, Build]] = []
        try:
            self.build = self._first(base)
            self._hold(self.build)
            self._sweep()
        except BaseException:
            self._lock.close()
            raise

    def _first(self, base: Build) -> Build:
        try:
            return Build.current(self.directory)
        except NotBuilt as error:
            if (self.directory / "current").exists():
                raise UsageError(
                    f"the data in {self.directory} was left by another version and is kept; move it away to begin anew"
                ) from error
        partial = self.partial(0)
        partial.mkdir()
        duplicate(base.store_path, partial / "store")
        for name in ("dataset.nq", "manifest.json", "report.json"):
            if (base.directory / name).is_file():
                shutil.copyfile(base.directory / name, partial / name)
        to_disk(partial)
        return self._place(partial, 0, base.manifest.digest)

    def partial(self, number: int) -> Path:
        """Return where a generation is made; what lay there before is deleted."""
        partial = self.directory / "releases" / f"{number:08d}.partial-{os.getpid()}"
        shutil.rmtree(partial, ignore_errors=True)
        return partial

    @property
    def number(self) -> int:
        """The number of the current generation; the copy of the build is 0."""
        return int(self.build.directory.name.partition("-")[0])

    def swap(self, partial: Path, number: int, digest: str) -> Build:
        """Make a generation that is whole on the disk the current one, and return it."""
        build = self._place(partial, number, digest)
        old, self.build = self.build, build
        self._retired.append((time.monotonic(), self._holds, old))
        self._holds = ExitStack()
        self._hold(build)
        return build

    def _place(self, partial: Path, number: int, digest: str) -> Build:
        name = f"{number:08d}-{digest[:16]}"
        partial.rename(self.directory / "releases" / name)
        _sync(self.directory / "releases")
        pointer = self.directory / "current.new"
        with pointer.open("wb") as stream:
            stream.write(f"{name}\n".encode())
            stream.flush()
            os.fsync(stream.fileno())
        pointer.replace(self.directory / "current")
        _sync(self.directory)
        return Build.current(self.directory)

    def tidy(self) -> None:
        """Delete generations that nobody reads any more."""
        now = time.monotonic()
        while self._retired and now - self._retired[0][0] > self.keep:
            _, hold, old = self._retired.pop(0)
            hold.close()
            shutil.rmtree(old.directory, ignore_errors=True)

    def _sweep(self) -> None:
        """Delete what a server that was killed has left: no pointer names it."""
        for path in (self.directory / "releases").iterdir():
            if path != self.build.directory:
                shutil.rmtree(path, ignore_errors=True)

    def _hold(self, build: Build) -> None:
        self._holds.enter_context(build.hold())

    def close(self) -> None:
        """Let the directory go; another server may take it."""
        self._holds.close()
        for _, hold, _ in self._retired:
            hold.close()
        self._lock.close()


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
