"""Reading the tree: names for blank nodes, computed bounds, one graph a triple, canonical bytes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from rdflib import RDF, BNode, Dataset, Graph, Literal, URIRef

from tct.compute import add_bounds
from tct.dataset import Graphs, canonical, digest, read_file, read_graphs
from tct.errors import DuplicateTriple, SourceError, SyntaxProblem
from tct.namespaces import BASE, GRAPH, PREFIXES, TCT
from tct.skolem import skolemise
from tree import append, copy_tree, replace

PROLOGUE = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def turtle(text: str) -> Graph:
    """Return the graph of a Turtle text that needs no prefixes."""
    return Graph().parse(data=PROLOGUE + text, format="turtle")


def same(first: Graph, second: str) -> bool:
    """Whether a graph holds exactly the triples of a Turtle text."""
    return set(first) == set(turtle(second))


def test_blank_nodes_are_named_by_owner_and_property_and_legs_by_position() -> None:
    graph = turtle(
        """movement:a-to-b a tct:ThirdCountryTransfer ; tct:count [ a tct:Quantity ; tct:number 3 ] ;
             tct:hasLeg [ a tct:Leg ; tct:position 1 ] ,
                        [ a tct:Leg ; tct:position 2 ; tct:distance [ a tct:Quantity ; tct:number 7 ] ] ."""
    )
    assert same(
        skolemise(graph, "x.ttl"),
        """movement:a-to-b a tct:ThirdCountryTransfer ; tct:count quantity:movement-a-to-b-count ;
             tct:hasLeg leg:movement-a-to-b-1 , leg:movement-a-to-b-2 .
           quantity:movement-a-to-b-count a tct:Quantity ; tct:number 3 .
           leg:movement-a-to-b-1 a tct:Leg ; tct:position 1 .
           leg:movement-a-to-b-2 a tct:Leg ; tct:position 2 ; tct:distance quantity:leg-movement-a-to-b-2-distance .
           quantity:leg-movement-a-to-b-2-distance a tct:Quantity ; tct:number 7 .""",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("movement:a tct:count [ a tct:Quantity ] , [ a tct:Quantity ] .", "two blank nodes would both be called"),
        ("movement:a tct:count [ tct:number 3 ] .", r"the blank node \(3\) needs exactly one owner and one class"),
        ("[] a tct:Quantity .", "it has 0 and 1"),
    ],
)
def test_a_blank_node_without_one_name_is_refused(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        skolemise(turtle(text), "x.ttl")


QUALIFIED = {
    "exactly": "tct:lower 5 ; tct:upper 5 ;",
    "at-least": "tct:lower 5 ;",
    "more-than": "tct:lower 5 ; tct:lowerOpen true ;",
    "at-most": "tct:upper 5 ;",
    "up-to": "tct:upper 5 ;",
    "less-than": "tct:upper 5 ; tct:upperOpen true ;",
    "about": "",
    "estimated": "",
    "many": "",
}


@pytest.mark.parametrize("qualifier", QUALIFIED)
def test_a_quantity_gets_the_bounds_that_its_qualifier_gives(qualifier: str) -> None:
    stated = f"quantity:q a tct:Quantity ; tct:number 5 ; tct:qualifier count-qualifier:{qualifier} ."
    graph = turtle(stated)
    add_bounds(graph, "x.ttl")
    assert same(graph, stated[:-1] + "; " + QUALIFIED[qualifier] + " .")


@pytest.mark.parametrize(
    ("literal", "bounds"),
    [
        ("2025-01", 'tct:notBefore "2025-01-01"^^xsd:date ; tct:notAfter "2025-01-31"^^xsd:date ; tct:days 31'),
        ("2025-01-20/", 'tct:notBefore "2025-01-20"^^xsd:date'),
        ("../2025", 'tct:notAfter "2025-12-31"^^xsd:date'),
    ],
)  # fmt: skip
def test_a_period_gets_the_bounds_of_its_literal(literal: str, bounds: str) -> None:
    stated = f'period:p a tct:Period ; tct:edtf "{literal}"^^edtf:EDTF .'
    graph = turtle(stated)
    add_bounds(graph, "x.ttl")
    assert same(graph, stated[:-1] + "; " + bounds + " .")


def test_an_unreadable_date_names_file_and_period() -> None:
    with pytest.raises(SourceError, match=r"x\.ttl: period:p: 'soon' is not an EDTF date"):
        add_bounds(turtle('period:p a tct:Period ; tct:edtf "soon"^^edtf:EDTF .'), "x.ttl")


def test_malformed_turtle_has_file_line_column_and_what_was_expected(tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text("@prefix a: <http://a/> .\n\na:b a:c a:d ;\n  b:d 3 .\n", encoding="utf-8")
    with pytest.raises(SyntaxProblem, match=r"^data/facts/bad\.ttl:4:3: .*prefix b: has not been declared"):
        read_file(path, "data/facts/bad.ttl")
    path.write_bytes(b'<a> <b> "\xff" .')
    with pytest.raises(SyntaxProblem, match=r"^data/facts/bad\.ttl"):
        read_file(path, "data/facts/bad.ttl")


def test_a_triple_in_two_graphs_names_both_files(tmp_path: Path) -> None:
    layout = copy_tree(tmp_path)
    line = f'<{BASE}country/mx> <{TCT}iso3166> "MX" .\n'
    append(tmp_path / "data" / "facts" / "mexico.ttl", "\n" + line)
    with pytest.raises(DuplicateTriple, match=r"iso3166> \"MX\" stands in data/\S+ and in data/\S+; delete") as caught:
        read_graphs(layout)
    assert set(caught.value.files) == {"data/facts/mexico.ttl", "data/reference/countries.ttl"}


def test_a_missing_key_of_the_release_is_named(tmp_path: Path) -> None:
    layout = copy_tree(tmp_path)
    replace(tmp_path / "data" / "release.toml", "version =", "edition =")
    with pytest.raises(SourceError, match=r"release\.toml: .*'edition'"):
        read_graphs(layout)


def test_the_real_dataset_has_no_blank_node_and_knows_the_file_of_each_subject(graphs: Graphs) -> None:
    assert not [term for quad in graphs.dataset.quads() for term in quad if isinstance(term, BNode)]
    subjects = {subject for subject, _, _, _ in graphs.dataset.quads()}
    assert subjects - set(graphs.files) == set()
    assert graphs.files[URIRef(f"{BASE}quantity/movement-us-to-mexico-2025-count")] == "data/facts/mexico.ttl"


def test_each_node_says_which_graph_defines_it(graphs: Graphs) -> None:
    provenance = graphs.dataset.graph(GRAPH.provenance)
    flow = URIRef(f"{BASE}movement/us-to-mexico-2025")
    assert [str(o) for o in provenance.objects(flow)] == [str(GRAPH.mexico)]
    kinds = (TCT.ThirdCountryTransfer, TCT.Claim, TCT.Country, TCT.Silence, TCT.DerivedPattern)
    nodes = {node for kind in kinds for node in graphs.dataset.subjects(RDF.type, kind)}
    assert nodes <= set(provenance.subjects())


def test_canonical_bytes_do_not_depend_on_the_order_of_reading(graphs: Graphs) -> None:
    quads = [(s, p, o, c) for s, p, o, c in graphs.dataset.quads() if c is not None]
    random.Random(7).shuffle(quads)
    other = Dataset()
    for s, p, o, c in quads:
        other.graph(URIRef(str(c))).add((s, p, o))
    assert canonical(other) == canonical(graphs.dataset)
    assert digest(canonical(other)) == digest(canonical(graphs.dataset))
    lines = canonical(other).splitlines()
    assert lines == sorted(set(lines))


def test_the_recorded_digest_is_that_of_everything_else(graphs: Graphs) -> None:
    recorded = graphs.dataset.value(URIRef(BASE), TCT.sha256)
    without = [line for line in canonical(graphs.dataset).splitlines() if str(recorded).encode() not in line]
    assert recorded == Literal(digest(b"\n".join(without) + b"\n"))
