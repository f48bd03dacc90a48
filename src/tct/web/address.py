"""Whose request it is: the socket's peer, or whom a trusted proxy names in X-Forwarded-For.

uvicorn's own middleware reads the header, and believes 127.0.0.1 and FORWARDED_ALLOW_IPS unless it is told better, so
that any program on this host could pick its address: ``uvicorn.Config(forwarded_allow_ips=proxies(text))`` tells it.
It then takes the right-most address that is no trusted proxy; what stands left of it, the client wrote itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

from tct.errors import UsageError

UNKNOWN = "unknown"
"""The client of a socket without an address, or of a proxy that names none: all of them are one client."""


def proxies(text: str) -> list[str]:
    """Return trusted proxies as networks, each IPv4 one also in the form that a socket for IPv6 gives it.

    ``text`` holds addresses and networks with commas between them; the empty list trusts nobody. Raises UsageError for
    anything else, ``*`` and a network of all addresses included: with them the header's first address would count,
    which anybody can write.
    """
    found: list[str] = []
    for item in filter(None, (part.strip() for part in text.split(","))):
        try:
            network = ip_network(item)
        except ValueError as error:
            raise UsageError(
                f"TCT_TRUSTED_PROXIES: {item} is no address or network, e.g. 192.0.2.7 or 10.0.0.0/8"
            ) from error
        if not network.prefixlen:
            raise UsageError(f"TCT_TRUSTED_PROXIES: {item} trusts every address; name the proxies")
        found += [str(form) for form in _forms(network)]
    return found


def _forms(network: IPv4Network | IPv6Network) -> list[IPv4Network | IPv6Network]:
    if isinstance(network, IPv6Network):
        return [network]
    mapped = f"::ffff:{network.network_address}/{96 + network.prefixlen}"
    return [network, ip_network(mapped)]


def client(scope: Mapping[str, Any]) -> str:
    """Return the address of an ASGI request's client, in one spelling; `UNKNOWN` where there is none."""
    peer = scope.get("client")
    if not peer:
        return UNKNOWN
    try:
        address = ip_address(str(peer[0]).partition("%")[0])
    except ValueError:
        return UNKNOWN
    return str(getattr(address, "ipv4_mapped", None) or address)
