"""Derived facts: the same in both engines, in their own graph, with premises that claims stand behind."""

from __future__ import annotations

from rdflib import PROV, RDF, Dataset, Graph, URIRef

from support import ROOT
from tct.dataset import Graphs
from tct.namespaces import BASE, GRAPH, PREFIXES, TCT, compact
from tct.rules import derive
from tct.store import MemoryStore, OxigraphStore

RULE = (ROOT / "ontology" / "rules" / "chain-refoulement.rq").read_text(encoding="utf-8")


def test_both_engines_derive_the_same(store: OxigraphStore, memory: MemoryStore, graphs: Graphs) -> None:
    fast, reference = derive(store, RULE), derive(memory, RULE)
    assert fast == reference == frozenset(graphs.dataset.graph(GRAPH.derived))


def test_who_meets_the_pattern_and_on_which_premises(graphs: Graphs) -> None:
    derived = graphs.dataset.graph(GRAPH.derived)
    found = {
        compact(str(derived.value(pattern, TCT.affects))): sorted(
            compact(str(premise)) for premise in derived.objects(pattern, PROV.wasDerivedFrom)
        )
        for pattern in derived.subjects(RDF.type, TCT.DerivedPattern)
    }
    assert found == {
        "person:mexico-1": [
            "grant:mexico-1",
            "movement:mexico-1-mexico-to-guatemala",
            "movement:mexico-1-us-to-mexico",
        ],
        "group:mexico-protected-guatemalans": [
            "grant:mexico-protected-guatemalans",
            "movement:mexico-protected-guatemalans-onward",
            "movement:us-to-mexico",
        ],
        "group:mexico-protected-salvadorans": [
            "grant:mexico-protected-salvadorans",
            "movement:mexico-protected-salvadorans-onward",
            "movement:us-to-mexico",
        ],
    }


CASE = """
grant:g a tct:ProtectionGrant ; tct:holder person:x ; tct:grantedBy country:aa ; tct:protectsFrom country:cc .
person:x a tct:AnonymousPerson ; rdfs:label "X"@en , "Equis"@es .
movement:out a tct:ThirdCountryTransfer ; tct:moved person:x ;
  tct:sendingCountry country:aa ; tct:receivingCountry country:bb .
movement:back a tct:ReturnToOrigin ; tct:moved person:x ; tct:follows movement:out ;
  tct:sendingCountry country:bb ; tct:receivingCountry country:cc .
"""


def patterns(text: str) -> set[str]:
    """Return whom the rule finds in a Turtle text, and check that both engines agree."""
    graph = Graph().parse(data="".join(f"@prefix {p}: <{i}> .\n" for p, i in PREFIXES.items()) + text)
    dataset = Dataset(default_union=True)
    for triple in graph:
        dataset.graph(URIRef(f"{BASE}graph/x")).add(triple)
    nquads = dataset.serialize(format="nquads").encode()
    found = derive(MemoryStore(dataset), RULE)
    assert found == derive(OxigraphStore.create(nquads), RULE)
    return {compact(str(o)) for _, p, o in found if p == TCT.affects}


def test_the_rule_needs_each_of_its_premises() -> None:
    assert patterns(CASE) == {"person:x"}
    for old, new in (
        ("protectsFrom country:cc", "protectsFrom country:dd"),
        ("grantedBy country:aa", "grantedBy country:bb"),
        ("tct:follows movement:out ;", ""),
        ("receivingCountry country:bb", "receivingCountry country:dd"),
        ("tct:holder person:x", "tct:holder person:y"),
    ):
        assert patterns(CASE.replace(old, new, 1)) == set()


def test_a_member_of_a_wider_group_is_found() -> None:
    wider = CASE.replace("ThirdCountryTransfer ; tct:moved person:x", "ThirdCountryTransfer ; tct:moved group:all")
    assert patterns(wider) == set()
    assert patterns(wider + "person:x tct:subgroupOf group:some . group:some tct:subgroupOf group:all .") == {
        "person:x"
    }
