"""Queries in processes: deadlines, caps, lanes, what happens when a process dies, another store, and the end."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tct.errors import QueryRefused, QuerySyntax
from tct.execute import Answer, Cancelled, Job, Limits, Pool, Run
from tct.execute.limits import HOLD, QUICK
from tct.store import OxigraphStore

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g ?j"
WHILE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ROWS = "SELECT ?s ?o { ?s <http://example.org/text> ?o }"
COPIED = "CONSTRUCT { ?s <http://example.org/text> ?o } WHERE { ?s <http://example.org/text> ?o }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
NAME = "SELECT ?name { <http://example.org/store> <http://example.org/name> ?name }"
THINGS = 120


def quads(name: str) -> bytes:
    """Return two graphs: things with a text that needs quoting in every format, and the name of the store."""
    text = r'"a line\r\nand \"another\"\n<result>, {\"}},{\""'
    lines = [
        f"<http://example.org/{n}> <http://example.org/text> {text} <http://example.org/graph/{n % 2}> ."
        for n in range(THINGS)
    ]
    about = f'<http://example.org/store> <http://example.org/name> "{name}" <http://example.org/graph/0> .'
    return "\n".join([*lines, about, ""]).encode()


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two stores on disk."""
    directory = tmp_path_factory.mktemp("stores")
    for name in ("old", "new"):
        OxigraphStore.create(quads(name), directory / name)
    return {name: directory / name for name in ("old", "new")}


def within(store: Path, scenario: Callable[[Pool], Awaitable[None]], limits: Limits | None = None) -> None:
    """Run a scenario over a pool that is up."""

    async def main() -> None:
        async with asyncio.timeout(120), Pool(store, limits or Limits(deadline=60)).running() as pool:
            await scenario(pool)
        assert all(child.poll() is not None for child in pool.children)

    asyncio.run(main())


async def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, for a minute at most."""
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.005)


def job(query: str, form: str = "json", shape: str = "") -> Job:
    """Return a job; a query is its own shape, where none is given."""
    return Job(query, form, shape or query)


async def body(run: Run) -> bytes:
    """Return a whole answer."""
    answer = await run.ready
    assert answer.body is not None
    return answer.body


async def gather(answer: Answer, pieces: list[bytes]) -> None:
    """Read a large answer into a list."""
    async for piece in answer.pieces():
        pieces.append(piece)  # noqa: PERF401 - what came before an error counts


async def refused(run: Run) -> tuple[int, str]:
    """Return status and sentence of a query that must fail."""
    with pytest.raises(QueryRefused) as caught:
        await run.ready
    return caught.value.status, str(caught.value)


async def remember(pool: Pool, shape: str = "") -> None:
    """Let the pool find out that `ENDLESS` is long: one is run that has hardly any time left. All are free then."""
    await until(lambda: pool.alive == pool.size)
    status, _ = await refused(pool.start(job(ENDLESS, shape=shape), waited=pool.limits.deadline - 0.2))
    assert status == 504
    await until(lambda: pool.alive == pool.size)


def named(name: str) -> bytes:
    """Return the answer to `NAME`."""
    return b'{"head":{"vars":["name"]},"results":{"bindings":[{"name":{"type":"literal","value":"%s"}}]}}' % (
        name.encode()
    )


# What is answered ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("form", "own"), [("json", "json"), ("srx", "xml"), ("csv", "csv"), ("tsv", "tsv")])
def test_a_table_is_byte_for_byte_what_the_engine_writes(stores: dict[str, Path], form: str, own: str) -> None:
    expected = OxigraphStore.open(stores["old"]).serialized(ROWS, own, {})

    async def scenario(pool: Pool) -> None:
        assert await body(pool.start(job(ROWS, form))) == expected
        run = pool.start(job(LARGE, form))
        answer = await run.ready
        assert answer.body is None
        assert pool.streams == 1
        pieces: list[bytes] = []
        await gather(answer, pieces)
        assert b"".join(pieces) == OxigraphStore.open(stores["old"]).serialized(LARGE, own, {})
        assert len(pieces) > 1
        assert (pool.streams, run.over, run.store) == (0, True, stores["old"])

    within(stores["old"], scenario)


def test_the_dataset_of_a_job(stores: dict[str, Path]) -> None:
    graphs = [f"http://example.org/graph/{n}" for n in range(2)]
    plain, in_graphs = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    from_one = f"SELECT (COUNT(*) AS ?n) FROM <{graphs[1]}> {{ ?s ?p ?o }}"
    from_named = f"SELECT (COUNT(*) AS ?n) FROM NAMED <{graphs[1]}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    nothing = f"SELECT (COUNT(*) AS ?n) FROM NAMED <{graphs[1]}> {{ ?s ?p ?o }}"

    async def scenario(pool: Pool) -> None:
        async def count(query: str, default: list[str] | None = None, named: list[str] | None = None) -> int:
            found = Job(query, "csv", "", default=default, named=named or [], union="FROM" not in query)
            return int((await body(pool.start(found))).split()[1])

        assert await count(plain) == await count(in_graphs) == THINGS + 1
        assert await count(from_one) == await count(from_named) == THINGS / 2
        assert await count(nothing) == 0
        assert await count(plain, [graphs[0]]) == THINGS / 2 + 1
        assert await count(plain, graphs) == THINGS + 1
        assert await count(in_graphs, [graphs[0]]) == 0
        assert await count(plain, [], [graphs[0]]) == 0
        assert await count(in_graphs, [], [graphs[0]]) == THINGS / 2 + 1
        assert await count(from_one, [graphs[0]]) == THINGS / 2 + 1, "the protocol wins over the query"

    within(stores["old"], scenario)


def test_what_the_engine_refuses_is_told_with_its_place(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        with pytest.raises(QuerySyntax) as caught:
            await pool.start(job("SELECT *\n { ?s ?p }")).ready
        assert (caught.value.status, caught.value.line) == (400, 2)
        status, said = await refused(pool.start(job("SELECT (<http://example.org/f>(1) AS ?x) {}")))
        assert (status, said) == (400, "The custom function <http://example.org/f> is not supported")
        assert pool.restarts == 0
        assert await body(pool.start(job(NAME))) == named("old")

    within(stores["old"], scenario)


# Deadlines and lanes ------------------------------------------------------------------------------------------------


def test_the_deadline_counts_waiting_and_says_which_it_was(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        await remember(pool)
        runs = pool.start(job(ENDLESS))
        waits = pool.start(job(ENDLESS), waited=1.5)
        assert pool.waiting == {"short": 0, "long": 1}
        assert await refused(waits) == (503, "the query waited for 2 s: others are running; try again")
        assert not runs.ready.done()
        assert waits.seconds == 0
        assert await refused(runs) == (504, "the query did not end within 2 s; ask for less, or add LIMIT")
        assert runs.seconds > 0
        assert (pool.busy, pool.waiting) == (0, {"short": 0, "long": 0})
        assert await body(pool.start(job(NAME))) == named("old")

    within(stores["old"], scenario, Limits(deadline=2, workers=1))


def test_short_queries_pass_while_as_many_long_ones_run_as_may(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        long = [pool.start(job(ENDLESS, shape=f"long {n}")) for n in range(4)]
        await until(lambda: pool.waiting["long"] == 2)
        for n in range(20):
            assert await body(pool.start(job(NAME, shape=f"short {n}"))) == named("old")
        assert not any(run.ready.done() for run in long)
        assert (pool.busy, pool.waiting["long"]) == (2, 2)
        seconds = [run.seconds for run in long]
        assert all(seconds), "the two that wait have run before"
        remembered = pool.start(job(NAME, shape="long 0"))
        assert pool.waiting["long"] == 3, "a shape that was long waits with the long ones at once"
        for run in long:
            run.cancel()
        assert await body(remembered) == named("old")
        forgotten = pool.start(job(NAME, shape="long 0"))
        assert pool.waiting["long"] == 0
        assert await body(forgotten) == named("old")

    within(stores["old"], scenario)


def test_a_shape_that_was_quick_in_the_end_is_no_longer_long(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        await remember(pool)
        await remember(pool, "another")
        assert await body(pool.start(job(NAME, shape=ENDLESS))) == named("old")
        long = pool.start(job(ENDLESS, shape="another"))
        quick = pool.start(job(NAME, shape=ENDLESS))
        assert pool.waiting == {"short": 0, "long": 0}
        assert await body(quick) == named("old")
        assert not long.ready.done()

    within(stores["old"], scenario, Limits(deadline=60, workers=1))


def test_the_queue_is_bounded(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        await remember(pool)
        running = pool.start(job(ENDLESS))
        waiting = pool.start(job(ENDLESS))
        with pytest.raises(QueryRefused) as caught:
            pool.start(job(ENDLESS))
        assert (caught.value.status, caught.value.title) == (503, "Busy")
        assert str(caught.value) == "too many queries are waiting; try again in a few seconds"
        assert await body(pool.start(job(NAME))) == named("old"), "the other lane has room"
        assert not running.ready.done()
        assert not waiting.ready.done()

    within(stores["old"], scenario, Limits(deadline=60, workers=1, queue=1))


def test_without_a_queue_a_free_process_still_takes_a_query(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        assert await body(pool.start(job(NAME))) == named("old")

    within(stores["old"], scenario, Limits(queue=0))


class Purse:
    """A meter that is empty when it is told to be."""

    def __init__(self) -> None:
        self.charged, self.empty = 0.0, False

    def check(self) -> None:
        if self.empty:
            raise QueryRefused("nothing left", 429)

    def charge(self, seconds: float) -> None:
        self.charged += seconds


def test_a_meter_is_charged_and_asked_again_when_a_query_gets_its_turn(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        purse = Purse()
        await remember(pool)
        running = pool.start(job(ENDLESS), purse)
        waiting = pool.start(job(ENDLESS), purse)
        purse.empty = True
        with pytest.raises(QueryRefused):
            pool.start(job(NAME), purse)
        running.cancel()
        assert await refused(waiting) == (429, "nothing left")
        assert purse.charged == running.seconds > waiting.seconds == 0

    within(stores["old"], scenario, Limits(deadline=60, workers=1))


# Caps ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["json", "srx", "csv", "tsv", "ttl", "nt", "xml", "jsonld"])
def test_the_cap_of_rows_is_exact_in_every_format(stores: dict[str, Path], form: str) -> None:
    query, unit = (ROWS, "rows") if form in {"json", "srx", "csv", "tsv"} else (COPIED, "triples")

    async def exactly(pool: Pool) -> None:
        assert await body(pool.start(job(query, form)))

    within(stores["old"], exactly, Limits(max_rows=THINGS))

    async def one_less(pool: Pool) -> None:
        assert await body(pool.start(job(f"{query} LIMIT {THINGS - 1}", form)))
        status, said = await refused(pool.start(job(query, form)))
        assert (status, said) == (
            413,
            f"the answer is larger than this endpoint sends ({THINGS - 1} {unit}); add LIMIT, or ask for less",
        )

    within(stores["old"], one_less, Limits(max_rows=THINGS - 1))


def test_the_cap_of_bytes_is_exact(stores: dict[str, Path]) -> None:
    size = len(OxigraphStore.open(stores["old"]).serialized(ROWS, "csv", {}))

    async def whole(pool: Pool) -> None:
        assert len(await body(pool.start(job(ROWS, "csv")))) == size

    async def cut(pool: Pool) -> None:
        status, said = await refused(pool.start(job(ROWS, "csv")))
        assert (status, f"({size - 1} bytes)" in said) == (413, True)
        assert await body(pool.start(job(NAME, "csv"))) == b"name\r\nold\r\n"

    within(stores["old"], whole, Limits(max_bytes=size))
    within(stores["old"], cut, Limits(max_bytes=size - 1))


def test_a_cap_that_is_reached_after_the_beginning_was_sent_cuts_the_answer(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        answer = await pool.start(job(SORTED.partition(" ORDER")[0], "csv")).ready
        pieces: list[bytes] = []
        with pytest.raises(QueryRefused, match="larger than this endpoint sends"):
            await gather(answer, pieces)
        assert HOLD < sum(map(len, pieces)) <= 2 * HOLD
        assert pool.streams == 0

    within(stores["old"], scenario, Limits(deadline=60, max_bytes=2 * HOLD))


def test_large_answers_are_bounded_in_number_and_short_ones_are_not(
    stores: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tct.execute.pool.STREAMS", 1)

    async def scenario(pool: Pool) -> None:
        first = await pool.start(job(LARGE, "csv")).ready
        assert await refused(pool.start(job(LARGE, "tsv"))) == (
            503,
            "too many large answers are on their way; try again in a few seconds",
        )
        assert await body(pool.start(job(NAME))) == named("old")
        first.close()
        again = await pool.start(job(LARGE, "tsv")).ready
        assert again.body is None
        again.close()

    within(stores["old"], scenario)


def test_a_query_that_takes_too_much_memory_fails_and_no_other_notices(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        hungry = pool.start(job(SORTED))
        while not hungry.ready.done():
            assert await body(pool.start(job(NAME))) == named("old")
        status, said = await refused(hungry)
        assert (status, said) == (507, "the query took more memory than it may, or its process was ended; ask for less")
        await until(lambda: pool.alive == pool.size)
        assert await body(pool.start(job(NAME))) == named("old")

    within(stores["old"], scenario, Limits(deadline=60, memory=64 * 1024 * 1024))


# Processes that die -------------------------------------------------------------------------------------------------


def kill(pool: Pool) -> int:
    """Kill every process of a pool from outside, and return how many there were."""
    pids = [child.pid for child in pool.children if child.poll() is None]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    return len(pids)


def test_killed_processes_are_replaced_and_who_asks_then_does_not_notice(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        await until(lambda: pool.alive == pool.size)
        assert kill(pool) == pool.size == 4
        runs = [pool.start(job(NAME, shape=str(n))) for n in range(8)]
        assert [await body(run) for run in runs] == [named("old")] * 8
        await until(lambda: pool.alive == pool.size)
        assert pool.restarts >= pool.size

    within(stores["old"], scenario)


def test_a_query_whose_process_is_killed_is_told_and_the_others_go_on(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        await until(lambda: pool.alive == pool.size)
        before = set(pool.children)
        long = pool.start(job(ENDLESS))
        await until(lambda: long.seconds > 2 * QUICK)
        kill(pool)
        others = [pool.start(job(NAME, shape=str(n))) for n in range(8)]
        assert (await refused(long))[0] == 507
        assert [await body(run) for run in others] == [named("old")] * 8
        await until(lambda: pool.alive == pool.size)
        await until(lambda: not before & pool.children)

    within(stores["old"], scenario)


def test_a_query_that_nobody_waits_for_is_stopped(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        run = pool.start(job(ENDLESS))
        await until(lambda: run.seconds > 0)
        run.cancel()
        with pytest.raises(Cancelled):
            await run.ready
        assert pool.busy == 0
        run.cancel()
        await until(lambda: pool.alive == pool.size)
        large = await pool.start(job(SORTED.partition(" ORDER")[0], "csv")).ready
        large.close()
        await until(lambda: (pool.busy, pool.streams) == (0, 0))

    within(stores["old"], scenario)


def test_a_store_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    async def nothing(_: Pool) -> None:
        raise AssertionError("there is no store")

    with pytest.raises(QueryRefused) as caught:
        within(tmp_path / "none", nothing)
    assert caught.value.status == 503
    assert str(caught.value) == f"no query process can open {tmp_path / 'none'}; `tct build` makes it anew"


def test_a_process_that_cannot_start_is_tried_again(tmp_path: Path) -> None:
    OxigraphStore.create(quads("moved"), tmp_path / "store")

    async def scenario(pool: Pool) -> None:
        await until(lambda: pool.alive == pool.size)
        (tmp_path / "store").rename(tmp_path / "away")
        kill(pool)
        await until(lambda: pool.restarts > 2 * pool.size)
        assert pool.alive == 0
        waits = pool.start(job(NAME))
        (tmp_path / "away").rename(tmp_path / "store")
        assert await body(waits) == named("moved")
        await until(lambda: pool.alive == pool.size)

    within(tmp_path / "store", scenario)


# Another store, and the end -----------------------------------------------------------------------------------------


def test_what_is_asked_after_reopening_reads_the_new_store_and_what_runs_ends_well(stores: dict[str, Path]) -> None:
    expected = OxigraphStore.open(stores["old"]).serialized(WHILE, "json", {})

    async def scenario(pool: Pool) -> None:
        await until(lambda: pool.alive == pool.size)
        runs = pool.start(job(WHILE))
        reopened = asyncio.get_running_loop().create_task(pool.reopen(stores["new"]))
        while not reopened.done():
            answer = await body(pool.start(job(NAME)))
            assert answer == named("old") or reopened.done()
            await asyncio.sleep(0)
        await reopened
        run = pool.start(job(NAME))
        assert await body(run) == named("new")
        assert run.store == pool.store == stores["new"]
        assert await body(runs) == expected
        assert runs.store == stores["old"]
        await until(lambda: pool.alive == pool.size)
        await until(lambda: len(pool.children) == pool.size)
        assert pool.restarts == 0

    within(stores["old"], scenario)


def test_a_process_that_dies_beside_a_stale_one_is_replaced_too(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        stale = pool.start(job(ENDLESS))
        await until(lambda: stale.seconds > 2 * QUICK)
        old = set(pool.children)
        await pool.reopen(stores["new"])
        kill(pool)
        assert (await refused(stale))[0] == 507
        await until(lambda: not old & pool.children)
        await until(lambda: pool.alive == pool.size)
        assert await body(pool.start(job(NAME))) == named("new")

    within(stores["old"], scenario)


def test_a_store_that_cannot_be_opened_leaves_the_old_one_in_service(stores: dict[str, Path], tmp_path: Path) -> None:
    async def scenario(pool: Pool) -> None:
        with pytest.raises(QueryRefused, match="no query process can open"):
            await pool.reopen(tmp_path / "none")
        assert pool.store == stores["old"]
        assert await body(pool.start(job(NAME))) == named("old")
        await until(lambda: len(pool.children) == pool.size == pool.alive)

    within(stores["old"], scenario)


def test_at_the_end_everybody_is_told(stores: dict[str, Path]) -> None:
    async def scenario(pool: Pool) -> None:
        await remember(pool)
        runs, waits = pool.start(job(ENDLESS)), pool.start(job(ENDLESS))
        pool.stop()
        told = (503, "the server is being stopped; try again in a minute")
        assert await refused(runs) == told
        assert await refused(waits) == told
        with pytest.raises(QueryRefused, match="being stopped"):
            pool.start(job(NAME))

    within(stores["old"], scenario, Limits(deadline=60, workers=1))
