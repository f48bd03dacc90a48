"""The OpenAPI description: it names what is served, and nothing that is made from it makes the server fail.

schemathesis sends what follows the description and what does not, the same on every run. As nearly none of its texts
is SPARQL, queries from a small grammar, and soup of SPARQL's own words, follow.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from servers import serving
from tct.build import Build

OPERATIONS: Final = {
    ("get", "/sparql"),
    ("post", "/sparql"),
    ("get", "/.well-known/void"),
    ("get", "/catalog"),
    ("get", "/healthz"),
    ("get", "/readyz"),
    ("get", "/metrics"),
}
CHECKS: Final = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "unsupported_method",
)


@pytest.fixture(scope="module")
def address(current: Build) -> Iterator[str]:
    """The address of a running server."""
    with serving(current.directory.parents[1], env={"TCT_DEADLINE": "2"}) as (found, _):
        yield found


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    """A client of it."""
    with httpx.Client(base_url=address, timeout=30) as found:
        yield found


def test_the_description_names_what_is_served(client: httpx.Client) -> None:
    description = client.get("/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    assert {(method, path) for path, item in description["paths"].items() for method in item} >= OPERATIONS
    for path in description["paths"]:
        assert client.get(path).status_code != 404, path
    identifiers = [operation["operationId"] for item in description["paths"].values() for operation in item.values()]
    assert len(identifiers) == len(set(identifiers))


def test_schemathesis_finds_no_5xx_and_nothing_that_is_not_described(address: str, tmp_path: Path) -> None:
    program = str(Path(sys.executable).parent / "schemathesis")
    run = subprocess.run(
        [program, "run", f"{address}/openapi.json", "--no-color", "--mode", "all", "--max-examples", "40",
         "--generation-deterministic", "--phases", "examples,coverage,fuzzing", "--checks", ",".join(CHECKS),
         "--continue-on-failure", "--request-timeout", "30"],
        cwd=tmp_path, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-5000:] + run.stderr[-2000:]
    found = re.search(r"(\d+) generated, (\d+) passed", run.stdout)
    assert found, run.stdout
    assert int(found[1]) == int(found[2]) >= 150


SOUP: Final = r"""
    SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED GRAPH SERVICE SILENT OPTIONAL UNION MINUS FILTER EXISTS NOT BIND AS
    VALUES UNDEF GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET DISTINCT REDUCED BASE PREFIX a * { } ( ) [ ] . ; , ?s ?p $o
    <x:> <> x:y _:b "text" 'text' '''long''' @en ^^ 1 -1.5 2e3 true + / | ^ ! = != < > && || IN COUNT(*) STR NOW()
    RAND() UUID() IRI BNODE() STRDT LANG REGEX COALESCE IF << >> LATERAL LOAD CLEAR INSERT DATA \u0053 \ # % é 🦆
"""
WORDS: Final = st.sampled_from([*SOUP.split(), "\x00", "\r\n"])
NODES: Final = st.sampled_from(
    ["?s", "?o", "<https://w3id.org/third-country-transfers/ns#Lawsuit>", '"a"@en', "1", "1e400", '""', "_:b", "[]"]
)
PREDICATES: Final = st.sampled_from(
    ["a", "a*", "a?/a+", "^a", "!a", "!(a|^a)", "<http://www.w3.org/2000/01/rdf-schema#label>", "(a|a)*"]
)
EXPRESSIONS: Final = st.sampled_from(
    ["1/0", "?nowhere", "REGEX(?o, '(')", "REGEX(?o, '(a*)*b')", "xsd:x", "STRDT('a', <x:>)", "IRI('a b')", "?o < ?s",
     "SUBSTR(?o, -5, 1e9)", "EXISTS { ?s a ?o }", "REPLACE(?o, '', 'x')", "-?o", "1e308 * 10", "BNODE('x') = ?o",
     "COALESCE(1/0, ?o)", "?o IN ()", "STRLANG('a', 'not a tag')", "CONCAT(?o, 1)", "YEAR('x')", "!?o"]
)  # fmt: skip
TRIPLES: Final = st.builds(lambda s, p, o: f"{s} {p} {o} .", NODES.filter(lambda n: n[0] in "?_<["), PREDICATES, NODES)
GROUPS: Final = st.recursive(
    TRIPLES,
    lambda inner: st.one_of(
        st.builds("{} FILTER({})".format, inner, EXPRESSIONS),
        st.builds("{} BIND({} AS ?x)".format, inner, EXPRESSIONS),
        st.builds("{} OPTIONAL {{ {} }}".format, inner, inner),
        st.builds("{{ {} }} UNION {{ {} }}".format, inner, inner),
        st.builds("{} MINUS {{ {} }}".format, inner, inner),
        st.builds("{{ SELECT ?s {{ {} }} ORDER BY ?s LIMIT 3 }}".format, inner),
        st.builds("GRAPH ?g {{ {} }}".format, inner),
    ),
    max_leaves=3,
)
QUERIES: Final = st.builds(
    "{} {{ {} }} LIMIT {}".format,
    st.sampled_from(["SELECT *", "SELECT DISTINCT ?s", "SELECT (COUNT(*) AS ?n)", "CONSTRUCT { ?s a ?o } WHERE",
                     "DESCRIBE ?s", "SELECT (GROUP_CONCAT(?o) AS ?c)", "SELECT (AVG(?o) AS ?m)"]),
    GROUPS,
    st.sampled_from(["0", "3", "999999999999999999999"]),
)  # fmt: skip
# fmt: off
ACCEPTS: Final = st.sampled_from(["*/*", "text/csv, text/turtle", "application/rdf+xml, text/tab-separated-values",
                                  "application/sparql-results+xml, application/ld+json", "text/html", "a/b"])
# fmt: on

LIMITS: Final = re.compile(r"the query did not end within 2 s|the query took more memory than it may")


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=25).map(" ".join) | QUERIES, ACCEPTS, st.booleans())
def test_no_query_gets_a_5xx(client: httpx.Client, query: str, accept: str, post: bool) -> None:
    """Each is answered or refused; one that is dear by chance meets a limit, and is told so."""
    headers = {"Accept": accept}
    if post:
        answer = client.post("/sparql", data={"query": query}, headers=headers)
    else:
        answer = client.get("/sparql", params={"query": query}, headers=headers)
    if answer.status_code in {504, 507}:
        assert LIMITS.search(answer.text), (query, answer.text[:500])
    else:
        assert answer.status_code in {200, 400, 406, 413}, (query, answer.status_code, answer.text[:500])
