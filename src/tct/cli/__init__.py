"""The command line: it parses, calls the package, prints, and sets the exit code (0, 1 findings, 2 usage)."""

from __future__ import annotations

import sys

from tct.cli import authors, readers, serving
from tct.cli.options import app
from tct.errors import TctError

__all__ = ["app", "authors", "main", "readers", "serving"]


def main() -> None:
    """Run the command line; errors that a user can mend are one line on standard error."""
    try:
        app()
    except TctError as error:
        print(f"tct: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
