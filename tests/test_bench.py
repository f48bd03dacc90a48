"""The bench measures; what it computes from what it measures is tested here: data, reading of answers, verdicts."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice, repeat
from pathlib import Path

import pytest
from bench.bounds import bounds
from bench.generate import generate, pieces, template
from bench.loads import loads, lookups, questions, subjects
from bench.measure import fingerprint, rate
from bench.report import written
from bench.wire import Connection, Response, Target

from support import ROOT
from tct.build import Build
from tct.namespaces import BASE
from tct.store import OxigraphStore, Solutions

IN = f"<{BASE}graph/xx>"
NQUADS = f"""\
<{BASE}country/xx> <{BASE}ns#iso3166> "XX" {IN} .
<{BASE}document/d#p1> <{BASE}ns#text> "One." {IN} .
<{BASE}claim/a> <{BASE}ns#statedIn> <{BASE}document/d#p1> {IN} .
<{BASE}graph/xx> <{BASE}ns#license> <http://example.org/l> {IN} .
<{BASE}quantity/q> <{BASE}ns#lower> "100" {IN} .
<{BASE}quantity/q> <{BASE}ns#number> "200" {IN} .
"""


def copy(number: int, seed: int = 1) -> list[str]:
    return template(NQUADS).copy(number, seed).splitlines()


def test_a_copy_renames_what_a_document_brings_and_shares_the_rest() -> None:
    lines = copy(1)
    assert lines[:2] == [
        f'<{BASE}document/d-s1#p1> <{BASE}ns#text> "One." <{BASE}graph/xx-f1> .',
        f"<{BASE}claim/a-s1> <{BASE}ns#statedIn> <{BASE}document/d-s1#p1> <{BASE}graph/xx-f1> .",
    ]
    assert lines[-1] == f"<{BASE}graph/xx-f1> <{BASE}ns#license> <http://example.org/l> <{BASE}graph/xx-f1> ."
    assert len(lines) == 5, "the country is there once"


def test_numbers_of_a_quantity_move_together() -> None:
    lower, number = (int(line.split('"')[1]) for line in copy(3)[2:4])
    assert 50 <= lower <= 150
    assert abs(number - 2 * lower) <= 1


def test_after_fifty_copies_the_named_graphs_are_used_again_and_described_once() -> None:
    assert copy(51)[0].endswith("<https://w3id.org/third-country-transfers/graph/xx-f1> .")
    assert not any("license" in line for line in copy(51))


def test_the_larger_graph_is_as_large_as_asked_the_same_each_time_and_marked(tmp_path: Path) -> None:
    source = tmp_path / "one.nq"
    source.write_text(NQUADS, encoding="utf-8")
    quads = generate(source, tmp_path / "a.nq", 20)
    generate(source, tmp_path / "b.nq", 20)
    written = (tmp_path / "a.nq").read_bytes()
    assert written == (tmp_path / "b.nq").read_bytes()
    assert written.startswith(NQUADS.encode()), "the real graph is inside"
    assert b'"SYNTHETIC: ' in written
    assert quads == len(set(written.splitlines()))
    assert 20 * 6 <= quads <= 20 * 6 + 40
    assert "".join(pieces(NQUADS, 1)) == NQUADS


def test_every_load_and_question_finds_something_in_the_real_graph(built_store: OxigraphStore) -> None:
    for query in [*loads(), *questions(ROOT)]:
        found = built_store.answer(query.text)
        assert isinstance(found, Solutions), query.name
        assert found.rows or query.kind == "question", query.name


@pytest.fixture(scope="module")
def built_store(built: Build) -> OxigraphStore:
    return built.open()


def test_lookups_go_through_all_subjects_from_where_they_begin(tmp_path: Path) -> None:
    path = tmp_path / "one.nq"
    path.write_text(NQUADS, encoding="utf-8")
    found = subjects(path)
    assert sorted(found) == sorted({line.split()[0] for line in NQUADS.splitlines()})
    assert list(islice(lookups(found, 2), 9)) == list(islice(lookups(found[2:] + found[:2]), 9))


@pytest.mark.parametrize(
    "sent",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n2;x=1\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello",
    ],
)
def test_a_response_is_read_whatever_pieces_it_comes_in(sent: bytes) -> None:
    for size in (1, 2, 7, len(sent)):
        response = Response(keep=True)
        whole = [response.feed(sent[start : start + size]) for start in range(0, len(sent), size)]
        assert not any(whole[:-1])
        assert whole[-1] or response.end()
        assert (response.status, response.body, response.size) == (200, b"hello", 5)


@contextmanager
def answering(reply: bytes, times: int) -> Iterator[Target]:
    """Serve one reply to every request, then close each connection after some of them."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve(connected: socket.socket) -> None:
            with connected:
                for _ in range(times):
                    if not connected.recv(65536):
                        return
                    connected.sendall(reply)

        def accept() -> None:
            while True:
                try:
                    connected, _ = listener.accept()
                except OSError:
                    return
                threading.Thread(target=serve, args=(connected,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield Target(listener.getsockname()[1], "/sparql")
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def test_a_connection_is_kept_and_opened_again_where_the_server_closes_it() -> None:
    with answering(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 3) as target:
        connection = Connection(target, 5)
        answers = [connection.ask(target.request("ASK {}"), keep=True) for _ in range(4)]
        assert [(answer.status, answer.body, answer.broken) for answer in answers] == [
            *[(200, b"ok", "")] * 3,
            (0, b"", "cut"),
        ]
        assert connection.ask(target.request("ASK {}")).status == 200
        connection.close()


def test_a_cut_answer_is_no_answer() -> None:
    with answering(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nok", 1) as target:
        connection = Connection(target, 5)
        assert connection.ask(target.request("ASK {}")).broken == "cut"
        connection.close()


def test_a_rate_counts_each_answer_by_its_status() -> None:
    with answering(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", 10**6) as target:
        found = rate(target, [repeat(target.request("ASK {}"), 3) for _ in range(2)], 5)
    assert found["outcomes"] == {"503": 6}
    assert found["rate"] == 0


def test_answers_are_the_same_whatever_their_order_and_spelling_of_numbers() -> None:
    def body(*rows: str) -> bytes:
        return f'{{"head":{{"vars":["n"]}},"results":{{"bindings":[{",".join(rows)}]}}}}'.encode()

    integer = '{"n":{"type":"literal","value":"2","datatype":"http://www.w3.org/2001/XMLSchema#integer"}}'
    decimal = '{"n":{"type":"typed-literal","value":"2.0","datatype":"http://www.w3.org/2001/XMLSchema#decimal"}}'
    plain = '{"n":{"type":"literal","value":"2"}}'
    assert fingerprint(body(integer, plain)) == fingerprint(body(plain, decimal))
    assert fingerprint(body(integer)) != fingerprint(body(plain))
    assert fingerprint(b'{"results":{"bindings":[{"n":') == (-1, ""), "an answer that was cut"


def result(ours: float, theirs: float) -> dict[str, object]:
    figures = {
        name: {
            "broken": "",
            "digest": "a",
            "rows": 1,
            "once": p50,
            "cold": dict.fromkeys(("p50", "low", "high", "p99"), p50),
        }
        for name, p50 in (("tct", ours), ("oxigraph", theirs))
    }
    rates = {"rate": 2600.0, "low": 2500.0, "high": 2700.0, "outcomes": {"200": 9, "pending": 8}}
    ends = [{"outcome": "504", "seconds": 10.2}] * 4
    return {
        "quads": 6,
        "servers": {"tct": {"load": 1.0, "peak": 500e6, "start": {"p50": 900.0, "low": 800.0, "high": 990.0}}},
        "queries": {"q": {"kind": "question", "servers": figures}},
        "points": {"tct": {"latency": None, "rate": rates, "repeated": None}},
        "hostile": {
            "tct": {"deadline": 10.0, "p50": 1.0, "p99": 60.0, "worst": 70.0, "alone_p99": 2.0, "rate": 900.0,
                    "outcomes": {"200": 9}, "runaways": ends, "after": "1.0 ms"}
        },
    }  # fmt: skip


def test_each_figure_has_its_verdict_beside_it() -> None:
    found = {one.what[:24]: one.reached for one in bounds(result(2.0, 1.6), "1")}
    assert found == {
        "each question, cold: p50": True,
        "each question, repeated:": None,
        "repeated, questions over": None,
        "point lookups, 8 connect": True,
        "point lookups while four": False,
        "every runaway answered a": True,
        "start to first answer un": True,
        "under 400 MB, two worker": False,
    }
    assert not bounds(result(14.0, 10.0), "100")[0].reached
    assert len(bounds(result(14.0, 10.0), "100")) == 6, "start and memory are bounds on the real graph"


def test_the_report_says_what_was_reached_and_what_not() -> None:
    summary, details = written(
        {
            "machine": {"cpu": "a cpu", "cores": "2", "memory": "8 GB", "python": "3.12"},
            "quick": False,
            "scales": {"1": result(14.0, 10.0)},
        }
    )
    assert "| **not reached** |" in summary
    assert "1.40" in summary
    assert "## Graph × 1: 6 quads" in summary
    assert "| q | 1 | 14.00" in details
