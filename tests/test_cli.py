"""The command line as a user meets it: what it prints, how it exits, what it says when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
from pathlib import Path

import pytest

from servers import tct
from tct.build import Build, inputs_digest, publish
from tct.dataset import Graphs
from tct.layout import Layout
from tree import append, copy_tree, replace

COMMANDS = ("build", "check", "coverage", "ask", "query", "show", "serve", "export")


@pytest.fixture(scope="session")
def out(graphs: Graphs, layout: Layout, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A directory with a finished build of the checkout."""
    directory = tmp_path_factory.mktemp("cli")
    publish(graphs, directory, inputs_digest(layout))
    return str(directory)


def test_help_names_every_command_and_each_has_an_example() -> None:
    said = tct("--help").stdout
    assert all(f"  {command}" in said for command in COMMANDS)
    for command in COMMANDS:
        done = tct(command, "--help")
        assert (done.returncode, "Example: tct " in done.stdout) == (0, True), command


def test_build_publishes_then_says_that_nothing_changed(tmp_path: Path) -> None:
    first = tct("build", "--output", str(tmp_path), "--json")
    data = json.loads(first.stdout)
    assert (first.returncode, data["conforms"], data["violations"]) == (0, True, 0)
    assert data["sha256"] == Build.current(tmp_path).manifest.digest
    again = tct("build", "--output", str(tmp_path))
    assert again.stdout.endswith(f"release {Build.current(tmp_path).manifest.label}, "
                                 f"{Build.current(tmp_path).manifest.quads} quads, nothing changed\n")  # fmt: skip


def test_check_prints_a_finding_a_line_and_counts_what_each_rule_examined() -> None:
    done = tct("check")
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert lines[0].startswith("data/facts/mexico.ttl: lawsuit:dvd-v-dhs: warning of rule 44 (shape:")
    assert lines[1] == "3 rules need the source texts: not run (17, 19, 21; --sources)"
    assert lines[2] == "62 rules, 0 violation(s), 1 warning(s)"
    strict = tct("check", "--strict", "--json")
    data = json.loads(strict.stdout)
    assert (strict.returncode, data["warnings"], len(data["findings"]), data["not_run"]) == (
        1,
        1,
        1,
        ["17", "19", "21"],
    )
    assert list(data["examined"]) == [str(number) for number in range(1, 63)]
    idle = {rule for rule, count in data["examined"].items() if not count}
    assert idle == {"14", "34", "48", "53"}, "no node of the data is theirs; ontology/shapes/unexamined.toml says why"


def test_a_violation_names_file_subject_rule_and_sentence(tmp_path: Path) -> None:
    layout = copy_tree(tmp_path)
    facts = layout.root / "data" / "facts" / "mexico.ttl"
    replace(facts, "tct:certainty claim-certainty:stated ;\n", "")
    done = tct("check", "--root", str(tmp_path))
    assert done.returncode == 1
    assert re.search(
        r"^data/facts/mexico\.ttl: claim:mexico-\S+: violation of rule 2 \(shape:\S+\): .+$", done.stdout, re.MULTILINE
    )
    built = tct("build", "--root", str(tmp_path), "--output", str(tmp_path / "out"))
    assert built.returncode == 1
    assert "violation of rule 2" in built.stdout
    assert built.stderr.startswith("tct: 1 violation(s): nothing was replaced")


def test_malformed_turtle_is_one_line_with_its_place(tmp_path: Path) -> None:
    layout = copy_tree(tmp_path)
    append(layout.root / "data" / "reference" / "places.ttl", "\nplace:x a tct:Place ; nope:y 3 .\n")
    lines = len((layout.root / "data" / "reference" / "places.ttl").read_text(encoding="utf-8").splitlines())
    done = tct("check", "--root", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"tct: data/reference/places.ttl:{lines}:23: The prefix nope: has not been declared\n"


def test_a_term_that_the_ontology_lacks_is_a_finding(tmp_path: Path) -> None:
    layout = copy_tree(tmp_path)
    append(layout.root / "data" / "reference" / "places.ttl", "\nplace:tabasco tct:nope 3 .\n")
    done = tct("check", "--root", str(tmp_path))
    assert done.returncode == 1
    assert "data/reference/places.ttl: place:tabasco: violation of rule 61" in done.stdout


def test_ask_lists_questions_and_answers_one_in_every_format(out: str) -> None:
    assert "agreement-form" in tct("ask").stdout
    table = tct("ask", "agreement-form", "--output", out).stdout
    assert "What form does the arrangement between two countries take?" in table
    assert "Unwritten" in table
    assert "mexico-2026-01-21:p4s1" in table
    assert re.search(r"release 1\.0\.0 \(sha256 [0-9a-f]{12}\)", table)
    assert "not legal advice" in table
    spanish = tct("ask", "agreement-form", "--lang", "es", "--output", out).stdout
    assert "¿Qué forma tiene el arreglo" in spanish
    assert "traducción nuestra" in " ".join(spanish.split())
    data = json.loads(tct("ask", "agreement-form", "--json", "--output", out).stdout)
    assert [row["form"]["label"] for row in data["rows"]] == ["Unwritten", "Unwritten"]
    assert [row["passage"]["id"] for row in data["rows"]] == ["mexico-2026-01-21:p4s1", "mexico-2026-01-21:p7s2"]
    assert data["release"]["version"] == "1.0.0"
    rows = list(csv.reader(io.StringIO(tct("ask", "agreement-form", "--format", "csv", "--output", out).stdout)))
    assert rows[0] == ["agreement", "form", "saidBy", "certainty", "passage"]
    assert rows[1][-1] == "mexico-2026-01-21:p4s1 ; mexico-2026-01-21:p7s2"
    assert tct("ask", "agreement-form", "--format", "xml", "--output", out).stdout.count("<result>") == 2
    markdown = tct("ask", "agreement-form", "--format", "md", "--output", out).stdout
    assert markdown.splitlines()[1] == "|---|---|---|---|---|"


def test_ask_takes_parameters_and_shows_its_sparql(out: str) -> None:
    swapped = ("--param", "sender=country:mx", "--param", "receiver=country:us")
    data = json.loads(tct("ask", "agreement-form", *swapped, "--json", "--output", out).stdout)
    assert data["rows"] == []
    empty = tct("ask", "agreement-form", *swapped, "--output", out).stdout
    assert "That is no proof that nothing happened." in " ".join(empty.split())
    sparql = tct("ask", "agreement-form", "--sparql").stdout
    assert "country/us>" in sparql
    assert "$" not in sparql


def test_query_gives_tables_results_and_graphs(out: str) -> None:
    lawsuits = "SELECT ?l { ?l a tct:Lawsuit } ORDER BY ?l"
    assert tct("query", lawsuits, "--format", "csv", "--output", out).stdout.splitlines() == [
        "l",
        "https://w3id.org/third-country-transfers/lawsuit/dvd-v-dhs",
        "https://w3id.org/third-country-transfers/lawsuit/mexico-2022-reception-guidelines",
    ]
    assert tct("query", "ASK { ?l a tct:Lawsuit }", "--output", out).stdout == "true\n"
    assert json.loads(tct("query", lawsuits, "--json", "--output", out).stdout)["head"] == {"vars": ["l"]}
    graph = tct("query", "CONSTRUCT { ?l a tct:Lawsuit } { ?l a tct:Lawsuit }", "--output", out).stdout
    assert "lawsuit:dvd-v-dhs a tct:Lawsuit" in graph


def test_from_reads_the_graph_that_it_names_and_no_other(out: str) -> None:
    def said(sparql: str, form: str = "csv") -> str:
        return tct("query", sparql, "--format", form, "--output", out).stdout

    def count(clauses: str, pattern: str) -> int:
        return int(said(f"SELECT (COUNT(*) AS ?n) {clauses} {{ {pattern} }}").split()[1])

    graphs = Build.current(Path(out)).manifest.graphs
    first, second = sorted(graphs, key=lambda graph: graphs[graph])[:2]
    assert count(f"FROM <{first}>", "?s ?p ?o") == count("", f"GRAPH <{first}> {{ ?s ?p ?o }}") == graphs[first]
    assert count(f"FROM NAMED <{second}>", "GRAPH ?g { ?s ?p ?o }") == graphs[second] < sum(graphs.values())
    assert count(f"FROM <{first}> FROM <{second}>", "?s ?p ?o") == graphs[first] + graphs[second]
    assert f" {graphs[first]} " in said(f"SELECT (COUNT(*) AS ?n) FROM <{first}> {{ ?s ?p ?o }}", "table")
    assert said(f"CONSTRUCT {{ ?s ?p ?o }} FROM <{first}> {{ ?s ?p ?o }}", "nt").count("\n") == graphs[first]


def test_formats_with_no_room_for_it_say_the_release_on_standard_error(out: str) -> None:
    lawsuits = "SELECT ?l { ?l a tct:Lawsuit }"
    for arguments in (("ask", "agreement-form", "--format", "csv"), ("query", lawsuits, "--json"), ("query", lawsuits)):
        done = tct(*arguments, "--output", out)
        said = done.stdout if len(arguments) == 2 else done.stderr
        assert re.search(r"release 1\.0\.0 \(sha256 [0-9a-f]{12}\), 2026-11-24", said), arguments


def test_show_tells_what_is_said_by_whom_and_where(out: str) -> None:
    said = " ".join(tct("show", "movement:us-to-mexico-2025", "--output", out).stdout.split())
    for part in (
        "Third-country transfer",
        "mexico-2026-01-21:p5s2, mexico-2026-01-21:p8s2",
        "Stated",
        "receiving country",
    ):
        assert part in said
    assert "Lo dice:" in tct("show", "obligation:mexico-return-1", "--lang", "es", "--output", out).stdout
    data = json.loads(tct("show", "us-to-mexico-2025", "--json", "--output", out).stdout)
    assert data["id"] == "movement:us-to-mexico-2025"


def test_export_writes_a_file_or_standard_output(out: str, tmp_path: Path) -> None:
    target = tmp_path / "derived.ttl"
    assert tct("export", "--format", "ttl", "--graph", "derived", "-o", str(target), "--output", out).returncode == 0
    assert (
        target.read_text(encoding="utf-8")
        == tct("export", "--format", "ttl", "--graph", "derived", "--output", out).stdout
    )


def test_coverage_of_the_real_sources(sources: Path) -> None:
    done = tct("coverage", "--sources", str(sources), "--facts", str(sources / "mexico" / "facts.tsv"))
    assert done.stdout == "46 of 46 passages of mexico-2026-01-21\n121 of 121 rows of facts.tsv\n"
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("ask", "agrement-form"), "no question is called 'agrement-form'; did you mean agreement-form"),
        (("ask", "agreement-form", "--param", "x"), "--param x: write name=value"),
        (("ask", "agreement-form", "--param", "sender=us"), "parameter sender: 'us' is neither a CURIE nor an IRI"),
        (("ask", "agreement-form", "--lang", "fr"), "--lang fr: choose en or es"),
        (("ask", "agreement-form", "--format", "pdf"), "--format pdf: choose one of table, json"),
        (("show", "lawsuit:dvd-v-dh"), "no node is called 'lawsuit:dvd-v-dh'; did you mean lawsuit:dvd-v-dhs"),
        (("query", "SELECT * { SERVICE <http://127.0.0.1:9> { ?s ?p ?o } }"), "SERVICE is not allowed"),
        (("query", "SELECT * FROM <http://x> { ?s ?p ?o }"), "<http://x> is not a graph of this dataset"),
        (("query", "DROP ALL"), "this is an update; the query endpoint only reads"),
        (("query", "SELECT ?x {"), "line 1, column 12: "),
        (("query", "none.rq"), "none.rq: no such file"),
        (("export", "--graph", "nope"), "no graph is called 'nope'"),
        (("export", "-o", "/nowhere/x.nq"), "the directory /nowhere does not exist; make it first"),
        (("coverage",), "give --sources DIR (passages), --facts FILE (rows), or both"),
        (("check", "--sources", "/nowhere"), "--sources /nowhere: no such directory"),
        (("check", "--root", "/nowhere"), "/nowhere has no ontology/core.ttl and data/release.toml"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line_and_exit_2(arguments: tuple[str, ...], message: str, out: str) -> None:
    output = ("--output", out) if arguments[0] in {"ask", "show", "query", "export"} else ()
    done = tct(*arguments, *output)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("tct: ")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_a_build_the_fix_is_named(tmp_path: Path) -> None:
    done = tct("ask", "agreement-form", "--output", str(tmp_path))
    assert (done.returncode, done.stderr) == (2, f"tct: no finished build in {tmp_path}; run `tct build` first\n")


def test_a_port_in_use_is_one_line_with_another_port(out: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = tct("serve", "--port", str(port), "--output", out)
    assert done.returncode == 2
    assert done.stderr == (
        f"tct: cannot listen on 127.0.0.1:{port} (Address already in use); "
        f"choose another, e.g. tct serve --port {port + 1}\n"
    )
