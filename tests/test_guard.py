"""The guard decides on the parse: what only looks harmless is refused, what only looks harmful runs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
import rdflib.plugins.sparql
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset

from support import ROOT
from tct.errors import QueryRefused, QuerySyntax
from tct.guard import MAX_LENGTH, MAX_NESTING, Guard, Guarded, guard
from tct.guard.warm import learn
from tct.questions import Catalogue
from tct.store import MemoryStore

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
    guarded = guard(query, SERVED)
    assert (guarded.text, guarded.form, len(guarded.graphs)) == (query, "select", 1)
    assert guarded.graphs[0] in SERVED


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
    ("query", "name", "column"),
    [
        ("SELECT * { LATERAL { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } } }", "LATERAL", 12),
        ('VERSION "1.2" SELECT * { ?s ?p ?o }', "VERSION", 1),
        ("SELECT * { << ?s ?p ?o >> ?q ?r }", "a triple term", 12),
        ("SELECT * { ?s ?p <<( ?a ?b ?c )>> }", "a triple term", 18),
        ("SELECT * { ?s ?p ?o {| ?a ?b |} }", "an annotation", 21),
        ("SELECT * { ?s ?p ?o ~ ?r }", "a reifier", 21),
        ('ASK { ?s ?p "a"@ar--rtl }', "a string with a base direction", 16),
        *(
            (f"SELECT ({name}(?x) AS ?y) {{}}", name.upper(), 9)
            for name in ("TRIPLE", "SUBJECT", "PREDICATE", "OBJECT", "isTRIPLE", "LANGDIR", "STRLANGDIR", "hasLANG",
                         "hasLANGDIR", "ADJUST")
        ),
    ],
)  # fmt: skip
def test_sparql_1_2_is_named_as_such(query: str, name: str, column: int) -> None:
    with pytest.raises(QuerySyntax) as caught:
        guard(query, SERVED)
    start = f"line 1, column {column}: this is SPARQL 1.2 ({name}); this endpoint speaks 1.1; found "
    assert str(caught.value).startswith(start)
    assert caught.value.status == 400


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?s\nWHERE { ?s ?p }", "line 2, column 15: expected a term, found '}'"),
        ("ASK { ?s <a:b>/?p ?o }", "found '?p'"),
        ("ASK { ?s ?p ?o . FILTER(?x = ) }", "line 1, column 30: expected an expression, found ')'"),
        (
            "SELECT * { FILTRE(?x) }",
            "line 1, column 12: expected 'SELECT', '}', a triple or a graph pattern (FILTER, OPTIONAL, …), "
            "found 'FILTRE'; did you mean FILTER?",
        ),
        ("SELECT * { ?s ?p ?o } LIMIT x", "line 1, column 29: expected a whole number, found 'x'"),
        ("SELECT ?a WHERE ?a ?b ?c", "line 1, column 17: expected '{', found '?a'"),
        ("SELECT * {?s ?p ?o} ORDER ?s", "line 1, column 27: expected 'BY', found '?s'"),
        ("SELECT { ?s ?p ?o }", "expected '*', 'DISTINCT', 'REDUCED' or a variable, found '{'"),
        ("ASK { FILTER(?x > 1 }", "line 1, column 21: expected ')' or an operator, found '}'"),
        ("ASK {\t?s\t?p\t}", "line 1, column 13: expected a term, found '}'"),
        ('ASK { ?s ?p "abc }', "line 1, column 13: expected a term, found a string that does not end"),
        ("ASK { # {\n ?s ?p ?o", "found the end of the text"),
        ("", "line 1, column 1: expected 'ASK', 'BASE', 'CONSTRUCT', 'DESCRIBE', 'PREFIX' or 'SELECT', found the end"),
    ],
)
def test_a_syntax_error_says_where_and_what_was_expected(query: str, message: str) -> None:
    with pytest.raises(QuerySyntax) as caught:
        guard(query, SERVED)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert f"line {caught.value.line}, column {caught.value.column}: " in str(caught.value)


def test_long_and_deep_queries_are_refused_before_they_are_parsed() -> None:
    with pytest.raises(QueryRefused) as caught:
        guard("#" * (MAX_LENGTH + 1), SERVED)
    assert caught.value.status == 413
    for depth in (MAX_NESTING + 1, 2000, 40_000):
        with pytest.raises(QueryRefused, match="nested deeper"):
            guard("ASK " + "{" * depth + "}" * depth, SERVED)
    assert guard("ASK " + "{" * (MAX_NESTING - 20) + "}" * (MAX_NESTING - 20), SERVED).form == "ask"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("ASK { VALUES ?x { " + "1 " * 10_001 + "} }", 413),
        ("ASK { VALUES (?x ?y) { " + "(1 2)" * 10_001 + "} }", 413),
        ("ASK { FILTER(" + "+".join(["1"] * 40_000) + ") }", 413),
        ("ASK { " + "?s ?p ?o . " * 8_000 + "}", 400),
        ("ASK { " + "SERVICE <a:b> {} " * 5_000 + "}", 413),
        ("a-" * 45_000, 400),
        ("<" * 90_000, 400),
        ("VALUES " * 14_000, 400),
        ('"' * 90_000, 400),
    ],
    ids=["values", "rows", "sum", "triples", "services", "dashes", "less-than", "words", "quotes"],
)
def test_what_costs_too_much_to_check_is_refused(query: str, status: int) -> None:
    with pytest.raises(QueryRefused) as caught:
        guard(query, SERVED)
    assert caught.value.status == status


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(1 IN (" + ",".join(["1"] * 20_000) + ")) }",
        "PREFIX e: <http://e/> ASK { VALUES ?x { " + "e:abc " * 9_000 + "} }",
        "ASK { VALUES (?x ?y) { " + "(1 2) " * 9_000 + "} }",
        "ASK { FILTER(" + "(" * 90 + "1" + ")" * 90 + ") }",
    ],
    ids=["in", "values", "rows", "brackets"],
)
def test_long_lists_of_constants_run(query: str) -> None:
    assert guard(query, SERVED).text == query


@pytest.mark.parametrize(
    ("query", "volatile"),
    [
        ("SELECT (NOW() AS ?x) {}", True),
        ("SELECT * { ?s ?p ?o FILTER(RAND() < 0.5) }", True),
        ("SELECT (STRUUID() AS ?x) (uuid() AS ?y) {}", True),
        ('SELECT (BNODE("a") AS ?x) {}', True),
        ("CONSTRUCT { _:a ?p ?o } { ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p [ ?q ( 1 2 ) ] } { ?s ?p ?o }", True),
        ("ASK { FILTER EXISTS { SELECT * { BIND(NOW() AS ?now) } } }", True),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p [ ?q _:b ] }", False),
        ('SELECT ?now { ?now ?rand "NOW()" } # UUID()', False),
        ("DESCRIBE <http://example.org/NOW()>", False),
    ],
)
def test_a_query_whose_runs_differ_is_volatile(query: str, volatile: bool) -> None:
    assert guard(query, SERVED).volatile is volatile


def test_the_shape_leaves_constants_out() -> None:
    shapes = [
        guard(query, SERVED).shape
        for query in (
            'SELECT * { <http://e/a> ?p "x"@en FILTER(?n > 10) } LIMIT 5',
            "PREFIX e: <http://e/>\nselect * { e:b ?p 'y' filter(?n > 2.5) } limit 10 # more",
            'SELECT * { <http://e/a> ?q "x"@en FILTER(?n > 10) } LIMIT 5',
            'SELECT * { <http://e/a> ?p "x"@en FILTER(?n < 10) } LIMIT 5',
        )
    ]
    assert shapes[0] == shapes[1]
    assert len(set(shapes)) == 3
    assert all(len(shape) == 16 for shape in shapes)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("ASK # one { \r{ } # two\n", "ASK         \r{ }      \n"),
        ('ASK { ?s <http://e/#x> "# \\u0022 \\u000A \\\\u0041" }', 'ASK { ?s <http://e/#x> "# \\" \\n \\\\u0041" }'),
        ("\\u0041SK { ?s <\\u0068ttp://e/> ?\\u00e9 }", "ASK { ?s <http://e/> ?é }"),
        ("ASK { # \\u000A1234 \\uD800\n }", "ASK {                    \n }"),
        ("ASK { ?s ?p 'a\\\"b', \"a\\'b\" }", "ASK { ?s ?p 'a\\\"b', \"a\\'b\" }"),
    ],
)
def test_both_parsers_are_given_one_text(query: str, text: str) -> None:
    assert guard(query, SERVED).text == text


@pytest.mark.parametrize("escape", ["\\u0020", "\\u0023", "\\u003C", "\\uD800", "\\U00110000", "\\u007B", '"\\uDC00"'])
def test_an_escape_makes_no_structure_and_no_half_character(escape: str) -> None:
    with pytest.raises(QuerySyntax, match="is no character that may stand here"):
        guard(f"ASK {{ ?s ?p {escape} }}", SERVED)


def test_the_parameters_of_the_protocol_name_served_graphs() -> None:
    kept = Guard(SERVED)
    kept.dataset(["https://example.org/graph/one"], ["https://example.org/graph/two"])
    kept.dataset([], [])
    for default, named in ((["file:///etc/passwd"], []), ([], ["https://example.org/graph/three"])):
        with pytest.raises(QueryRefused, match=r"is not a graph.*graph/one>.*graph/two>") as caught:
            kept.dataset(default, named)
        assert caught.value.status == 400
    with pytest.raises(QueryRefused, match="the graphs are none"):
        Guard([]).dataset(["https://example.org/graph/one"], [])


def test_listed_endpoints_may_be_named_and_no_others() -> None:
    kept = Guard(SERVED, services=["https://example.org/sparql"])
    query = "PREFIX e: <https://example.org/> SELECT * { SERVICE %s { ?s ?p ?o } }"
    assert kept.query(query % "e:sparql").services == ("https://example.org/sparql",)
    assert kept.query(query % "SILENT <https://example.org/sparql>").volatile
    for other in ("e:sparql2", "<https://example.org/sparql/>", "?where"):
        with pytest.raises(QueryRefused, match="SERVICE is not allowed"):
            kept.query(query % other)
    with pytest.raises(QueryRefused, match="SERVICE within SERVICE"):
        kept.query(query.replace("?s ?p ?o", "SERVICE e:sparql {}") % "e:sparql")


def test_a_guard_of_other_graphs_remembers_queries_but_not_their_graphs() -> None:
    first = Guard(["https://example.org/a"])
    asked = "ASK FROM <https://example.org/a> { ?s ?p ?o }"
    assert first.known(asked) is None
    assert first.query(asked) == first.known(asked)
    other = first.serving(["https://example.org/b"])
    with pytest.raises(QueryRefused, match=r"the graphs are <https://example\.org/b>"):
        other.known(asked)
    first.query("ASK { ?s ?p 1 }")
    assert other.known("ASK { ?s ?p 2 }") == Guarded("ASK { ?s ?p 2 }", "ask", False, guard("ASK{?s ?p 3}", []).shape)


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [
        ("ASK { <a:b> <a:c> 'x' }", "ASK { <d:e> <f:g> 'SELECT' } # what", False),
        ("ASK { <a:b> <a:c> 'x' } # what", "ASK { <d:e> <f:#g> 'SELECT' } # how.", True),
        ("PREFIX e: <a:b> ASK { e:x e:y 1 }", "PREFIX e: <c:d> ASK { e:z2 e:y_ 23 }", True),
        ("ASK { ?s ?p 1 }", "ASK { ?s ?p 1.5 }", False),
        ("ASK { ?s ?p 1 }", "ASK { ?s ?q 1 }", False),
        ("ASK { ?s ?p 'x' }", 'ASK { ?s ?p "x" }', False),
        ("ASK { ?s ?p 'x' }", "ASK { ?s ?p 'service' }", False),
        ("ASK { ?s ?p 'x' }", "ASK { ?s ?p '\\n' }", False),
        ("ASK { ?s ?p <a:b> }", "ASK { ?s ?p <a:b?c=(d,e)> }", False),
        ("ASK FROM <https://example.org/graph/one> {}", "ASK FROM <https://example.org/graph/two> {}", False),
        ("ASK { _:a ?p 1 }", "ASK { _:b ?p 1 }", False),
    ],
)
def test_a_template_is_known_by_its_structure(first: str, second: str, known: bool) -> None:
    kept = Guard(SERVED)
    kept.query(first)
    assert (kept.known(second) is not None) is known
    assert kept.query(second) == guard(second, SERVED)


PIECES = st.sampled_from(
    [
        "ASK", "SELECT", "*", "{", "}", "(", ")", ".", ";", ",", "?a", "?b", "FILTER", "<", ">", "<=", "&&", "||", "=",
        "+", "-", "!", "IN", "OPTIONAL", "UNION", "VALUES", "a", "^^", "@en", "^", "/", "|", "LIMIT", "BIND", "AS",
        "NOW()", "COUNT(*)", "_:x", "_:y", "[]", "FROM", "service", "SERVICE", "PREFIX e: <a:>", "true", "# c\n", "\r",
        "'", '"', "#", "\\", "\\u0041", "$x", "EXISTS", "GRAPH", "LATERAL", "CONSTRUCT", "WHERE", "DESCRIBE",
    ]
)  # fmt: skip
CONSTANTS = {
    "iri": st.sampled_from(
        ["<a:b>", "<http://e/#x>", "<?b&&?c>", "<e:a,e:b>", "<it's>", "<>", "<a:service>", "<a:FROM>"]
    ),
    "name": st.sampled_from(["e:a", "e:bc-1", "e:x.y", "e:", "e:from", ":q", "e:1"]),
    "string": st.sampled_from(
        ["'x'", "''", "'#'", "'it is <'", "'SELECT'", "'''a'b'''", '"x"', '"\'"', '"""a"b"""', "'\\n'"]
    ),
    "number": st.sampled_from(["1", "22", "1.5", "1e3", ".5", "1.", "-4", "0.0"]),
}
SLOTS = st.sampled_from(sorted(CONSTANTS))
TEXTS = st.lists(st.one_of(PIECES, SLOTS, SLOTS), max_size=14)
FRAMES = st.sampled_from(
    ["{0}", "ASK {{ {0} }}", "ASK {{ ?s ?p {0} }}", "ASK {{ FILTER(?a {0} ) }}", "SELECT * {{ ?s {0} ?o . {0} }}"]
)
FRAME = "PREFIX e: <http://e/> SELECT * {{ {iri} {name} {string} ; {iri} ?o FILTER(?n<{number}&&?o>{name}) }} LIMIT 5"


def outcome(kept: Guard, text: str) -> object:
    """Return what a guard says of a text: the guarded query, or the kind of refusal."""
    try:
        return kept.query(text)
    except QueryRefused as error:
        return type(error), error.status


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_what_is_known_gets_the_verdict_of_a_full_parse(data: st.DataObject) -> None:
    """Texts that share a structure are asked in turn: a guard that remembers says what one without memory says."""
    pieces, frame, gap = data.draw(TEXTS), data.draw(FRAMES), data.draw(st.sampled_from([" ", "", "\n"]))
    kept = Guard(SERVED)
    for _ in range(3):
        text = gap.join(data.draw(CONSTANTS[piece]) if piece in CONSTANTS else piece for piece in pieces)
        query = frame.format(text)
        assert outcome(kept, query) == outcome(Guard(SERVED), query)


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_queries_of_one_structure_get_the_verdict_of_a_full_parse(data: st.DataObject) -> None:
    """As above, with texts that mostly parse."""
    kept = Guard(SERVED)
    for _ in range(3):
        text = FRAME.format(**{name: data.draw(values) for name, values in CONSTANTS.items()})
        assert outcome(kept, text) == outcome(Guard(SERVED), text)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60))
def test_any_text_is_guarded_or_refused(text: str) -> None:
    found = outcome(Guard(SERVED), text)
    assert found in {(QueryRefused, 400), (QuerySyntax, 400)} or isinstance(found, Guarded)


def test_every_question_of_the_catalogue_is_let_through() -> None:
    texts = [question.query() for question in Catalogue(ROOT / "queries" / "questions")]
    kept = Guard([], shapes=texts)
    assert all(kept.known(text) for text in texts)


UPDATE = "PREFIX e: <http://e/>\nCLEAR ALL ; INSERT DATA { GRAPH e:g { e:a e:b 1 } } ; "
CLAUSES = "USING <http://e/1> USING NAMED <http://e/2> "


@pytest.mark.parametrize(
    ("operation", "changed"),
    [
        ("INSERT { ?s ?p 1 } WHERE { ?s ?p 2 }", f"INSERT {{ ?s ?p 1 }} {CLAUSES}WHERE {{ ?s ?p 2 }}"),
        ("DELETE {} INSERT {} WHERE {}", f"DELETE {{}} INSERT {{}} {CLAUSES}WHERE {{}}"),
        ("delete {} where { { SELECT * WHERE {} } }", f"delete {{}} {CLAUSES}where {{ {{ SELECT * WHERE {{}} }} }}"),
        ("DELETE WHERE { ?s ?p 3 }", f"DELETE {{ ?s ?p 3 }} {CLAUSES}WHERE {{ ?s ?p 3 }}"),
        ("DELETE#\nWHERE { GRAPH ?g { } }", f"DELETE \n{{ GRAPH ?g {{ }} }} {CLAUSES}WHERE {{ GRAPH ?g {{ }} }}"),
        ("INSERT { ?s ?p 'WHERE' } WHERE { ?s ?w ?o }", f"INSERT {{ ?s ?p 'WHERE' }} {CLAUSES}WHERE {{ ?s ?w ?o }}"),
        ("DROP SILENT GRAPH <a:b> ; COPY <a:b> TO DEFAULT", "DROP SILENT GRAPH <a:b> ; COPY <a:b> TO DEFAULT"),
    ],
)
def test_the_graphs_of_the_protocol_are_written_into_an_update(operation: str, changed: str) -> None:
    kept = Guard([])
    assert kept.update(UPDATE + operation) == UPDATE + operation.replace("#", " ")
    assert kept.update(UPDATE + operation, ["http://e/1"], ["http://e/2"]) == UPDATE + changed


@pytest.mark.parametrize(
    ("update", "message"),
    [
        ("WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "USING or WITH of its own"),
        ("CLEAR ALL ; INSERT { ?s ?p ?o } USING NAMED <a:b> WHERE { ?s ?p ?o }", "USING or WITH of its own"),
        ("SELECT * { ?s ?p ?o }", "this is a query"),
        ("LOAD SILENT <file:///etc/passwd>", "LOAD is not allowed"),
        ("INSERT {} WHERE { OPTIONAL { SERVICE ?x {} } }", "SERVICE is not allowed"),
        ("CLEAR XYZ", "line 1, column 7: expected 'ALL', 'DEFAULT', 'GRAPH', 'NAMED' or 'SILENT', found 'XYZ'"),
        ("INSERT DATA { <a:b> <a:c> << <a:b> <a:c> 1 >> }", "this is SPARQL 1.2 (a triple term)"),
        ("INSERT DATA { " + "(" * 101 + ")" * 101 + "}", "nested deeper than 100; write the update flatter"),
    ],
)
def test_an_update_that_may_not_run_says_why(update: str, message: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        Guard([]).update(update, ["http://e/1"])
    assert message in str(caught.value)
    assert caught.value.status == 400


@pytest.mark.parametrize(
    "graph", ["", "relative", "http://e/>", "http://e/ b", "a:b> WHERE {} ; LOAD <c:d", "http://e/\n"]
)
def test_a_graph_of_the_protocol_is_an_iri_and_nothing_more(graph: str) -> None:
    for using, named in (([graph], []), ([], [graph])):
        with pytest.raises(QueryRefused, match="is not an absolute IRI"):
            Guard([]).update("INSERT {} WHERE {}", using, named)


def test_long_updates_are_refused_and_long_data_is_not() -> None:
    with pytest.raises(QueryRefused, match="the update has 100001 characters") as caught:
        Guard([]).update("#" * 100_001)
    assert caught.value.status == 413
    data = "INSERT DATA { " + "<http://e/s> <http://e/p> 'abc' . " * 2_500 + "}"
    assert Guard([]).update(data) == data


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60))
def test_any_text_is_an_update_or_refused(text: str) -> None:
    with suppress(QueryRefused):
        assert isinstance(Guard([]).update(text), str)


def test_the_reference_engine_loads_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret.ttl"
    file.write_text("<a:b> <a:c> 'secret' .", encoding="utf-8")
    memory = MemoryStore(Dataset())
    assert rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS is False
    for clause in ("FROM", "FROM NAMED"):
        assert (
            memory.answer(f"ASK {clause} <{file.as_uri()}> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}")
            is False
        )
    monkeypatch.setattr(rdflib.plugins.sparql, "SPARQL_LOAD_GRAPHS", True)
    with pytest.raises(AssertionError, match="would read files"):
        MemoryStore(Dataset())


def test_another_process_parses_beforehand() -> None:
    texts = ["SELECT * { ?s ?p 1 }", "SELECT * {", "ASK FROM <http://e/g> { ?s ?p ?o FILTER (?o < NOW()) }"]
    command = [sys.executable, "-m", "tct.guard.warm", str(os.getpid())]
    lines = subprocess.check_output(command, input=json.dumps(texts).encode()).splitlines()
    guard = Guard(["http://e/g"])
    assert [guard.known(text) for text in texts] == [None, None, None]
    for line in lines:
        learn(guard, line)
    assert guard.known(texts[0]) == Guard([]).query(texts[0])
    assert guard.known("SELECT * { ?s ?p 2 }") == Guard([]).query("SELECT * { ?s ?p 2 }")
    assert (len(lines), guard.known(texts[1])) == (2, None)
    assert guard.known(texts[2]) == Guard(["http://e/g"]).query(texts[2])
    with pytest.raises(QueryRefused, match="is not a graph of this dataset"):
        guard.serving([]).known(texts[2])
