"""The W3C suite of the Graph Store Protocol, whole: replayed over HTTP against a writable instance.

Its requests carry no credentials and data of their own, hence no token and no shapes (on loopback only).
"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from servers import serving
from support import w3c
from tct.build import build
from tree import tiny_tree
from w3c import Exchange, cases, replay

NAMES = (
    "put_get_repeat_direct", "put_delete_get_delete_direct", "post_get_post_get_direct", "head_existing_direct",
    "put_get_repeat_indirect", "put_get_default", "put_delete_get_delete_indirect", "post_get_post_get_indirect",
    "post_get_new_graph", "head_existing_indirect", "head_non_existing_indirect", "put_get_uri_pct_encoded_indirect",
    "put_get_uri_pct_encoded_twice",
)  # fmt: skip
"""The tests that the manifests list. (``head_non_existing_direct`` is described there, but listed nowhere.)"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a writable instance."""
    directory = tmp_path_factory.mktemp("graph-store")
    layout = tiny_tree(directory / "tree")
    build(layout, directory / "out")
    options = ("--writable", "--without-token", "--without-shapes")
    with (
        serving(directory / "out", layout.root, options=options) as (address, _),
        httpx.Client(base_url=address, timeout=30) as found,
    ):
        yield found


@pytest.fixture
def client(server: httpx.Client) -> httpx.Client:
    """The client, once every graph is gone: the tests say which graphs are new."""
    assert server.post("/update", data={"update": "DROP ALL"}).status_code == 204
    return server


def place(exchange: Exchange) -> str:
    """Return where a request goes here: ``/gsp`` stands for the address of the graph store."""
    return exchange.path.replace("/gsp", "/graph-store", 1)


def test_the_manifests_list_thirteen_tests() -> None:
    assert tuple(case.name for case in cases(w3c("graph-store-protocol"))) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_graph_store_protocol(client: httpx.Client, name: str) -> None:
    case = next(case for case in cases(w3c("graph-store-protocol")) if case.name == name)
    replay(client, case, place)
