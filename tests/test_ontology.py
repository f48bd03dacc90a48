"""The ontology and the reference data as files that people read: complete, in two languages, in one style."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pycountry
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from support import ROOT
from tct.context import jsonld_context
from tct.dataset import Graphs
from tct.namespaces import BASE, GRAPH, KINDS, ONTOLOGY, PREFIXES, SCHEMES, TCT, expand
from tct.shapes import Shapes
from tct.text import word_runs

TURTLE = sorted(path for name in ("ontology", "data") for path in (ROOT / name).rglob("*.ttl"))


def languages(graph: Graph, node: URIRef, predicate: URIRef) -> list[str]:
    """Return the languages of the values of a property, sorted."""
    return sorted(str(o.language) for o in graph.objects(node, predicate) if isinstance(o, Literal))


def test_every_term_has_labels_a_definition_and_an_example(graphs: Graphs) -> None:
    core = graphs.dataset.graph(GRAPH.ontology)
    terms = {
        term
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        for term in core.subjects(RDF.type, kind)
        if str(term).startswith(TCT)
    }
    assert len([term for term in terms if (term, RDF.type, OWL.Class) in core]) == 54
    assert len(terms) > 200
    for term in terms:
        assert isinstance(term, URIRef)
        assert languages(core, term, RDFS.label) == ["en", "es"], term
        assert languages(core, term, SKOS.definition) == ["en", "es"], term
        assert core.value(term, SKOS.example), term
        assert core.value(term, RDFS.isDefinedBy) == ONTOLOGY, term
        assert not list(core.objects(term, RDFS.domain)) + list(core.objects(term, RDFS.range)), term
    assert core.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{BASE}ns/1.0.0")


def test_every_concept_has_labels_a_definition_and_an_example(graphs: Graphs) -> None:
    schemes = graphs.dataset.graph(GRAPH.schemes)
    concepts = set(schemes.subjects(RDF.type, SKOS.Concept))
    assert len(set(schemes.subjects(RDF.type, SKOS.ConceptScheme))) == len(SCHEMES) == 25
    assert len(concepts) > 180
    for concept in concepts:
        assert isinstance(concept, URIRef)
        assert languages(schemes, concept, SKOS.prefLabel) == ["en", "es"], concept
        assert languages(schemes, concept, SKOS.definition) == ["en", "es"], concept
        assert schemes.value(concept, SKOS.example), concept
        scheme = schemes.value(concept, SKOS.inScheme)
        assert str(concept).startswith(f"{scheme}/")


def test_every_prefix_is_that_of_the_table() -> None:
    for path in TURTLE:
        text = path.read_text(encoding="utf-8")
        declared = re.findall(r"^@prefix (\S*): <([^>]+)> \.$", text, re.MULTILINE)
        for prefix, iri in declared:
            known = PREFIXES.get(prefix) or expand(f"{prefix}:x").removesuffix("x")
            assert iri == known, f"{path}: {prefix}"
        assert [prefix for prefix, _ in declared] == sorted(prefix for prefix, _ in declared), path
        body = text[text.rindex(declared[-1][1]) :]
        assert [prefix for prefix, _ in declared if f"{prefix}:" not in body] == [], path


def test_an_own_prefix_is_the_last_segment_of_its_namespace() -> None:
    for name in (*KINDS, *SCHEMES):
        assert PREFIXES[name].rstrip("/").rpartition("/")[2] == name


def test_the_shapes_are_in_plain_words_in_both_languages(shapes: Shapes) -> None:
    for rule in shapes.rules:
        assert set(rule.definition) == {"en", "es"}, rule.number
    from tct.namespaces import SH

    for part in {*shapes.graph.subjects(SH.select), *shapes.graph.subjects(SH.path)}:
        if isinstance(part, URIRef) and str(part) in shapes.rule_of:
            assert languages(shapes.graph, part, SH.message) == ["en", "es"], part


def test_the_alignments_add_nothing_that_the_core_says(graphs: Graphs) -> None:
    core, alignments = (graphs.dataset.graph(GRAPH[name]) for name in ("ontology", "alignments"))
    assert len(alignments) > 20
    assert set(core) & set(alignments) == set()


def test_countries_have_the_codes_of_iso_3166(graphs: Graphs) -> None:
    countries = set(graphs.dataset.subjects(RDF.type, TCT.Country))
    assert len(countries) == 10
    for country in countries:
        code = str(graphs.dataset.value(country, TCT.iso3166))
        known = pycountry.countries.get(alpha_2=code)
        assert known is not None
        assert str(country) == f"{BASE}country/{code.lower()}"
        matches = {str(match) for match in graphs.dataset.objects(country, SKOS.exactMatch)}
        assert f"http://publications.europa.eu/resource/authority/country/{known.alpha_3}" in matches
        labels = {str(label) for label in graphs.dataset.objects(country, RDFS.label)}
        assert labels & {known.name, getattr(known, "common_name", known.name)}, code


def test_outside_identifiers_are_only_verified_ones(graphs: Graphs, sources: Path) -> None:
    table = (sources / "public-record" / "wikidata.tsv").read_text(encoding="utf-8").splitlines()[1:]
    verified = {line.split("\t")[1] for line in table}
    used = {
        str(match).rpartition("/")[2]
        for match in graphs.dataset.objects(None, SKOS.exactMatch)
        if "wikidata.org" in str(match)
    }
    assert used
    assert used <= verified


def test_the_context_types_every_property_of_the_ontology(graphs: Graphs) -> None:
    context = jsonld_context(graphs.dataset.graph(GRAPH.ontology))
    assert context["receivingCountry"] == {"@id": f"{TCT}receivingCountry", "@type": "@id"}
    assert context["edtf"] is not None
    assert context["asOf"] == {"@id": f"{TCT}asOf", "@type": "http://www.w3.org/2001/XMLSchema#date"}
    assert context["country"] == f"{BASE}country/"


def test_no_tracked_file_repeats_nine_words_of_a_source(sources: Path) -> None:
    runs: set[str] = set()
    for path in sources.glob("*/source.txt"):
        runs |= word_runs(path.read_text(encoding="utf-8"))
    assert runs
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [name for name in listed.stdout.split("\0") if name]
    if not names:
        pytest.skip("not a git checkout")
    copied = {}
    for name in names:
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        if found := word_runs(text) & runs:
            copied[name] = min(found)
    assert copied == {}


def test_the_lock_file_has_hashes_and_names_no_host() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text
    packages = re.findall(r"^[a-z0-9][\w.-]*==", text, re.MULTILINE)
    assert len(packages) > 30
    assert len(re.findall(r"^[a-z0-9][^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(packages)
