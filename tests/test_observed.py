"""What is counted and logged of a request, and what never is: through the middleware, over a small application."""

from __future__ import annotations

import asyncio
import io
import json
import os
import threading
from collections.abc import Callable
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from tct.errors import OverBudget, QueryRefused, QuerySyntax, UsageError
from tct.web.logs import AccessLog, Observed, notes
from tct.web.metrics import OUTCOMES, Facts, Metrics, outcome, outcome_of

SECRET = "SELECT ?secret { ?secret ?theory ?of_the_case }"
FACTS = Facts("1.0.0", "ab12", 4, 1, {"short": 2, "long": 3}, 5, 60, 7, 8000, 9)


async def plain(request: Request) -> Response:
    """Answer as a handler that evaluates a query does."""
    told = notes(request.scope)
    told.seconds, told.cached, told.query = 0.25, False, request.query_params.get("query", "")
    return PlainTextResponse("answer")


async def refused(request: Request) -> Response:
    """Answer as the table of errors does."""
    notes(request.scope).outcome = outcome_of(QuerySyntax("no", 1, 1))
    return PlainTextResponse("no", 400)


async def streamed(_: Request) -> Response:
    async def pieces() -> Any:
        yield b"one"
        yield b"two"

    return StreamingResponse(pieces())


async def broken(_: Request) -> Response:
    async def pieces() -> Any:
        yield b"one"
        raise RuntimeError("cut")

    return StreamingResponse(pieces())


async def wrong(_: Request) -> Response:
    raise RuntimeError("a mistake")


async def gone(_: Request) -> Response:
    raise asyncio.CancelledError


class Raw:
    """Stops in the middle, as an answer does whose client takes nothing."""

    async def __call__(self, _scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"one", "more_body": True})


INNER = Starlette(
    routes=[
        Route("/sparql", plain, methods=["GET", "HEAD", "POST"]),
        Route("/refused", refused),
        Route("/streamed", streamed),
        Route("/broken", broken),
        Route("/wrong", wrong),
        Route("/gone", gone),
        Route("/unfinished", Raw()),
        Route("/questions/{slug}", plain),
        Mount("/static", routes=[Route("/{name}", plain)]),
    ]
)


class Server:
    """The application under its middleware, and what was counted and logged of it."""

    def __init__(self, *, queries: bool = False) -> None:
        self.stream = io.BytesIO()
        self.metrics = Metrics(lambda: FACTS)
        self.log = AccessLog(self.stream, queries=queries)
        self.observed = Observed(INNER, self.metrics, lambda: "1.0.0 (sha256 ab12)", self.log)

    def ask(self, *requests: tuple[str, str]) -> list[dict[str, Any]]:
        """Send requests (method, path with query), close, and return the lines of the log."""
        asyncio.run(self._ask(requests))
        self.log.close()
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    async def _ask(self, requests: tuple[tuple[str, str], ...]) -> None:
        for method, address in requests:
            path, _, query = address.partition("?")
            headers = [(b"authorization", b"Bearer hidden"), (b"cookie", b"hidden=1")]
            scope: dict[str, Any] = {
                "type": "http", "method": method, "path": path, "raw_path": path.encode(), "root_path": "",
                "query_string": query.encode(), "headers": headers, "client": ("203.0.113.9", 4711), "scheme": "http",
                "server": ("127.0.0.1", 80), "http_version": "1.1",
            }  # fmt: skip
            try:
                await self.observed(scope, _receive, _send)
            except (RuntimeError, asyncio.CancelledError):
                continue

    def counts(self) -> dict[tuple[str, ...], float]:
        """Return every count that is not of this process or a bucket, by its name and the values of its labels."""
        return {
            (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
            for family in text_string_to_metric_families(self.metrics.text()[0].decode())
            for sample in family.samples
            if not sample.name.startswith("process_") and not sample.name.endswith(("_bucket", "_created"))
        }


async def _receive() -> dict[str, Any]:
    await asyncio.Event().wait()  # a client that sends no body, and stays
    raise AssertionError


async def _send(_message: Any) -> None:
    return None


def told(line: dict[str, Any]) -> tuple[Any, ...]:
    """Return what a line says, but for the times."""
    return tuple(line[name] for name in ("method", "route", "status", "bytes", "outcome"))


def test_one_line_a_request_with_the_template_of_its_route() -> None:
    requests = [
        ("GET", f"/sparql?query={SECRET}"),
        ("HEAD", "/sparql"),
        ("GET", "/refused"),
        ("GET", "/questions/who-was-sent"),
        ("GET", "/static/site.css"),
        ("GET", "/../../etc/passwd"),
        ("DELETE", "/sparql"),
        ("GET", "/streamed"),
    ]
    lines = Server().ask(*requests)
    assert [told(line) for line in lines] == [
        ("GET", "/sparql", 200, 6, "ok"),
        ("HEAD", "/sparql", 200, 0, "ok"),
        ("GET", "/refused", 400, 2, "syntax"),
        ("GET", "/questions/{slug}", 200, 6, "ok"),
        ("GET", "/{name}", 200, 6, "ok"),
        ("GET", "other", 404, 9, "refused"),
        ("DELETE", "/sparql", 405, 18, "refused"),
        ("GET", "/streamed", 200, 6, "ok"),
    ]
    first = lines[0]
    assert set(first) == {
        "time", "method", "route", "status", "ms", "bytes", "outcome", "release", "query_ms", "cached"
    }  # fmt: skip
    assert (first["query_ms"], first["cached"], first["release"]) == (250.0, False, "1.0.0 (sha256 ab12)")
    assert set(lines[2]) == set(first) - {"query_ms", "cached"}


def test_no_query_text_no_address_and_no_credentials() -> None:
    server = Server()
    server.ask(("GET", f"/sparql?query={SECRET}"))
    said = server.stream.getvalue() + server.metrics.text()[0]
    for secret in (b"theory", b"203.0.113.9", b"4711", b"hidden"):
        assert secret not in said


def test_query_and_address_where_a_setting_asks_for_them_and_still_no_credentials() -> None:
    server = Server(queries=True)
    lines = server.ask(("GET", "/sparql?query=a%0Ab%22%7B"))
    assert [(line["client"], line["query"]) for line in lines] == [("203.0.113.9", 'a\nb"{')]
    assert server.stream.getvalue().count(b"\n") == 1
    assert b"hidden" not in server.stream.getvalue()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/wrong", ("GET", "/wrong", 500, 21, "failed")),
        ("/broken", ("GET", "/broken", 200, 3, "failed")),
        ("/gone", ("GET", "/gone", 0, 0, "cancelled")),
        ("/unfinished", ("GET", "/unfinished", 200, 3, "cut")),
    ],
)
def test_an_answer_that_failed_is_recorded_once(path: str, expected: tuple[Any, ...]) -> None:
    server = Server()
    assert [told(line) for line in server.ask(("GET", path))] == [expected]
    method, route, status, _, how = expected
    counts = server.counts()
    assert counts["tct_requests_total", method, route, f"{status // 100}xx" if status else "none"] == 1
    assert counts["tct_outcomes_total", how, route] == 1


def test_the_counts_are_those_of_the_requests_and_of_the_server() -> None:
    server = Server()
    server.ask(("GET", "/sparql"), ("GET", "/sparql"), ("HEAD", "/sparql"), ("GET", "/refused"), ("GET", "/none"))
    counts = server.counts()
    for name in ("/sparql", "/refused", "other"):
        assert counts.pop(("tct_request_seconds_sum", name)) > 0
    assert counts == {
        ("tct_requests_total", "GET", "/sparql", "2xx"): 2,
        ("tct_requests_total", "HEAD", "/sparql", "2xx"): 1,
        ("tct_requests_total", "GET", "/refused", "4xx"): 1,
        ("tct_requests_total", "GET", "other", "4xx"): 1,
        ("tct_outcomes_total", "ok", "/sparql"): 3,
        ("tct_outcomes_total", "syntax", "/refused"): 1,
        ("tct_outcomes_total", "refused", "other"): 1,
        ("tct_request_seconds_count", "/sparql"): 3,
        ("tct_request_seconds_count", "/refused"): 1,
        ("tct_request_seconds_count", "other"): 1,
        ("tct_query_seconds_count",): 3,
        ("tct_query_seconds_sum",): 0.75,
        ("tct_release_info", "ab12", "1.0.0"): 1,
        ("tct_workers", "busy"): 1,
        ("tct_workers", "idle"): 3,
        ("tct_queue_queries", "short"): 2,
        ("tct_queue_queries", "long"): 3,
        ("tct_workers_restarted_total",): 5,
        ("tct_cache_lookups_total", "hit"): 60,
        ("tct_cache_lookups_total", "miss"): 7,
        ("tct_cache_bytes",): 8000,
        ("tct_budget_clients",): 9,
    }


def test_labels_are_a_short_list_whatever_clients_send() -> None:
    server = Server()
    server.ask(*((f"X{number}", f"/{number}?q={number}") for number in range(300)))
    counts = server.counts()
    assert counts["tct_requests_total", "other", "other", "4xx"] == 300
    assert sum(1 for name, *_ in counts if name == "tct_requests_total") == 1
    server.metrics.answered("/sparql", "GET", 200, "made-up", 0.1)
    assert server.counts()["tct_outcomes_total", "failed", "/sparql"] == 1


def test_the_text_is_prometheus_or_openmetrics_as_asked() -> None:
    metrics = Metrics(lambda: FACTS)
    body, media = metrics.text()
    assert media == "text/plain; version=0.0.4; charset=utf-8"
    assert b'tct_release_info{digest="ab12",version="1.0.0"} 1.0\n' in body
    body, media = metrics.text("application/openmetrics-text; version=1.0.0")
    assert media.startswith("application/openmetrics-text; version=1.0.0; charset=utf-8")
    assert body.endswith(b"# EOF\n")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (QuerySyntax("no", 1, 1), "syntax"),
        (QueryRefused("no"), "refused"),
        (QueryRefused("no", 406), "refused"),
        (QueryRefused("no", 413), "too-large"),
        (QueryRefused("no", 507), "too-large"),
        (QueryRefused("no", 422), "invalid"),
        (QueryRefused("no", 503), "busy"),
        (QueryRefused("no", 504), "deadline"),
        (OverBudget("no", 1, "p", {}), "over-budget"),
        (UsageError("no"), "failed"),
        (QueryRefused("no", 502), "upstream"),
        (QueryRefused("no", 500), "failed"),
    ],
)
def test_outcomes_of_errors(error: Exception, expected: str) -> None:
    assert outcome_of(error) == expected
    assert expected in OUTCOMES


def test_outcomes_of_statuses() -> None:
    seen = [outcome(status) for status in (0, 200, 304, 400, 404, 413, 422, 429, 500, 503, 504, 507)]
    assert seen == [
        "cancelled", "ok", "ok", "refused", "refused", "too-large", "invalid", "over-budget", "failed", "busy",
        "deadline", "too-large",
    ]  # fmt: skip


class Stuck:
    """A stream whose reader stands still until it is let go."""

    def __init__(self) -> None:
        self.written, self.entered, self.free = b"", threading.Event(), threading.Event()

    def write(self, data: memoryview) -> int:
        self.entered.set()
        assert self.free.wait(30)
        self.written += bytes(data[:7])
        return min(7, len(data))


def on_loop(work: Callable[[], None]) -> None:
    """Run something where an event loop runs."""

    async def main() -> None:
        work()

    asyncio.run(main())


def test_a_reader_that_stands_still_costs_lines_and_not_answers() -> None:
    stream = Stuck()
    log = AccessLog(stream, lines=3, batches=1)

    def write(start: int, stop: int) -> None:
        for number in range(start, stop):
            log.write({"n": number})
        log.flush()

    on_loop(lambda: write(0, 1))
    assert stream.entered.wait(30)
    on_loop(lambda: write(1, 3))  # kept while the first batch is being written
    on_loop(lambda: write(3, 8))  # no room for this batch, and two of its lines were too many for any
    stream.free.set()
    on_loop(lambda: write(8, 8))
    log.close(30)
    lines = [json.loads(line) for line in stream.written.splitlines()]
    assert lines == [{"n": 0}, {"n": 1}, {"n": 2}, {"dropped": 5}]


def test_closing_waits_no_longer_than_told_for_a_stream_that_stands_still() -> None:
    stream = Stuck()
    log = AccessLog(stream)
    on_loop(lambda: log.write({"n": 0}))
    log.close(0.01)
    assert stream.written == b""
    stream.free.set()


def test_a_closed_pipe_stops_the_log_and_nothing_else() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with io.FileIO(writer, "w") as stream:
        log = AccessLog(stream)
        for number in range(3):
            on_loop(lambda number=number: log.write({"n": number}))  # type: ignore[misc]
            log.flush()
        log.close(30)


def test_the_log_is_closed_with_the_application() -> None:
    stream = io.BytesIO()
    log = AccessLog(stream)

    async def inner(_scope: Any, _receive: Any, _send: Any) -> None:
        log.write({"n": 0})

    observed = Observed(inner, Metrics(lambda: FACTS), lambda: "", log)
    asyncio.run(observed({"type": "lifespan"}, _receive, _send))
    assert stream.getvalue() == b'{"n":0}\n'
