"""Fair use over HTTP: budgets of clients, whose address counts, health, counts and the log, on a real server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from servers import serving
from tct.build import Build, inputs_digest, publish
from tct.dataset import Graphs
from tct.layout import Layout

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f && ?f != ?i) }"
POLICY = '"query-time";q=500;w=3600;qu="milliseconds"'
ENV = {"TCT_BUDGET": "0.5", "TCT_WINDOW": "3600", "TCT_DEADLINE": "1"}


def light(name: str) -> str:
    """Return a query that costs next to nothing and that no test asked before."""
    return f"ASK {{ <https://example.org/{name}> ?p ?o }}"


@pytest.fixture(scope="module")
def output(graphs: Graphs, layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a finished build of the checkout."""
    directory = tmp_path_factory.mktemp("fair")
    publish(graphs, directory, inputs_digest(layout))
    return directory


@pytest.fixture(scope="module")
def client(output: Path) -> Iterator[httpx.Client]:
    """A client of a server that believes loopback's X-Forwarded-For, so that each test can be a client of its own."""
    env = {**ENV, "TCT_TRUSTED_PROXIES": "127.0.0.1", "TCT_PUBLIC_URL": "https://data.example"}
    with serving(output, env=env) as (address, _), httpx.Client(base_url=address, timeout=30) as found:
        yield found


def ask(client: httpx.Client, query: str, forwarded: str, **headers: str) -> httpx.Response:
    """Ask as the client that a proxy names."""
    sent = {"X-Forwarded-For": forwarded, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return client.get("/sparql", params={"query": query}, headers=sent)


def rest(answer: httpx.Response) -> int:
    """Return the milliseconds that an answer says are left; the policy beside them is always the same."""
    assert answer.headers["ratelimit-policy"] == POLICY
    name, left, _ = answer.headers["ratelimit"].split(";")
    assert name == '"query-time"'
    return int(left.removeprefix("r="))


def counts(client: httpx.Client) -> dict[tuple[str, ...], float]:
    """Return every count, by its name and the values of its labels."""
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(client.get("/metrics").text)
        for sample in family.samples
    }


def test_who_uses_the_budget_up_is_refused_until_later_and_nobody_else_is(client: httpx.Client) -> None:
    before = ask(client, light("a"), "198.51.100.1")
    assert before.status_code == 200
    assert 0 < rest(before) <= 500
    assert ask(client, RUNAWAY, "198.51.100.1").status_code == 504
    refused = ask(client, light("b"), "198.51.100.1")
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert rest(refused) == 0
    wait = int(refused.headers["retry-after"])
    assert refused.headers["ratelimit"] == f'"query-time";r=0;t={wait}'
    assert 3000 <= wait < 2 * 3600  # its deadline of a second counts the parse, its budget only what was worked
    assert refused.json() == {
        "type": "https://iana.org/assignments/http-problem-types#quota-exceeded",
        "title": "Over budget",
        "status": 429,
        "detail": f"this client used its 0.5 s of query time per 3600 s; try again in {wait} s, or ask for less",
        "violated-policies": ["query-time"],
    }
    assert ask(client, light("b"), "198.51.100.2").status_code == 200
    for free in ("/", "/healthz", "/readyz", "/metrics", "/sparql", "/.well-known/void"):
        assert client.get(free, headers={"X-Forwarded-For": "198.51.100.1"}).status_code == 200


def test_what_is_in_memory_costs_nobody_anything(client: httpx.Client) -> None:
    assert ask(client, light("c"), "198.51.100.3").status_code == 200
    ask(client, RUNAWAY, "198.51.100.3")
    assert ask(client, light("c"), "198.51.100.3").status_code == 200
    assert ask(client, light("c"), "198.51.100.3", Cache_Control="no-cache").status_code == 429


def test_the_address_that_the_proxy_saw_counts_and_not_what_its_client_wrote(client: httpx.Client) -> None:
    ask(client, RUNAWAY, "198.51.100.4")
    for made_up in ("6.6.6.6, 198.51.100.4", "127.0.0.1, 198.51.100.4", "x, 198.51.100.4", "198.51.100.4:99"):
        assert ask(client, light("d"), made_up).status_code == 429
    assert ask(client, light("d"), "198.51.100.4, 198.51.100.5").status_code == 200


def test_a_network_of_one_ipv6_host_is_one_client(client: httpx.Client) -> None:
    ask(client, RUNAWAY, "2001:db8:0:1::1")
    assert ask(client, light("e"), "[2001:db8:0:1:ffff::2]:443").status_code == 429
    assert ask(client, light("e"), "2001:db8:0:2::1").status_code == 200


def test_an_untrusted_client_cannot_choose_its_address(output: Path, tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    env = {**ENV, "TCT_LOG_QUERIES": "true"}
    with serving(output, env=env, log=log) as (address, _), httpx.Client(base_url=address, timeout=30) as client:
        assert ask(client, RUNAWAY, "198.51.100.1").status_code == 504
        spoofed = [ask(client, light("f"), f"198.51.100.{number}").status_code for number in range(9)]
        assert spoofed == [429] * 9
        by_other_names = {"Forwarded": "for=198.51.100.1", "X-Real-IP": "198.51.100.1", "X-Client-IP": "198.51.100.1"}
        assert client.get("/sparql", params={"query": light("f")}, headers=by_other_names).status_code == 429
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert {line["client"] for line in lines} == {"127.0.0.1"}
    assert lines[0]["query"] == RUNAWAY


def test_no_budget_by_default(output: Path) -> None:
    with serving(output, env={"TCT_DEADLINE": "1"}) as (address, _), httpx.Client(base_url=address) as client:
        assert ask(client, RUNAWAY, "198.51.100.1").status_code == 504
        answer = ask(client, light("g"), "198.51.100.1")
    assert answer.status_code == 200
    assert not {"ratelimit", "ratelimit-policy", "retry-after"} & set(answer.headers)


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({"TCT_TRUSTED_PROXIES": "*"}, "TCT_TRUSTED_PROXIES: * is no address or network"),
        ({"TCT_TRUSTED_PROXIES": "0.0.0.0/0"}, "TCT_TRUSTED_PROXIES: 0.0.0.0/0 trusts every address"),
        ({"TCT_BUDGET": "-1"}, "set TCT_BUDGET >= 0 and TCT_WINDOW >= 1"),
    ],
)
def test_settings_that_cannot_be_meant_stop_the_start(output: Path, env: dict[str, str], sentence: str) -> None:
    with pytest.raises(AssertionError, match="the server did not start") as failed, serving(output, env=env):
        raise RuntimeError("it did")
    assert sentence in str(failed.value)
    assert "Traceback" not in str(failed.value)


def test_healthz_and_readyz(client: httpx.Client, output: Path) -> None:
    health = client.get("/healthz")
    assert (health.status_code, health.json(), health.headers["cache-control"]) == (200, {"status": "ok"}, "no-store")
    manifest = Build.current(output).manifest
    release = {"version": manifest.version, "digest": manifest.digest}
    ready = client.get("/readyz")
    report = ready.json()
    assert (ready.status_code, ready.headers["cache-control"]) == (200, "no-store")
    assert 1 <= report.pop("workers")["alive"] <= 4
    assert report == {
        "ready": True,
        "reason": "",
        "mode": "read-only",
        "release": release,
        "current": {"status": "served", **release},
        "problem": "",
        "waiting": {"short": 0, "long": 0},
    }
    assert client.head("/readyz").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_health_is_only_read(client: httpx.Client, path: str) -> None:
    answer = client.post(path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_what_lies_on_disk_is_told_and_changes_nothing(graphs: Graphs, layout: Layout, tmp_path: Path) -> None:
    build = publish(graphs, tmp_path, inputs_digest(layout))
    with serving(tmp_path) as (address, _), httpx.Client(base_url=address, timeout=30) as client:
        pointer = tmp_path / "current"
        pointer.write_text("no-such-release\n")
        broken = client.get("/readyz")
        assert (broken.status_code, broken.json()["current"]["status"]) == (200, "broken")
        assert str(tmp_path) not in broken.text
        other = tmp_path / "releases" / "other"
        other.mkdir()
        manifest = json.loads((build.directory / "manifest.json").read_text())
        (other / "manifest.json").write_text(json.dumps({**manifest, "version": "9.9.9", "digest": "f" * 64}))
        pointer.write_text("other\n")
        told = client.get("/readyz")
        assert told.json()["current"] == {
            "status": "other",
            "version": "9.9.9",
            "digest": "f" * 64,
            "notice": "start the server again to serve it",
        }
        assert told.json()["release"]["digest"] == build.manifest.digest
        assert client.get("/sparql", params={"query": light("h")}).json()["boolean"] is False


def test_counts_follow_what_was_asked(client: httpx.Client) -> None:
    before = counts(client)
    asked = [
        (light("i"), 200), (light("i"), 200), ("ASK {", 400), ("ASK { SERVICE <https://example.org/> {} }", 400),
        (RUNAWAY, 504), (light("j"), 429),
    ]  # fmt: skip
    assert [ask(client, query, "198.51.100.9").status_code for query, _ in asked] == [status for _, status in asked]
    assert client.get("/questions/no-such-question").status_code == 404
    assert client.get("/no/such/address").status_code == 404
    after = counts(client)
    moved = {key: value - before.get(key, 0) for key, value in after.items() if value != before.get(key, 0)}
    assert moved.pop(("tct_query_seconds_sum",)) > 0.5
    expected: dict[tuple[str, ...], float] = {
        ("tct_requests_total", "GET", "/sparql", "2xx"): 2,
        ("tct_requests_total", "GET", "/sparql", "4xx"): 3,
        ("tct_requests_total", "GET", "/sparql", "5xx"): 1,
        ("tct_requests_total", "GET", "/questions/{slug}", "4xx"): 1,
        ("tct_requests_total", "GET", "/{path:path}", "4xx"): 1,
        ("tct_requests_total", "GET", "/metrics", "2xx"): 1,
        ("tct_outcomes_total", "ok", "/sparql"): 2,
        ("tct_outcomes_total", "syntax", "/sparql"): 1,
        ("tct_outcomes_total", "refused", "/sparql"): 1,
        ("tct_outcomes_total", "deadline", "/sparql"): 1,
        ("tct_outcomes_total", "over-budget", "/sparql"): 1,
        ("tct_query_seconds_count",): 2,
        ("tct_cache_lookups_total", "hit"): 1,
        ("tct_budget_clients",): 1,
    }
    assert {key: moved.get(key) for key in expected} == expected
    manifest = client.get("/readyz").json()["release"]
    assert after["tct_release_info", manifest["digest"], manifest["version"]] == 1


def lines_of(output: Path, log: Path, **env: str) -> list[dict[str, Any]]:
    """Return the log of a server that was asked a few things."""
    with serving(output, env=env, log=log) as (address, _), httpx.Client(base_url=address) as client:
        client.get("/sparql", params={"query": light("theory-of-the-case")}, headers={"Authorization": "Bearer hidden"})
        client.post("/sparql", data={"query": "ASK {"})
        client.get("/no/theory-of-the-case")
        client.get("/?lang=theory-of-the-case")
    return [json.loads(line) for line in log.read_text().splitlines()]


def test_the_log_has_a_line_a_request_and_no_word_of_what_was_asked(output: Path, tmp_path: Path) -> None:
    lines = lines_of(output, tmp_path / "log")
    assert [(line["method"], line["route"], line["status"], line["outcome"]) for line in lines] == [
        ("GET", "/sparql", 200, "ok"),
        ("POST", "/sparql", 400, "syntax"),
        ("GET", "/{path:path}", 404, "refused"),
        ("GET", "/", 400, "refused"),
    ]
    assert {line["release"] for line in lines} == {Build.current(output).manifest.label}
    text = (tmp_path / "log").read_text()
    for secret in ("theory", "127.0.0.1", "hidden", "example.org"):
        assert secret not in text


def test_no_log_where_none_is_wanted(output: Path, tmp_path: Path) -> None:
    assert lines_of(output, tmp_path / "log", TCT_LOG="false") == []
