"""Writes below HTTP: whole or not there, validated with what follows from them, in order, by whoever may."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from servers import tct
from tct.build import Build, build
from tct.dataset import digest
from tct.errors import QueryRefused, QuerySyntax, UsageError, WriteRefused
from tct.layout import Layout
from tct.store import Solutions
from tct.write import Access, Change, Generations, Limits, Writer
from tree import tiny_tree
from writes import halves, insertion

GRAPH = "https://w3id.org/third-country-transfers/graph/"
TCT = "PREFIX tct: <https://w3id.org/third-country-transfers/ns#>\n"
TOKEN = "0123456789abcdef0123456789abcdef"
RUNAWAY = "INSERT { GRAPH <http://x/g> { ?a ?b ?c } } WHERE { " + " ".join(
    f"GRAPH ?g{n} {{ ?a{n} ?b{n} ?c{n} }}" for n in range(9)
) + " BIND(?a0 AS ?a) BIND(?b1 AS ?b) BIND(CONCAT(STR(?c2), STR(?c8)) AS ?c) }"  # fmt: skip


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A build of one pair, with the shape of pairs and a rule."""
    directory = tmp_path_factory.mktemp("tiny")
    return build(tiny_tree(directory / "tree"), directory / "out")[0]


def root(build: Build) -> Path:
    """Return the tree that a tiny build was made from."""
    return build.directory.parents[2] / "tree"


Work = Callable[[Writer], Awaitable[None]]


def writing(directory: Path, base: Build, work: Work, *, shapes: bool = True, limits: Limits | None = None,
            keep: float = 60.0) -> None:  # fmt: skip
    """Do some work with a writer whose data lies in a directory."""

    async def run() -> None:
        generations = Generations(directory, base, keep)
        async with Writer(generations, root(base), Access("", shapes), limits or Limits()).running() as writer:
            await work(writer)

    asyncio.run(run())


def insert(triples: str, graph: str = "pairs") -> Change:
    """Return an update that inserts triples into a graph of the tiny build."""
    return Change("update", f"{TCT}INSERT DATA {{ GRAPH <{GRAPH}{graph}> {{ {triples} }} }}")


def remains(directory: Path) -> list[str]:
    """Return the numbers of the generations on the disk, and all else that lies there."""
    return sorted(path.name.partition("-")[0] for path in (directory / "releases").iterdir())


def test_a_write_counts_is_followed_and_outlives_the_writer(tiny: Build, tmp_path: Path) -> None:
    followed: list[Build] = []

    async def follow(build: Build) -> None:
        followed.append(build)

    async def work(writer: Writer) -> None:
        writer.follow = follow
        assert writer.build.manifest == tiny.manifest
        written = await writer.write(Change("update", insertion(7)))
        assert (written.changed, written.created, followed) == (True, False, [written.build])
        assert halves(written.build) == ([0, 7], [0, 7])
        manifest = written.build.manifest
        assert manifest.version == f"{tiny.manifest.version}+1"
        assert manifest.digest == digest(written.build.nquads.read_bytes()) != tiny.manifest.digest
        assert manifest.graphs[f"{GRAPH}pairs"] == 5
        assert manifest.quads == sum(manifest.graphs.values()) == manifest.statistics["union"]["triples"]
        again = await writer.write(Change("update", insertion(7)))
        assert (again.changed, again.build, len(followed)) == (False, written.build, 1)

    writing(tmp_path, tiny, work)
    assert Build.current(tmp_path) == followed[0]
    assert halves(tiny) == ([0], [0]), "the build that it began as is as it was"

    async def later(writer: Writer) -> None:
        assert writer.build == followed[0]
        assert (await writer.write(Change("update", insertion(8)))).build.manifest.version.endswith("+2")

    writing(tmp_path, tiny, later)
    assert halves(Build.current(tmp_path)) == ([0, 7, 8], [0, 7, 8])


def test_what_follows_from_the_data_is_computed_again_as_the_build_computes_it(tiny: Build, tmp_path: Path) -> None:
    layout = tiny_tree(tmp_path / "tree")
    with (layout.root / "data" / "facts" / "pairs.ttl").open("a", encoding="utf-8") as stream:
        stream.write("<https://example.org/pair/5> a tct:Pair ; tct:left 5 ; tct:right 5 .\n")
    same = build(layout, tmp_path / "out")[0]

    async def work(writer: Writer) -> None:
        pair = "<https://example.org/pair/5>"
        await writer.write(insert(f"{pair} a tct:Pair ; tct:left 5 ; tct:right 5"))
        assert ranks(writer.build) == ["1", "6"]
        assert writer.build.nquads.read_bytes() == same.nquads.read_bytes()
        await writer.write(
            Change("update", f"{TCT}DELETE WHERE {{ GRAPH ?g {{ {pair} a ?t ; tct:left ?l ; tct:right ?r }} }}")
        )
        assert ranks(writer.build) == ["1"]
        assert writer.build.nquads.read_bytes() == tiny.nquads.read_bytes()

    writing(tmp_path / "writable", tiny, work)


def ranks(build: Build) -> list[str]:
    """Return what the rule of the tiny tree has found."""
    answer = build.open().answer(f"{TCT}SELECT ?r {{ GRAPH <{GRAPH}derived> {{ ?s tct:rank ?r }} }} ORDER BY ?r")
    assert isinstance(answer, Solutions)
    return [str(row[0]) for row in answer.rows]


def test_the_real_dataset_written_without_a_change_is_byte_for_byte_the_build(
    built: Build, layout: Layout, tmp_path: Path
) -> None:
    async def run() -> None:
        generations = Generations(tmp_path, built)
        async with Writer(generations, layout.root, Access("", shapes=True), Limits()).running() as writer:
            written = await writer.write(Change("update", "INSERT DATA {}"))
            assert (written.changed, written.build.manifest.digest) == (False, built.manifest.digest)
            with pytest.raises(WriteRefused, match=r"violation of rule 61 .*tct:nope is not a property") as caught:
                await writer.write(
                    insert("<https://w3id.org/third-country-transfers/place/tabasco> tct:nope 3", "reference")
                )
            assert [finding["file"] for finding in caught.value.findings] == [f"{GRAPH}reference"]

    asyncio.run(run())


@pytest.mark.parametrize(
    ("change", "status", "message"),
    [
        (insert("<https://example.org/pair/1> tct:left 1"), 422, r"1 violation|2 violation"),
        (insert("<https://example.org/pair/0> tct:left 1"), 422, "violation of rule 1"),
        (insert("<https://example.org/x> tct:rank 3", "derived"), 422, "are computed from the other graphs"),
        (Change("update", "DROP ALL"), 422, "are computed from the other graphs"),
        (Change("update", "INSERT DATA { <http://x/s> <http://x/p> 1 }"), 422, "<http://x/s> would stand in no named"),
        (Change("put", graph=None, documents=(("nt", "<http://x/s> <http://x/p> 1 ."),)), 400, "line 1, column"),
        (Change("put", "", "http://x/g", "http://x/", (("ttl", "<a> <b>\n <c> ; ;; d ."),)), 400,
         "line 2, column 11: d is not a valid predicate"),
        (Change("put", "", "http://x/g", "http://x/", (("ttl", "<a> <b> <<( <c> <d> <e> )>> ."),)), 400, "RDF 1.2"),
        (Change("delete", graph="http://x/g"), 404, "there is no graph <http://x/g>"),
        (Change("update", "DROP GRAPH <http://x/g>"), 400, "The graph <http://x/g> does not exist"),
        (Change("update", "INSERT DATA { GRAPH"), 400, "line 1, column"),
    ],
)  # fmt: skip
def test_of_a_write_that_is_refused_nothing_is_kept(
    change: Change, status: int, message: str, tiny: Build, tmp_path: Path
) -> None:
    async def work(writer: Writer) -> None:
        with pytest.raises(QueryRefused, match=message) as caught:
            await writer.write(change)
        assert caught.value.status == status
        assert "\n" not in str(caught.value)
        assert writer.build.manifest == tiny.manifest
        assert (await writer.write(Change("update", insertion(9)))).changed, "the next write is not affected"

    writing(tmp_path, tiny, work)
    assert remains(tmp_path) == ["00000000", "00000001"]
    assert halves(Build.current(tmp_path)) == ([0, 9], [0, 9])


def test_a_report_names_every_finding_with_its_graph(tiny: Build, tmp_path: Path) -> None:
    async def work(writer: Writer) -> None:
        with pytest.raises(WriteRefused) as caught:
            await writer.write(insert("<https://example.org/pair/3> tct:left 3"))
        found = caught.value.findings
        assert {(f["file"], f["subject"], f["rule"], f["severity"]) for f in found} == {
            (f"{GRAPH}pairs", "https://example.org/pair/3", "1", "violation")
        }
        assert "A pair has one right half; add it." in {f["message"] for f in found}

    writing(tmp_path, tiny, work)


def test_without_shapes_nothing_is_validated_nor_computed(tiny: Build, tmp_path: Path) -> None:
    async def work(writer: Writer) -> None:
        await writer.write(Change("update", "DROP ALL"))
        assert (writer.build.manifest.quads, writer.build.manifest.graphs) == (0, {})
        await writer.write(Change("put", graph="http://x/empty"))
        assert writer.build.manifest.graphs == {"http://x/empty": 0}
        await writer.write(Change("put", documents=(("ttl", "[] <p> [] ."),), base="http://x/"))
        assert writer.build.manifest.quads == 1
        added = await writer.write(Change("post", documents=(("ttl", "[] <p> [] ."),), base="http://x/"))
        assert (added.build.manifest.quads, added.created) == (2, False), (
            "blank nodes of two documents are not the same"
        )

    writing(tmp_path, tiny, work, shapes=False)
    assert Build.current(tmp_path).dataset() is not None, "rdflib reads it too"


def test_a_runaway_is_killed_at_its_deadline_and_the_next_write_counts(tiny: Build, tmp_path: Path) -> None:
    async def work(writer: Writer) -> None:
        await writer.write(Change("update", insertion(1)))
        with pytest.raises(WriteRefused, match=r"did not end within 5 s; nothing of it is kept") as caught:
            await writer.write(Change("update", RUNAWAY))
        assert caught.value.status == 504
        await writer.write(Change("update", insertion(2)))

    writing(tmp_path, tiny, work, limits=Limits(deadline=5))
    assert halves(Build.current(tmp_path)) == ([0, 1, 2], [0, 1, 2])


def test_a_write_that_takes_too_much_memory_ends_alone(tiny: Build, tmp_path: Path) -> None:
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(30))
    bomb = (
        f'INSERT {{ GRAPH <http://x/g> {{ <http://x/s> <http://x/p> ?x30 }} }} WHERE {{ BIND("ab" AS ?x0) {doubled} }}'
    )

    async def work(writer: Writer) -> None:
        with pytest.raises(WriteRefused, match="more memory than it may") as caught:
            await writer.write(Change("update", bomb))
        assert caught.value.status == 507
        await writer.write(Change("update", insertion(2)))

    writing(tmp_path, tiny, work)


def test_writes_take_turns_and_one_too_many_is_told_so(tiny: Build, tmp_path: Path) -> None:
    async def work(writer: Writer) -> None:
        numbers = range(1, 6)
        told = await asyncio.gather(
            *(writer.write(Change("update", insertion(n))) for n in numbers), return_exceptions=True
        )
        refused = [error for error in told if isinstance(error, WriteRefused)]
        assert {error.status for error in refused} == {503}
        assert len(told) - len(refused) >= 3, "one is applied and two wait"
        kept = [0, *(n for n, answer in zip(numbers, told, strict=True) if not isinstance(answer, WriteRefused))]
        assert halves(writer.build) == (kept, kept)

    writing(tmp_path, tiny, work, limits=Limits(queue=2))


def test_a_client_that_hangs_up_leaves_its_write_whole(tiny: Build, tmp_path: Path) -> None:
    async def work(writer: Writer) -> None:
        followed = asyncio.Event()

        async def follow(_: Build) -> None:
            followed.set()

        writer.follow = follow
        request = asyncio.create_task(writer.write(Change("update", insertion(1))))
        await asyncio.sleep(0)
        request.cancel()
        async with asyncio.timeout(30):
            await followed.wait()
        assert halves(writer.build) == ([0, 1], [0, 1])

    writing(tmp_path, tiny, work)


def test_readers_that_cannot_follow_are_told_and_the_write_is_there(tiny: Build, tmp_path: Path) -> None:
    async def follow(_: Build) -> None:
        raise QueryRefused("no query process can open it", 503)

    async def work(writer: Writer) -> None:
        writer.follow = follow
        with pytest.raises(WriteRefused, match="the write counts, but it cannot be read yet") as caught:
            await writer.write(Change("update", insertion(1)))
        assert caught.value.status == 500

    writing(tmp_path, tiny, work)
    assert halves(Build.current(tmp_path)) == ([0, 1], [0, 1])


def test_generations_that_nobody_reads_are_deleted(tiny: Build, tmp_path: Path) -> None:
    async def work(writer: Writer) -> None:
        for number in range(1, 5):
            await writer.write(Change("update", insertion(number)))
            assert remains(tmp_path) == [f"{number:08d}"]

    writing(tmp_path, tiny, work, keep=0)


def test_a_directory_has_one_writer_and_is_never_begun_anew_by_itself(tiny: Build, tmp_path: Path) -> None:
    first = Generations(tmp_path, tiny)
    with pytest.raises(UsageError, match="another server writes to"):
        Generations(tmp_path, tiny)
    first.close()
    partial = first.partial(9)
    partial.mkdir()
    (partial / "half").write_text("", encoding="utf-8")
    Generations(tmp_path, tiny).close()
    assert remains(tmp_path) == ["00000000"], "what a kill has left is swept"
    manifest = first.build.directory / "manifest.json"
    manifest.write_text('{"version": "1"}', encoding="utf-8")
    with pytest.raises(UsageError, match="was left by another version and is kept"):
        Generations(tmp_path, tiny)
    assert first.build.store_path.is_dir()


def test_the_process_of_the_writes_has_no_network(tiny: Build, tmp_path: Path) -> None:
    """The guard refuses LOAD and SERVICE; this asks the engine past it."""
    hits: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        done = threading.Event()

        def listen() -> None:
            with listener.accept()[0]:
                hits.append("one")
            done.set()

        thread = threading.Thread(target=listen)
        thread.start()

        async def work(writer: Writer) -> None:
            for text in (
                f"LOAD <http://127.0.0.1:{port}/>",
                f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
            ):
                with pytest.raises(QueryRefused, match="cannot be applied"):
                    await writer.write(Change("update", text))
            assert hits == []

        writing(tmp_path, tiny, work, shapes=False)
        with socket.create_connection(("127.0.0.1", port)):  # the listener does listen
            assert done.wait(10)
        thread.join(10)
    assert hits == ["one"]


def test_access_is_decided_before_anything_listens() -> None:
    def decide(host: str, token: str, *, without_token: bool = False, without_shapes: bool = False) -> Access:
        return Access.decide(host, token, without_token=without_token, without_shapes=without_shapes)

    assert decide("0.0.0.0", TOKEN) == Access(TOKEN)
    assert decide("127.0.0.1", TOKEN, without_shapes=True) == Access(TOKEN, shapes=False)
    for loopback in ("127.0.0.1", "127.8.9.1", "::1", "localhost"):
        assert decide(loopback, "", without_token=True) == Access("")
    for host in ("0.0.0.0", "::", "10.0.0.1", "192.168.1.1", "no such host"):
        with pytest.raises(UsageError, match="--without-token: only on loopback"):
            decide(host, "", without_token=True)
        with pytest.raises(UsageError, match="--without-shapes: only on loopback"):
            decide(host, TOKEN, without_shapes=True)
    with pytest.raises(UsageError, match="needs a token"):
        decide("127.0.0.1", "")
    with pytest.raises(UsageError, match="fewer than 16 characters"):
        decide("127.0.0.1", "secret")
    with pytest.raises(UsageError, match="choose one"):
        decide("127.0.0.1", TOKEN, without_token=True)


@pytest.mark.parametrize(
    ("arguments", "env", "message"),
    [
        (("--writable",), {}, "--writable needs a token: set TCT_WRITE_TOKEN"),
        (("--writable",), {"TCT_WRITE_TOKEN": "short"}, "TCT_WRITE_TOKEN has fewer than 16 characters"),
        (("--writable", "--without-token", "--host", "0.0.0.0"), {}, "--without-token: only on loopback"),
        (("--writable", "--without-shapes", "--host", "::"), {"TCT_WRITE_TOKEN": TOKEN}, "only on loopback"),
        (("--without-token",), {}, "--without-token and --without-shapes go with --writable"),
        (("--without-shapes",), {}, "--without-token and --without-shapes go with --writable"),
    ],
)
def test_an_instance_that_is_not_protected_does_not_start(
    arguments: tuple[str, ...], env: dict[str, str], message: str, tmp_path: Path
) -> None:
    done = tct("serve", "--port", "0", "--output", str(tmp_path), *arguments, env=env)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_syntax_errors_carry_their_place(tiny: Build, tmp_path: Path) -> None:
    async def work(writer: Writer) -> None:
        with pytest.raises(QuerySyntax) as caught:
            await writer.write(Change("put", graph="http://x/g", documents=(("ttl", "<a> <b> .\n"),), base="http://x/"))
        assert (caught.value.line, caught.value.column) == (1, 9)

    writing(tmp_path, tiny, work)
