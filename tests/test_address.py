"""Whose request it is: through uvicorn's middleware as the server sets it up, with true and with made-up headers."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from tct.errors import UsageError
from tct.web.address import UNKNOWN, client, proxies


def seen(trusted: str, peer: tuple[str, int] | None, *forwarded: str) -> str:
    """Return the client that the application sees."""
    found: list[str] = []

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        found.append(client(scope))

    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    scope: Any = {"type": "http", "client": peer, "scheme": "http", "headers": headers}
    nothing: Any = None
    asyncio.run(ProxyHeadersMiddleware(app, trusted_hosts=proxies(trusted))(scope, nothing, nothing))
    return found[0]


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "expected"),
    [
        ("", "203.0.113.9", [], "203.0.113.9"),
        ("", "203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("", "127.0.0.1", ["198.51.100.1"], "127.0.0.1"),
        ("10.0.0.1", "203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("10.0.0.1", "10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", "10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", "10.0.0.1", ["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", "10.0.0.1", ["6.6.6.6", "198.51.100.1"], "198.51.100.1"),
        ("10.0.0.0/8, 192.0.2.7", "10.9.9.9", ["6.6.6.6, 198.51.100.1, 192.0.2.7, 10.1.1.1"], "198.51.100.1"),
        ("10.0.0.1", "10.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("10.0.0.1", "10.0.0.1", ["[2001:DB8::1]:4711"], "2001:db8::1"),
        ("10.0.0.1", "10.0.0.1", ["198.51.100.1, ::ffff:10.0.0.1"], "198.51.100.1"),
        ("10.0.0.0/8", "::ffff:10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("2001:db8::/32", "2001:db8::5", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", "10.0.0.1", ["10.0.0.1"], "10.0.0.1"),
        ("10.0.0.1", "10.0.0.1", ["198.51.100.1, _hidden"], UNKNOWN),
        ("10.0.0.1", "10.0.0.1", ["x" * 9000], UNKNOWN),
        ("10.0.0.1", "10.0.0.1", ["198.51.100.1\r\nSet-Cookie: a=b"], UNKNOWN),
        ("10.0.0.1", "::ffff:203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("10.0.0.1", "fe80::1%eth0", [], "fe80::1"),
    ],
)
def test_the_right_most_address_that_no_trusted_proxy_has(
    trusted: str, peer: str, forwarded: list[str], expected: str
) -> None:
    assert seen(trusted, (peer, 40000), *forwarded) == expected


def test_a_socket_without_an_address_is_nobody_in_particular() -> None:
    assert seen("10.0.0.1", None, "198.51.100.1") == UNKNOWN


def test_proxies_are_networks_in_both_forms() -> None:
    assert proxies("") == proxies(" , ") == []
    assert proxies("192.0.2.7, 10.0.0.0/8,2001:db8::/32") == [
        "192.0.2.7/32",
        "::ffff:c000:207/128",
        "10.0.0.0/8",
        "::ffff:a00:0/104",
        "2001:db8::/32",
    ]


@pytest.mark.parametrize("text", ["*", "proxy.example", "10.0.0.1/8", "10.0.0", "192.0.2.7;10.0.0.1"])
def test_what_is_no_network_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"is no address or network, e\.g\. 192\.0\.2\.7 or 10\.0\.0\.0/8"):
        proxies(text)


@pytest.mark.parametrize("text", ["0.0.0.0/0", "::/0", "10.0.0.1, ::/0"])
def test_a_network_of_all_addresses_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="trusts every address; name the proxies"):
        proxies(text)
