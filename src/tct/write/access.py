"""Who may write: the bearer of a token (RFC 6750), or, on loopback only, whoever is on this machine."""

from __future__ import annotations

import hmac
import ipaddress
import socket
from dataclasses import dataclass
from typing import Final

from tct.errors import UsageError, WriteRefused

SHORTEST: Final = 16
"""Characters that a token must have: a shorter one is guessed."""

_CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="tct"'}


@dataclass(frozen=True)
class Access:
    """How a writable instance is protected: its token (empty: none is asked for), and whether shapes hold."""

    token: str
    shapes: bool = True

    @classmethod
    def decide(cls, host: str, token: str, *, without_token: bool, without_shapes: bool) -> Access:
        """Return the access of an instance that listens on a host.

        Raises UsageError where there is no token and nobody said that none is wanted, where the token is short, and
        where protection is to be left out although others than this machine reach the host.
        """
        left_out = [name for name, given in (("--without-token", without_token), ("--without-shapes", without_shapes))
                    if given]  # fmt: skip
        if left_out and not is_loopback(host):
            raise UsageError(f"{' and '.join(left_out)}: only on loopback; {host} is reached by others too")
        if without_token:
            if token:
                raise UsageError("TCT_WRITE_TOKEN is set, and --without-token would not ask for it; choose one")
            return cls("", not without_shapes)
        if not token:
            raise UsageError(
                "--writable needs a token: set TCT_WRITE_TOKEN (e.g. from `openssl rand -hex 32`), "
                "or give --without-token on loopback"
            )
        if len(token) < SHORTEST or not token.isascii():
            raise UsageError(f"TCT_WRITE_TOKEN has fewer than {SHORTEST} characters, or others than ASCII")
        return cls(token, not without_shapes)

    def check(self, authorization: str | None, origin: str | None) -> None:
        """Let a write pass by its headers, or raise WriteRefused.

        401 without the token, compared in constant time. Where no token is asked for, a request that a page in a
        browser sends (it has an Origin) is refused with 403: any page of the web can send one to this machine.
        """
        if not self.token:
            if origin is not None:
                raise WriteRefused(
                    "a page in a browser cannot write here: this instance asks for no token", 403, title="Forbidden"
                )
            return
        scheme, _, given = (authorization or "").partition(" ")
        if not authorization:
            raise WriteRefused("a write needs the header Authorization: Bearer …", 401, title="Unauthorized",
                               headers=_CHALLENGE)  # fmt: skip
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), self.token.encode()):
            headers = {"WWW-Authenticate": f'{_CHALLENGE["WWW-Authenticate"]}, error="invalid_token"'}
            raise WriteRefused("this is not the token of this instance", 401, title="Unauthorized", headers=headers)


def is_loopback(host: str) -> bool:
    """Whether every address that a host name or address stands for is of this machine only."""
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return False
    return bool(found) and all(ipaddress.ip_address(str(item[4][0]).split("%")[0]).is_loopback for item in found)
