"""The ontology for people: every term explained and linked, its picture drawn, unknown terms refused."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from markupsafe import Markup
from rdflib import OWL, RDF, SKOS, URIRef

from tct.build import Build
from tct.dataset import Graphs
from tct.diagram import Box, Wire, draw
from tct.layout import Layout
from tct.namespaces import BASE, GRAPH, TCT, iris
from tct.statistics import measure
from tct.store import OxigraphStore
from tct.vocabulary import Vocabulary
from tct.web.model import relations
from visit import Html, Visitor, is_sound

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def client(layout: Layout, built: Build) -> Visitor:
    """A client of the site."""
    return Visitor(layout, built)


@pytest.fixture(scope="module")
def vocabulary(store: OxigraphStore, built: Build) -> Vocabulary:
    """The real ontology."""
    return Vocabulary.read(store, built.manifest.statistics)


def test_the_vocabulary_holds_every_term_of_the_ontology(graphs: Graphs, vocabulary: Vocabulary) -> None:
    core, schemes = graphs.dataset.graph(GRAPH.ontology), graphs.dataset.graph(GRAPH.schemes)
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    own = {str(term) for kind in kinds for term in core.subjects(RDF.type, kind) if str(term).startswith(TCT)}
    assert set(vocabulary.terms) == own
    assert len(vocabulary.classes) == 54
    concepts = {concept.iri for scheme in vocabulary.schemes.values() for concept in scheme.concepts}
    assert concepts == {str(node) for node in iris(schemes.subjects(RDF.type, SKOS.Concept))}
    assert all(term.label["es"] and term.definition["es"] and term.example for term in vocabulary.terms.values())


def test_a_class_bears_what_the_classes_above_it_bear(vocabulary: Vocabulary) -> None:
    name = f"{TCT}ThirdCountryTransfer"
    assert [iri.removeprefix(TCT) for iri in vocabulary.above(name)] == ["Movement", "Event", "Fact"]
    assert vocabulary.root(name) == f"{TCT}Fact"
    borne = {term.name for term in vocabulary.borne_by(name)}
    assert {"sendingCountry", "moved", "during", "evidencedBy"} <= borne
    assert "court" not in borne
    assert f"{TCT}Court" in vocabulary.below(f"{TCT}Agency")
    assert {term.name for term in vocabulary.pointing_to(f"{TCT}Court")} >= {"court", "issuedBy", "perpetrator"}


def test_uses_of_a_concept_are_those_of_the_facts(graphs: Graphs, vocabulary: Vocabulary) -> None:
    scheme = vocabulary.schemes[f"{BASE}scheme/transport"]
    bus = next(concept for concept in scheme.concepts if concept.name == "bus")
    definitions = {GRAPH.ontology, GRAPH.schemes, GRAPH.alignments}
    quads = graphs.dataset.quads((None, None, URIRef(bus.iri), None))
    assert bus.uses == sum(graph not in definitions for *_, graph in quads) > 0


def test_the_picture_follows_the_ontology(vocabulary: Vocabulary, built: Build) -> None:
    pairs = relations(vocabulary, built.manifest.statistics)
    shown = {(start.removeprefix(TCT), end.removeprefix(TCT)) for start, end in pairs}
    assert {("Fact", "Claim"), ("Claim", "Passage"), ("Passage", "DocumentVersion"), ("Fact", "Country")} <= shown
    assert ("DocumentVersion", "Document") in shown
    assert pairs[f"{TCT}Fact", f"{TCT}Claim"] == [f"{TCT}deniedBy", f"{TCT}evidencedBy"]
    assert all(f"{TCT}onValue" not in properties for properties in pairs.values())


def test_a_vocabulary_whose_classes_go_in_a_circle_is_read() -> None:
    turtle = f"<{TCT}A> <{RDF.type}> <{OWL.Class}> .\n<{TCT}B> <{RDF.type}> <{OWL.Class}> .\n"
    for one, other in (("A", "B"), ("B", "A")):
        turtle += f"<{TCT}{one}> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <{TCT}{other}> .\n"
    store = OxigraphStore.read("".join(f"{line[:-2]} <{GRAPH.ontology}> .\n" for line in turtle.splitlines()).encode())
    found = Vocabulary.read(store, measure(store, BASE))
    assert found.above(f"{TCT}A") == found.below(f"{TCT}A") == [f"{TCT}B"]


def test_a_drawing_holds_every_box_and_wire_and_is_the_same_each_time() -> None:
    boxes = {name: Box(name.upper(), f"#{name}" if name != "a" else "") for name in "abcde"}
    wires = [
        Wire("a", "b", "goes <to>"),
        Wire("b", "c"),
        Wire("a", "c"),
        Wire("c", "a"),
        Wire("d", "d"),
        Wire("a", "x"),
    ]
    drawn = draw(boxes, wires, 'The "picture"')
    assert drawn == draw(boxes, wires, 'The "picture"')
    root = ET.fromstring(drawn)
    assert root.get("aria-label") == 'The "picture"'
    assert [text.text for text in root.iter(f"{SVG}text")] == list("ABCDE")
    assert [text.text for text in root.iter(f"{SVG}title")] == ["goes <to>"]
    assert len([path for path in root.iter(f"{SVG}path") if path.get("class") == "wire"]) == 4
    places = {
        text.text: (float(rect.get("x", "")), float(rect.get("y", "")))
        for rect, text in zip(root.iter(f"{SVG}rect"), root.iter(f"{SVG}text"), strict=True)
    }
    assert len(set(places.values())) == 5
    width, height = float(root.get("width", "")), float(root.get("height", ""))
    assert all(0 <= x <= width and 0 <= y <= height for x, y in places.values())
    assert places["A"][0] < places["B"][0] < places["C"][0]


def test_a_drawing_of_nothing_or_without_wires_is_drawn_too() -> None:
    assert len(list(ET.fromstring(draw({}, [], "none")).iter(f"{SVG}rect"))) == 0
    assert len(list(ET.fromstring(draw({"a": Box("A"), "b": Box("B")}, [], "two")).iter(f"{SVG}rect"))) == 2


def test_hostile_words_in_a_drawing_are_only_words() -> None:
    drawn = draw({"a": Box("<script>x</script>", '"><b>', '"x')}, [], '"><script>')
    assert isinstance(drawn, Markup)
    assert "<script>" not in drawn
    assert "<b>" not in drawn


@pytest.mark.parametrize("lang", ["en", "es"])
def test_one_page_holds_every_term_at_its_anchor(client: Visitor, vocabulary: Vocabulary, lang: str) -> None:
    answer = client.get("/ontology", {"lang": lang})
    page = Html(answer.text)
    is_sound(page)
    assert {term.name for term in vocabulary.terms.values()} <= set(page.ids)
    for term in vocabulary.terms.values():
        assert term.definition[lang] in page.text, term.name
    links = {link["href"] for link in page.all("a")}
    assert {f"/ontology/schemes/{scheme.name}?lang={lang}" for scheme in vocabulary.schemes.values()} <= links
    assert {f"/ontology/{term.name}?lang={lang}" for term in vocabulary.terms.values()} <= links
    assert f"/validation?lang={lang}" in links
    assert len(page.all("svg")) == 1
    assert [link["type"] for link in page.all("link") if link.get("rel") == "alternate" and "type" in link][:1] == [
        "text/turtle"
    ]


def test_the_iri_of_the_ontology_and_of_a_list_open_these_pages(client: Visitor) -> None:
    answer = client.get("/ns")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ontology")
    scheme = Html(client.get("/scheme/transport.html").text)
    is_sound(scheme)
    assert "bus" in scheme.ids


def test_every_term_has_a_page(client: Visitor, vocabulary: Vocabulary) -> None:
    for term in vocabulary.terms.values():
        answer = client.get(f"/ontology/{term.name}", {"lang": "es"})
        assert answer.status_code == 200, term.name
        page = Html(answer.text)
        is_sound(page)
        assert term.definition["es"] in page.text
        assert term.example in page.text
        assert term.iri in page.text


def test_the_page_of_a_class_says_what_it_bears_and_shows_instances(client: Visitor) -> None:
    page = Html(client.get("/ontology/Movement").text)
    links = [link["href"] for link in page.all("a")]
    assert "/ontology/moved?lang=en" in links
    assert "/ontology/evidencedBy?lang=en" in links
    assert "/ontology/ThirdCountryTransfer?lang=en" in links
    assert [link for link in links if link.startswith("/movement/")]
    assert re.search(r"\d+, its kinds included", page.text)


def test_the_page_of_a_property_shows_statements(client: Visitor) -> None:
    page = Html(client.get("/ontology/sendingCountry").text)
    links = [link["href"] for link in page.all("a")]
    assert "/country/us?lang=en" in links
    assert "One value only" in page.text
    assert "/ontology/schemes/transfer-mode?lang=en" in client.get("/ontology/mode").text


def test_every_list_of_concepts_has_a_page(client: Visitor, vocabulary: Vocabulary) -> None:
    for scheme in vocabulary.schemes.values():
        page = Html(client.get(f"/ontology/schemes/{scheme.name}").text)
        is_sound(page)
        assert {concept.name for concept in scheme.concepts} <= set(page.ids), scheme.name
        for concept in scheme.concepts:
            assert concept.definition["en"] in page.text
            assert concept.example in page.text


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/ontology/Lawsit", "Lawsuit"),
        ("/ontology/lawsuits", "Lawsuit"),
        ("/ontology/schemes/transprot", "transport"),
        ("/ontology/%3Cscript%3Ealert(1)%3C%2Fscript%3E", ""),
        ("/ontology/" + "x" * 2000, ""),
    ],
)
def test_unknown_terms_are_refused_with_the_nearest(client: Visitor, path: str, near: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert near in answer.json()["detail"]
    assert len(answer.json()["detail"]) < 400
    shown = client.get(path)
    assert shown.status_code == 404
    is_sound(Html(shown.text))
