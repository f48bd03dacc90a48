"""`tct serve`: the server; it only reads, unless it is told to take writes too."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from tct.build import Build
from tct.build import build as build_release
from tct.cli.options import Output, Root, app, builds, print_report, steps, tree
from tct.errors import InvalidDataset, NotBuilt, TctError, UsageError
from tct.layout import Layout
from tct.settings import Settings
from tct.validate import Report
from tct.write import Access, Generations, Limits, Writer

PATIENCE = 6
"""A write may take as many times a query's deadline: it is validated whole."""


Writable = Annotated[
    bool,
    typer.Option("--writable", help="Take writes too, with the token in TCT_WRITE_TOKEN; data in OUTPUT/writable."),
]
WithoutToken = Annotated[bool, typer.Option("--without-token", help="Ask for no token; on loopback only.")]
WithoutShapes = Annotated[
    bool, typer.Option("--without-shapes", help="Validate no write, compute nothing from it; on loopback only.")
]


@app.command(epilog="Example: tct serve --host 127.0.0.1 --port 8080")
def serve(host: Annotated[str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")] = None,
          port: Annotated[int | None, typer.Option(help="Port to listen on (default 8000).")] = None,
          root: Root = None, output: Output = None, writable: Writable = False, without_token: WithoutToken = False,
          without_shapes: WithoutShapes = False) -> None:  # fmt: skip
    """Serve the graph, built first where its files changed; the last good build is served if that fails."""
    from tct.web.server import serve_forever

    settings = Settings()
    layout, target = tree(root), builds(output)
    address, chosen = host or settings.host, settings.port if port is None else port
    access = None
    if writable:
        token = settings.write_token.get_secret_value()
        access = Access.decide(address, token, without_token=without_token, without_shapes=without_shapes)
    elif without_token or without_shapes:
        raise UsageError("--without-token and --without-shapes go with --writable")
    problem = _build(layout, target)
    build, more = Build.current(target), dict[str, Any](problem=problem)
    if access:
        writer = _writer(layout, target / "writable", build, access, settings)
        build, more = writer.build, {**more, "writer": writer}
    serve_forever(layout, build, address, chosen, settings, **more)


def _build(layout: Layout, target: Path) -> str:
    """Build where files have changed; where that fails, say so, return why, and leave the last good build as it is."""
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
        return str(error) if isinstance(error, TctError) else "the build could not be written"
    return ""


def _writer(layout: Layout, directory: Path, base: Build, access: Access, settings: Settings) -> Writer:
    """Return the writer of an instance whose data lies in a directory of its own, and say what is special about it."""
    limits = Limits(PATIENCE * settings.deadline, settings.memory)
    generations = Generations(directory, base, keep=2 * settings.deadline)
    said = [f"writes go to {directory}"]
    if generations.build.manifest.inputs != base.manifest.inputs:
        said.append(f"which began as another build than {base.manifest.label}; move it away to begin anew")
    said += [] if access.token else ["no token is asked for"]
    said += [] if access.shapes else ["nothing is validated"]
    typer.echo(f"tct: {'; '.join(said)}", err=True)
    return Writer(generations, layout.root, access, limits)
