"""SERVICE of listed endpoints: asked by a client of our own, and put into the query as VALUES.

The engine never sends a request. A pattern goes to its endpoint as ``SELECT * WHERE { … }`` (SPARQL 1.1 Protocol,
2.1.2), and its answer (SPARQL 1.1 Query Results JSON) takes the place of the clause: SPARQL 1.1 Federated Query, 2.4
defines the clause as the join with that answer, whatever was bound before.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import re
import socket
from collections.abc import Awaitable, Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import httpx

from tct.errors import QueryRefused
from tct.guard import Guarded
from tct.guard.lexer import Token, tokens
from tct.guard.parse import parse_query
from tct.guard.walk import Names

Resolver = Callable[[str, int], Awaitable[list[str]]]
"""Gives the addresses of a host name and a port."""

_JSON: Final = "application/sparql-results+json"
_IRI: Final = re.compile(r"[^<>\"{}|^`\\\x00-\x20]*")
_NAME: Final = re.compile(r"[A-Za-z_0-9]\w*")
_LANG: Final = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
_FORMS: Final = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}


class _Failed(Exception):
    """An endpoint did not answer as it should; the text says how."""


@dataclass(frozen=True)
class _Clause:
    """A SERVICE clause: where it stands in the text, its endpoint, its pattern with brackets, whether it is SILENT."""

    start: int
    end: int
    endpoint: str
    pattern: str
    silent: bool


class Federation:
    """A client for the endpoints that SERVICE may name.

    No proxy or credentials of the environment, no redirects; ``timeout`` is for a whole answer, in seconds, and
    ``max_bytes`` and ``max_rows`` for its size. A host name is resolved here, each of its addresses must be a public
    one unless ``private`` is set or the listed endpoint is itself an address, and the connection goes to the address
    that was checked.
    """

    def __init__(
        self,
        services: Collection[str],
        *,
        timeout: float = 5.0,
        max_bytes: int = 4 * 1024 * 1024,
        max_rows: int = 10_000,
        private: bool = False,
        resolve: Resolver | None = None,
    ) -> None:
        """Allow these endpoints, exact IRIs."""
        self.services = frozenset(services)
        self.timeout, self.max_bytes, self.max_rows, self.private = timeout, max_bytes, max_rows, private
        self._resolve = resolve or _addresses
        # No connection is kept: one that was made for a host name must not serve another at the same address.
        single = httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=timeout, limits=single)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def rows(self, endpoint: str, query: str) -> str:
        """Return the answer of an endpoint to a SELECT, as a VALUES clause. Raises QueryRefused: 400, 502, 504."""
        if endpoint not in self.services:
            raise QueryRefused(f"SERVICE is not allowed for <{endpoint}>")
        try:
            async with asyncio.timeout(self.timeout):
                return _values(await self._ask(endpoint, query), self.max_rows)
        except TimeoutError as error:
            message = f"<{endpoint}> did not answer within {self.timeout:g} s"
            raise QueryRefused(message, 504, title="Endpoint failed") from error
        except (_Failed, httpx.HTTPError, OSError) as error:
            reason = str(error) or type(error).__name__
            raise QueryRefused(f"<{endpoint}> failed: {reason}", 502, title="Endpoint failed") from error

    async def _ask(self, endpoint: str, query: str) -> bytes:
        url = httpx.URL(endpoint)
        if url.scheme not in {"http", "https"} or not url.host:
            raise _Failed("only http and https are asked")
        address = await self._address(url)
        request = self._client.build_request(
            "POST",
            url.copy_with(host=address),
            content=query.encode(),
            headers={
                "Host": url.netloc.decode("ascii"),
                "Content-Type": "application/sparql-query",
                "Accept": _JSON,
                "Accept-Encoding": "identity",
            },
            extensions={"sni_hostname": url.host},
        )
        response = await self._client.send(request, stream=True)
        try:
            return await self._body(response)
        finally:
            await response.aclose()

    async def _body(self, response: httpx.Response) -> bytes:
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if response.status_code != 200:
            raise _Failed(f"it answered {response.status_code}")
        if (
            kind not in {_JSON, "application/json"}
            or response.headers.get("content-encoding", "identity") != "identity"
        ):
            raise _Failed(f"it answered {kind or 'no media type'} instead of plain {_JSON}")
        body = bytearray()
        async for piece in response.aiter_raw():
            body += piece
            if len(body) > self.max_bytes:
                raise _Failed(f"its answer is larger than {self.max_bytes} bytes")
        return bytes(body)

    async def _address(self, url: httpx.URL) -> str:
        """Return an address of the host. Raises _Failed where any of its addresses is not public."""
        if _literal(url.host):
            return url.host
        found = await self._resolve(url.host, url.port or (443 if url.scheme == "https" else 80))
        if not found:
            raise _Failed("its host has no address")
        for address in found:
            if not self.private and not is_public(address):
                raise _Failed(f"its host has the address {address}, which is not public")
        return found[0]


async def inline(guarded: Guarded, client: Federation) -> Guarded:
    """Return the query with each SERVICE clause replaced by the answer of its endpoint.

    Clauses are asked one after another, in the order of the text. A failure of a SILENT clause is one empty solution
    (SPARQL 1.1 Federated Query, 2.3). Raises QueryRefused: 502 or 504 with the name of the endpoint.
    """
    if not guarded.services:
        return guarded
    prologue, clauses = _clauses(guarded)
    pieces, last = [], 0
    for clause in clauses:
        pieces += [guarded.text[last : clause.start], await _answer(clause, prologue, client)]
        last = clause.end
    text = "".join([*pieces, guarded.text[last:]])
    if _positions(list(tokens(text))):
        raise QueryRefused("SERVICE is left in the query; write it more plainly")
    return replace(guarded, text=text, services=(), volatile=True)


async def _answer(clause: _Clause, prologue: str, client: Federation) -> str:
    try:
        return await client.rows(clause.endpoint, f"{prologue}SELECT * WHERE {clause.pattern}")
    except QueryRefused as error:
        if clause.silent and error.status in {502, 504}:
            return "VALUES () { () }"
        raise


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet, those that carry an IPv4 address in them included."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        if inner is None and parsed in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            parsed = inner
    return parsed.is_global and not parsed.is_multicast


def _literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


async def _addresses(host: str, port: int) -> list[str]:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def _positions(found: list[Token]) -> list[int]:
    return [index for index, token in enumerate(found) if token.kind == "word" and "SERVICE" in token.text.upper()]


def _clauses(guarded: Guarded) -> tuple[str, list[_Clause]]:
    """Return the declarations of the query and its SERVICE clauses; they must be those that the guard's parse saw."""
    text = guarded.text
    found = list(tokens(text))
    first = next(token for token in found if token.kind == "word" and token.text.upper() in _FORMS)
    prologue = text[: first.start]
    names = Names(parse_query(f"{prologue} ASK {{}}")[0])
    clauses = [_clause(text, found, index, names) for index in _positions(found)]
    if sorted(clause.endpoint for clause in clauses) != sorted(guarded.services):
        raise QueryRefused("SERVICE stands where it cannot be told from the text; write the query more plainly")
    return prologue, clauses


def _clause(text: str, found: list[Token], index: int, names: Names) -> _Clause:
    start = found[index].start
    silent = found[index + 1].text.upper() == "SILENT"
    term = found[index + 1 + silent]
    opening = index + 2 + silent
    end = next(_closings(found[opening:])).end
    if term.kind == "iri":
        endpoint = term.text[1:-1]
    else:
        prefix, _, local = term.text.partition(":")
        endpoint = f"{names.prologue.namespace_manager.store.namespace(prefix)}{local}"
    return _Clause(start, end, endpoint, text[found[opening].start : end], silent)


def _closings(found: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in found:
        if token.kind == "other":
            depth += token.text.count("{") - token.text.count("}")
            if depth == 0:
                yield token
    raise QueryRefused("the brackets of SERVICE do not match")


def _values(body: bytes, max_rows: int) -> str:
    """Return JSON results as a VALUES clause. Raises _Failed for what is none, too long, or has blank nodes."""
    try:
        document = json.loads(body)
        names = [str(name) for name in document["head"]["vars"]]
        bindings = document["results"]["bindings"]
        if len(bindings) > max_rows:
            raise _Failed(f"its answer has {len(bindings)} rows; at most {max_rows} are taken")
        if not all(_NAME.fullmatch(name) for name in names):
            raise _Failed("a name of a variable in its answer is malformed")
        rows = [" ".join(_term(row[name]) if name in row else "UNDEF" for name in names) for row in bindings]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _Failed(f"its answer is not {_JSON}") from error
    variables = " ".join(f"?{name}" for name in names)
    return f"VALUES ({variables}) {{ {' '.join(f'({row})' for row in rows)} }}"


def _term(term: dict[str, Any]) -> str:
    kind, value = term["type"], str(term["value"])
    value.encode()  # half of a surrogate pair raises a ValueError here
    if kind == "uri" and _IRI.fullmatch(value):
        return f"<{value}>"
    if kind == "bnode":
        raise _Failed("its answer has a blank node, which cannot be named here; ask it for IRIs and literals")
    if kind not in {"literal", "typed-literal"}:
        raise _Failed(f"its answer has a term of the kind {str(kind)[:20]!r}")
    text = f'"{value.translate(_ESCAPES)}"'
    if language := term.get("xml:lang"):
        if not _LANG.fullmatch(language):
            raise _Failed("a language tag in its answer is malformed")
        return f"{text}@{language}"
    if datatype := term.get("datatype"):
        if not _IRI.fullmatch(datatype):
            raise _Failed("a datatype in its answer is malformed")
        return f"{text}^^<{datatype}>"
    return text
