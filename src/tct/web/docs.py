"""The page of the API: Swagger UI over ``/openapi.json`` from this server alone, and a list where it is not there."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from tct.web.editor import VENDOR
from tct.web.page import page


def docs(request: Request) -> Response:
    """Show every address for programs; without scripts, as a plain list."""
    built = (VENDOR / "docs.js").is_file()
    described = request.app.openapi()["paths"]
    listed = [
        (method.upper(), path, operation.get("summary", ""))
        for path, operations in sorted(described.items())
        for method, operation in operations.items()
    ]
    return page(
        request,
        "docs.html",
        scripts=["vendor/docs.js"] if built else [],
        styles=["vendor/docs.css", "asking.css"] if built else ["asking.css"],
        built=built,
        listed=listed,
        alternates=[("application/json", "/openapi.json")],
    )


ROUTES: Final = [("/docs", docs)]
