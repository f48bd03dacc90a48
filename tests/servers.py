"""A real server process for tests: `tct serve` on a free loopback port over a build of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from support import ROOT


def tct(*arguments: str, cwd: Path = ROOT, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user would, and return what it printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TCT_")}
    return subprocess.run(
        [sys.executable, "-m", "tct.cli", *arguments],
        cwd=cwd,
        env={**clean, "COLUMNS": "140", "PYTHONWARNINGS": "ignore", **(env or {})},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextmanager
def serving(
    output: Path,
    root: Path = ROOT,
    env: dict[str, str] | None = None,
    options: tuple[str, ...] = (),
    log: Path | None = None,
) -> Iterator[tuple[str, str]]:
    """Start `tct serve` on a free port; give its address and what it said, and stop it in the end.

    ``log`` is a file that its standard output (the access log) goes to; it is whole when the server has stopped.
    """
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TCT_")}
    command = [sys.executable, "-m", "tct.cli", "serve", "--port", "0", "--root", str(root), "--output", str(output)]
    with log.open("wb") if log else nullcontext() as stdout:
        process = subprocess.Popen(
            [*command, *options], env={**clean, **(env or {})}, stdout=stdout, stderr=subprocess.PIPE, text=True
        )
    try:
        assert process.stderr is not None
        said = ""
        for line in process.stderr:
            said += line
            if found := re.search(r"at (http://\S+) ", line):
                yield found[1], said
                break
        else:
            raise AssertionError(f"the server did not start: {said}")
    finally:
        process.terminate()
        process.wait(20)
        if process.stderr is not None:
            process.stderr.close()
