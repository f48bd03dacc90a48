"""The guard decides on the parse: what only looks harmless is refused, what only looks harmful runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tct.errors import QueryRefused, QuerySyntax
from tct.guard import MAX_LENGTH, MAX_NESTING, Guarded, guard

SERVED = {"https://example.org/graph/one", "https://example.org/graph/two"}

SERVICE = [
    "SELECT * { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?where SERVICE ?where { ?a ?b ?c } }",
    "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } } }",
    "ASK { FILTER NOT EXISTS { ?s ?p ?o MINUS { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } } } }",
    "SELECT * { { SELECT ?s { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } } } }",
    "SELECT * { OPTIONAL { GRAPH ?g { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } } } }",
    "SELECT * { { ?s ?p ?o } UNION { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }",
    "SELECT (EXISTS { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } } AS ?x) {}",
    "SELECT * { ?s ?p ?o } HAVING (EXISTS { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } })",
    "SELECT * { ?s ?p ?o } ORDER BY (EXISTS { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } })",
    "SELECT * { SERVICE\u0020<http://127.0.0.1:9>{} }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:9> { ?s ?p ?o } }",
    "SELECT * { #\nSERVICE#\n<http://127.0.0.1:9> { } }",
]


@pytest.mark.parametrize("query", SERVICE)
def test_service_is_refused_wherever_it_stands(query: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE is not allowed"):
        guard(query, SERVED)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <http://a> <http://b> 1 }",
        "LOAD <file:///etc/passwd>",
        "LOAD SILENT <http://127.0.0.1:9> INTO GRAPH <http://a>",
        "DROP ALL",
        "PREFIX a: <http://a/> DELETE WHERE { ?s ?p ?o }",
        "CLEAR DEFAULT ; CREATE GRAPH <http://a>",
    ],
)
def test_updates_are_refused_as_updates(query: str) -> None:
    with pytest.raises(QueryRefused, match="update"):
        guard(query, SERVED)


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
@pytest.mark.parametrize(
    "graph",
    ["<file:///etc/passwd>", "<http://127.0.0.1:9/>", "<https://example.org/graph/three>", "e:three", "<../graph/x>"],
)
def test_from_names_only_served_graphs_and_the_error_lists_them(clause: str, graph: str) -> None:
    query = f"BASE <https://example.org/a/> PREFIX e: <https://example.org/graph/> SELECT * {clause} {graph} {{ }}"
    with pytest.raises(QueryRefused, match=r"is not a graph.*graph/one>.*graph/two>"):
        guard(query, SERVED)


@pytest.mark.parametrize("graph", ["<https://example.org/graph/one>", "e:two", "<two>"])
def test_from_a_served_graph_runs(graph: str) -> None:
    query = f"BASE <https://example.org/graph/> PREFIX e: <> SELECT * FROM NAMED {graph} {{ ?s ?p ?o }}"
    assert guard(query, SERVED) == Guarded(query, "select")


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ('SELECT * { ?s ?p "SERVICE <http://x> { LOAD <http://x> }" }', "select"),
        ("# SERVICE <http://x> {}\nASK { ?s ?SERVICE ?o }", "ask"),
        ("CONSTRUCT WHERE { ?insert ?delete ?load }", "construct"),
        ("DESCRIBE <http://example.org/service>", "describe"),
    ],
)
def test_words_alone_do_no_harm(query: str, form: str) -> None:
    assert guard(query, SERVED).form == form


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { LATERAL { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } } }",
        'VERSION "1.2" SELECT * { ?s ?p ?o }',
        "SELECT * { << ?s ?p ?o >> ?q ?r }",
        "SELECT * { ?s ?p <<( ?a ?b ?c )>> }",
        "SELECT * { ?s ?p ?o ; ASK { } }",
    ],
)
def test_what_sparql_1_1_does_not_have_is_never_passed_on(query: str) -> None:
    with pytest.raises(QuerySyntax, match=r"line 1, column \d+: .*found "):
        guard(query, SERVED)


def test_a_syntax_error_has_its_place() -> None:
    with pytest.raises(QuerySyntax) as caught:
        guard("SELECT ?s\nWHERE { ?s ?p }", SERVED)
    assert (caught.value.line, caught.value.status) == (2, 400)


def test_long_and_deep_queries_are_refused_before_they_are_parsed() -> None:
    with pytest.raises(QueryRefused) as caught:
        guard("#" * (MAX_LENGTH + 1), SERVED)
    assert caught.value.status == 413
    for depth in (MAX_NESTING + 1, 2000, 40_000):
        with pytest.raises(QueryRefused, match="nested deeper"):
            guard("ASK " + "{" * depth + "}" * depth, SERVED)
    assert guard("ASK " + "{" * (MAX_NESTING - 20) + "}" * (MAX_NESTING - 20), SERVED).form == "ask"


@given(st.text(max_size=60))
def test_any_text_is_guarded_or_refused(text: str) -> None:
    try:
        guarded = guard(text, SERVED)
    except QueryRefused:
        return
    assert guarded.text == text
