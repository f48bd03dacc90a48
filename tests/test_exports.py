"""Exports: every format holds the same triples, sorted, without blank nodes, byte for byte the same."""

from __future__ import annotations

import json
import re

import pytest
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from servers import tct
from support import ROOT
from tct.build import Build
from tct.errors import UnknownName, UsageError
from tct.exports import FORMATS, export
from tct.namespaces import GRAPH

RDF_FORMATS = [form for form in FORMATS if form != "context"]
READ = {"nq": "nquads", "trig": "trig", "ttl": "turtle", "nt": "nt", "xml": "xml", "jsonld": "json-ld"}


@pytest.mark.parametrize("form", RDF_FORMATS)
def test_a_graph_comes_back_whole_from_every_format(form: str, built: Build) -> None:
    written = export(built, form, "derived")
    assert written == export(built, form, f"graph:{'derived'}") == export(built, form, str(GRAPH.derived))
    expected = built.dataset().graph(GRAPH.derived)
    if form in {"nq", "trig", "jsonld"}:
        found: Graph = Dataset().parse(data=written, format=READ[form]).graph(GRAPH.derived)
    else:
        found = Graph().parse(data=written, format=READ[form])
    assert isomorphic(found, expected)
    assert len(found) == len(expected) > 0


@pytest.mark.parametrize("form", RDF_FORMATS)
def test_an_export_says_what_it_is_and_is_the_same_twice(form: str, built: Build) -> None:
    written = export(built, form)
    assert written == export(built, form)
    text = written.decode("utf-8")
    for said in (
        built.manifest.digest,
        built.manifest.version,
        "not legal advice",
        "our translation",
        "traducción nuestra",
    ):
        assert said in text
    assert not re.search(r"(^|\s)_:|\"_:", text)


@pytest.mark.parametrize("form", ["ttl", "nt", "xml"])
def test_a_format_of_triples_holds_the_union(form: str, built: Build) -> None:
    dataset = built.dataset()
    found = Graph().parse(data=export(built, form), format=READ[form])
    assert len(found) == len({(s, p, o) for s, p, o, _ in dataset.quads()})


@pytest.mark.parametrize("form", ["nq", "trig", "jsonld"])
def test_a_format_of_quads_holds_every_named_graph(form: str, built: Build) -> None:
    found = Dataset().parse(data=export(built, form), format=READ[form])
    assert isinstance(found, Dataset)
    sizes = {str(g.identifier): len(g) for g in found.graphs() if str(g.identifier).startswith(GRAPH)}
    assert sizes == built.manifest.graphs


def test_json_ld_uses_the_context_of_the_model(built: Build) -> None:
    document = json.loads(export(built, "jsonld", "mexico"))
    nodes = {node["id"]: node for node in document["@graph"][1]["@graph"]}
    flow = nodes["movement:us-to-mexico-2025"]
    assert flow["type"] == "tct:ThirdCountryTransfer"
    assert flow["receivingCountry"] == "country:mx"
    assert document["@context"]["receivingCountry"]["@type"] == "@id"


def test_unknown_graphs_and_formats_are_named(built: Build) -> None:
    with pytest.raises(UnknownName, match="no graph is called 'mexiko'; did you mean mexico"):
        export(built, "nq", "mexiko")
    with pytest.raises(UsageError, match="no format is called 'hdt'; choose one of nq, trig"):
        export(built, "hdt")


def test_the_context_in_the_repository_is_that_of_the_ontology(built: Build) -> None:
    written = (ROOT / "ontology" / "context.jsonld").read_bytes()
    assert written == export(built, "context"), "tct export --format context -o ontology/context.jsonld"


def test_no_hash_seed_changes_an_export(built: Build) -> None:
    for form in ("ttl", "trig", "xml", "jsonld"):
        arguments = ("export", "--format", form, "--output", str(built.directory.parent.parent))
        first, second = (tct(*arguments, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))
        assert first.returncode == 0
        assert first.stdout == second.stdout
