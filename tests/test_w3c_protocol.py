"""W3C SPARQL 1.1 Protocol: the 34 tests of the suite, replayed over HTTP against a writable instance."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest
from rdflib import Graph

import w3c
from servers import serving
from support import w3c as suite
from tct.build import Build

OPEN: Final = ("--writable", "--without-token", "--without-shapes")
DOCUMENT: Final = "http://kasei.us/2009/09/sparql/data/data0.rdf"
"""A document on the web that eight tests name and none describes: here a graph, as a server that fetches none needs."""

NAMES: Final = [
    "query_post_form",
    "query_dataset_default_graphs_get",
    "query_dataset_default_graphs_post",
    "query_dataset_named_graphs_post",
    "query_dataset_named_graphs_get",
    "query_dataset_full",
    "query_multiple_dataset",
    "query_get",
    "query_content_type_select",
    "query_content_type_ask",
    "query_content_type_describe",
    "query_content_type_construct",
    "update_dataset_default_graph",
    "update_dataset_default_graphs",
    "update_dataset_named_graphs",
    "update_dataset_full",
    "update_post_form",
    "update_post_direct",
    "update_base_uri",
    "query_post_direct",
    "bad_query_method",
    "bad_multiple_queries",
    "bad_query_wrong_media_type",
    "bad_query_missing_form_type",
    "bad_query_missing_direct_type",
    "bad_query_non_utf8",
    "bad_query_syntax",
    "bad_update_get",
    "bad_multiple_updates",
    "bad_update_wrong_media_type",
    "bad_update_missing_form_type",
    "bad_update_non_utf8",
    "bad_update_syntax",
    "bad_update_dataset_conflict",
]
UPDATES: Final = [name for name in NAMES if "update" in name]
REFUSED: Final = [name for name in NAMES if name.startswith("bad_")]


@pytest.fixture(scope="module")
def cases() -> dict[str, w3c.Case]:
    """The tests of the suite by name."""
    return {case.name: case for case in w3c.cases(suite("protocol"))}


@pytest.fixture(scope="module")
def client(current: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a writable instance over a copy of the build."""
    output = tmp_path_factory.mktemp("protocol") / "out"
    shutil.copytree(current.directory.parents[1], output)
    with serving(output, options=OPEN) as (address, _), httpx.Client(base_url=address, timeout=30) as found:
        yield found


def put(client: httpx.Client, graph: str, triples: str) -> None:
    """Make a named graph hold just these triples."""
    media = {"Content-Type": "application/n-triples"}
    answer = client.put("/graph-store", params={"graph": graph}, content=triples, headers=media)
    assert answer.status_code in {201, 204}, answer.text


def query_place(exchange: w3c.Exchange) -> str:
    """Every request to the address of queries."""
    return "/sparql" + exchange.path.removeprefix("/sparql/")


def update_place(exchange: w3c.Exchange) -> str:
    """Queries to the address of queries, everything else to that of updates."""
    if exchange.media == "application/sparql-query":
        return query_place(exchange)
    return "/update" + exchange.path.removeprefix("/sparql/")


def test_every_test_of_the_suite_is_run(cases: dict[str, w3c.Case]) -> None:
    assert list(cases) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_protocol(client: httpx.Client, cases: dict[str, w3c.Case], name: str) -> None:
    case = cases[name]
    data = [*case.data]
    if "data0.rdf" in str(case.exchanges):
        data.append((DOCUMENT, f'<{DOCUMENT}> <http://www.w3.org/2000/01/rdf-schema#label> "a document" .'))
    for graph, triples in data:
        put(client, graph, triples)
    w3c.replay(client, case, update_place if name in UPDATES else query_place)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_refused_at_both_addresses_and_changes_nothing(
    client: httpx.Client, cases: dict[str, w3c.Case], name: str
) -> None:
    put(client, "http://example/kept", "<http://example/s> <http://example/p> <http://example/o> .")
    for place in (query_place, update_place):
        w3c.replay(client, cases[name], place)
    answer = client.get("/graph-store", params={"graph": "http://example/kept"})
    assert len(Graph().parse(data=answer.content, format="turtle")) == 1


def test_a_graph_of_the_suite_that_is_not_there_is_refused_with_the_list(client: httpx.Client) -> None:
    """What `DOCUMENT` is for: this endpoint takes an unknown graph for a mistake and not for an empty graph."""
    client.delete("/graph-store", params={"graph": DOCUMENT})
    put(client, "http://example/kept", "<http://example/s> <http://example/p> <http://example/o> .")
    answer = client.get("/sparql", params={"query": "ASK {}", "default-graph-uri": DOCUMENT})
    assert answer.status_code == 400
    assert f"<{DOCUMENT}> is not a graph of this dataset" in answer.json()["detail"]
    assert "<http://example/kept>" in answer.json()["detail"]


def test_without_the_suite_its_tests_are_skipped_with_a_word_or_fail_where_all_is_required(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TCT_W3C", str(tmp_path))
    monkeypatch.setattr("support.REQUIRE_ALL", False)
    with pytest.raises(pytest.skip.Exception, match=r"the W3C suite protocol is not in .*; TCT_W3C names"):
        suite("protocol")
    monkeypatch.setattr("support.REQUIRE_ALL", True)
    with pytest.raises(pytest.fail.Exception, match="TCT_REQUIRE_ALL asks for everything"):
        suite("protocol")
