"""`tct serve`: the server, read-only unless told otherwise."""

from __future__ import annotations

from typing import Annotated

import typer

from tct.build import Build
from tct.build import build as build_release
from tct.cli.options import Output, Root, app, builds, print_report, steps, tree
from tct.errors import InvalidDataset, NotBuilt, TctError
from tct.settings import Settings
from tct.validate import Report


@app.command(epilog="Example: tct serve --host 127.0.0.1 --port 8080")
def serve(host: Annotated[str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")] = None,
          port: Annotated[int | None, typer.Option(help="Port to listen on (default 8000).")] = None,
          root: Root = None, output: Output = None) -> None:  # fmt: skip
    """Serve the graph, built first where its files changed; the last good build is served if that fails."""
    from tct.web.server import serve_forever

    settings = Settings()
    layout, target = tree(root), builds(output)
    try:
        with steps("build", layout) as step:
            build_release(layout, target, step)
    except (TctError, OSError) as error:
        try:
            last = Build.current(target)
        except NotBuilt:
            if isinstance(error, InvalidDataset) and isinstance(error.report, Report):
                print_report(error.report, as_json=False)
            raise error from None
        typer.echo(f"tct: {error}\ntct: serving the last good build, {last.manifest.label}", err=True)
    chosen = settings.port if port is None else port
    serve_forever(layout, Build.current(target), host or settings.host, chosen, settings)
