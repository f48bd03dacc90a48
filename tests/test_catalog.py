"""What the service says of itself: counts that a client can check, examples that run, addresses that answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from rdflib import RDF, RDFS, XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCAT as DCAT_TERMS
from rdflib.namespace import SH as SH_TERMS
from rdflib.namespace import VOID as VOID_TERMS
from rdflib.plugins.stores.memory import Memory

from servers import serving
from support import ROOT
from tct.build import Build
from tct.catalog import FORMS, dcat, serialize, service_description, void
from tct.catalog.description import Addresses
from tct.dataset import Graphs
from tct.downloads import prepare
from tct.errors import SourceError
from tct.layout import Layout
from tct.namespaces import BASE, DCAT, DCTERMS, GRAPH, PREFIXES, SCHEMA, SD, SH, TCT, VOID, VOID_EXT, compact
from tct.questions import Catalogue
from tct.release import Release
from tct.settings import Settings
from tct.statistics import measure
from tct.store import MemoryStore, OxigraphStore

ENDPOINT = "https://example.org/data/sparql"
SERVICE = URIRef(ENDPOINT)
DATASET = URIRef(BASE)
READ = {"ttl": "turtle", "nt": "nt", "xml": "xml", "jsonld": "json-ld"}
SMALL = """\
<https://w3id.org/third-country-transfers/a/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:C> <urn:g> .
<https://w3id.org/third-country-transfers/a/1> <urn:p#n> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g> .
<https://w3id.org/third-country-transfers/a/1> <urn:p#n> "one"@en <urn:h> .
<urn:b> <urn:p#q> <https://w3id.org/third-country-transfers/a/1> <urn:h> .
_:x <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:C> <urn:h> .
"""


@pytest.fixture(scope="module")
def catalogue(layout: Layout) -> Catalogue:
    """The questions of the checkout."""
    return Catalogue(layout.questions)


@pytest.fixture(scope="module")
def described(built: Build, catalogue: Catalogue) -> Graph:
    """The service description of the checkout, with the limits at their defaults."""
    return service_description(built.manifest, catalogue, Settings(), ENDPOINT)


@pytest.fixture(scope="module")
def client(current: Build) -> Iterator[httpx.Client]:
    """A client of a running server, whose base address is the server's."""
    with serving(current.directory.parent.parent) as (address, _), httpx.Client(base_url=address) as client:
        yield client


def counted(dataset: Dataset) -> Any:
    """Count a dataset in plain Python, triple by triple: what `measure` must find by SPARQL."""
    triples = {(str(g), s, p, o) for s, p, o, g in dataset.quads()}
    assert len({quad[1:] for quad in triples}) == len(triples), "no triple stands in two graphs"
    kinds: dict[object, set[str]] = defaultdict(set)
    for _, s, p, o in triples:
        if p == RDF.type:
            kinds[s].add(str(o))

    def three(found: list[Any]) -> dict[str, Any]:
        return {"triples": len(found), "subjects": len({s for s, *_ in found}), "objects": len({o for *_, o in found})}

    def properties(found: list[Any]) -> dict[str, Any]:
        by = defaultdict(list)
        for s, p, o in found:
            by[str(p)].append((s, p, o))
        return {p: three(some) for p, some in sorted(by.items())}

    def whole(found: list[Any]) -> dict[str, Any]:
        classes = {str(o) for _, p, o in found if p == RDF.type}
        return three(found) | {"classes": len(classes), "properties": properties(found)}

    every: list[Any] = [quad[1:] for quad in triples]
    classes: dict[str, Any] = {}
    for kind in sorted(set().union(*kinds.values())):
        members = {str(s) for s in kinds if kind in kinds[s]}
        found = [triple for triple in every if kind in kinds.get(triple[0], ())]
        own = properties(found)
        for prop, counts in own.items():
            values = [o for _, p, o in found if str(p) == prop]
            counts["classes"] = dict(sorted(Counter(k for o in values for k in kinds.get(o, ())).items()))
            types = [str(RDF.langString if o.language else o.datatype or XSD.string)
                     for o in values if isinstance(o, Literal)]  # fmt: skip
            counts["datatypes"] = dict(sorted(Counter(types).items()))
        classes[kind] = {"entities": len(members), "example": min(members), "properties": own}
    roots = {str(URIRef("http://www.w3.org/2002/07/owl#Ontology")), PREFIXES["skos"] + "ConceptScheme"}
    return {
        "union": whole(every),
        "entities": len({s for s, *_ in every if str(s).startswith(BASE)}),
        "classes": classes,
        "graphs": {g: whole([quad[1:] for quad in triples if quad[0] == g]) for g in sorted({q[0] for q in triples})},
        "roots": sorted(str(s) for s in kinds if kinds[s] & roots),
    }


def test_the_counts_of_a_build_are_those_of_its_triples(built: Build) -> None:
    assert built.manifest.statistics == counted(built.dataset())
    assert built.manifest.statistics == Build.current(built.directory.parent.parent).manifest.statistics
    graphs = {graph: counts["triples"] for graph, counts in built.manifest.statistics["graphs"].items()}
    assert graphs == built.manifest.graphs
    assert built.manifest.statistics["union"]["triples"] == built.manifest.quads


def test_blank_nodes_other_bases_and_datatypes_are_counted() -> None:
    found = measure(OxigraphStore.create(SMALL.encode()), BASE)
    assert found["union"]["triples"] == 5
    assert found["entities"] == 1
    assert found["classes"]["urn:C"]["entities"] == 2
    assert found["classes"]["urn:C"]["properties"]["urn:p#n"] == {
        "triples": 2,
        "subjects": 1,
        "objects": 2,
        "classes": {},
        "datatypes": {str(XSD.integer): 1, str(RDF.langString): 1},
    }
    assert {graph: counts["classes"] for graph, counts in found["graphs"].items()} == {"urn:g": 1, "urn:h": 1}
    assert found == measure(MemoryStore(Dataset().parse(data=SMALL, format="nquads")), BASE)
    empty = measure(OxigraphStore.create(b""), BASE)
    assert (empty["union"]["triples"], empty["classes"], empty["graphs"], empty["roots"]) == (0, {}, {}, [])


def partitions(graph: Graph, node: URIRef) -> dict[str, tuple[int, int, int]]:
    """Return the property partitions of a node: triples, distinct subjects, distinct objects."""
    return {
        str(graph.value(part, VOID.property)): tuple(  # type: ignore[misc]
            int(str(graph.value(part, count))) for count in (VOID.triples, VOID.distinctSubjects, VOID.distinctObjects)
        )
        for part in graph.objects(node, VOID.propertyPartition)
    }


def test_void_says_the_counts(built: Build) -> None:
    graph, statistics = void(built.manifest, ENDPOINT), built.manifest.statistics
    for node, counts in [
        (DATASET, statistics["union"]),
        *((URIRef(iri), counts) for iri, counts in statistics["graphs"].items()),
    ]:
        assert (node, RDF.type, VOID.Dataset) in graph
        assert {
            "triples": graph.value(node, VOID.triples),
            "subjects": graph.value(node, VOID.distinctSubjects),
            "objects": graph.value(node, VOID.distinctObjects),
            "classes": graph.value(node, VOID.classes),
            "properties": graph.value(node, VOID.properties),
        } == {
            "triples": Literal(counts["triples"]),
            "subjects": Literal(counts["subjects"]),
            "objects": Literal(counts["objects"]),
            "classes": Literal(counts["classes"]),
            "properties": Literal(len(counts["properties"])),
        }
        assert partitions(graph, node) == {
            prop: (own["triples"], own["subjects"], own["objects"]) for prop, own in counts["properties"].items()
        }
    assert graph.value(DATASET, VOID.entities) == Literal(statistics["entities"])
    assert graph.value(DATASET, VOID.uriSpace) == Literal(BASE)
    assert {str(o) for o in graph.objects(DATASET, VOID.rootResource)} == set(statistics["roots"])
    assert {str(o) for o in graph.objects(DATASET, VOID.subset)} == set(statistics["graphs"])
    assert set(graph.objects(DATASET, VOID.sparqlEndpoint)) == {SERVICE}
    assert len(set(graph.objects(DATASET, VOID.exampleResource))) > 30


def test_no_property_or_class_lacks_its_vocabulary(built: Build) -> None:
    graph = void(built.manifest, ENDPOINT)
    vocabularies = tuple(str(o) for o in graph.objects(DATASET, VOID.vocabulary))
    terms = {*built.manifest.statistics["union"]["properties"], *built.manifest.statistics["classes"]}
    assert [term for term in terms if not term.startswith(vocabularies)] == []
    assert [v for v in vocabularies if not any(term.startswith(v) for term in terms)] == []


def selected(graph: Graph, query: str) -> list[Any]:
    """Return the rows of a SELECT over a description."""
    names = {"ext": VOID_EXT, "rdfs": RDFS, "sd": SD, "sh": SH, "void": VOID}
    return list(graph.query(query, initNs={name: str(iri) for name, iri in names.items()}))


def test_an_editor_completes_from_the_description(described: Graph, built: Build, catalogue: Catalogue) -> None:
    """The shapes of the four questions that sparql-editor of the SIB puts to a service description."""
    prefixes = selected(described, "SELECT ?prefix ?iri { [] sh:prefix ?prefix ; sh:namespace ?iri }")
    assert {str(prefix): str(iri) for prefix, iri in prefixes} == PREFIXES

    found: Any = defaultdict(lambda: defaultdict(set))
    for kind, prop, target, datatype in selected(
        described,
        """SELECT ?c ?p ?t ?d {
             { OPTIONAL { ?g sd:graph ?gd . ?gd void:classPartition ?cp }
               ?cp void:class ?c ; void:propertyPartition ?pp . ?pp void:property ?p
               OPTIONAL { { ?pp void:classPartition [ void:class ?t ] }
                          UNION { ?pp ext:datatypePartition [ ext:datatype ?d ] } } } }""",
    ):
        found[str(kind)][str(prop)] |= {str(term) for term in (target, datatype) if term}
    assert found == {
        kind: {prop: {*own["classes"], *own["datatypes"]} for prop, own in counts["properties"].items()}
        for kind, counts in built.manifest.statistics["classes"].items()
    }

    examples = selected(
        described,
        "SELECT ?q ?text ?comment { ?q a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select ?text }",
    )
    assert {(str(q), str(text), comment.language) for q, text, comment in examples} == {
        (f"https://example.org/data/questions/{question.slug}#query", question.query(), language)
        for question in catalogue
        for language in ("en", "es")
    }


def test_an_example_says_what_it_is(described: Graph, catalogue: Catalogue) -> None:
    question = next(iter(catalogue))
    node = URIRef(f"https://example.org/data/questions/{question.slug}#query")
    assert set(described.objects(node, RDF.type)) == {SH.SPARQLExecutable, SH.SPARQLSelectExecutable}
    assert set(described.objects(node, RDFS.label)) == {
        Literal(text, lang=language) for language, text in question.question.items()
    }
    assert set(described.objects(node, SCHEMA.target)) == {SERVICE}
    assert {o.language for o in described.objects(node, SCHEMA.keywords) if isinstance(o, Literal)} == {"en", "es"}
    holder = described.value(node, SH.prefixes)
    assert len(set(described.objects(holder, SH.declare))) == len(PREFIXES)


def test_the_limits_in_force_are_shown_and_defined(built: Build, catalogue: Catalogue, graphs: Graphs) -> None:
    settings = Settings(
        deadline=2.5, max_rows=7, max_bytes=8, max_length=9, memory=10, workers=3, queue=4, budget=0.5, window=30
    )
    graph = service_description(built.manifest, catalogue, settings, ENDPOINT)
    stated: list[Any] = [pair for pair in graph.predicate_objects(SERVICE) if str(pair[0]).startswith(TCT)]
    found = {compact(str(predicate)): value.toPython() for predicate, value in stated}
    assert found == {
        "tct:queryDeadline": Decimal("2.5"),
        "tct:maximumRows": 7,
        "tct:maximumBytes": 8,
        "tct:maximumQueryLength": 9,
        "tct:maximumMemory": 10,
        "tct:queryWorkers": 3,
        "tct:queueLength": 4,
        "tct:queryBudget": Decimal("0.5"),
        "tct:budgetWindow": 30,
    }
    ontology = graphs.dataset.graph(GRAPH.ontology)
    for predicate, value in stated:
        assert ontology.value(predicate, SCHEMA.rangeIncludes) == value.datatype
        assert ontology.value(predicate, SCHEMA.domainIncludes) == SD.Service


def test_what_is_switched_off_is_not_claimed(built: Build, catalogue: Catalogue, described: Graph) -> None:
    assert set(described.objects(SERVICE, SD.feature)) == {SD.UnionDefaultGraph}
    assert set(described.subjects(RDF.type, SD.Service)) == {SERVICE}
    assert set(described.objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert described.value(SERVICE, TCT.queryBudget) is None

    settings = Settings(services="https://example.com/sparql")
    graph = service_description(built.manifest, catalogue, settings, ENDPOINT, writable=True)
    assert set(graph.objects(SERVICE, SD.feature)) == {SD.UnionDefaultGraph, SD.BasicFederatedQuery}
    assert set(graph.objects(SERVICE, SD.supportedLanguage)) == {SD.SPARQL11Query}
    update = URIRef("https://example.org/data/update")
    assert set(graph.subjects(SD.endpoint, update)) == {update}
    assert set(graph.objects(update, SD.supportedLanguage)) == {SD.SPARQL11Update}


def test_a_client_that_reads_a_stream_meets_the_service_first(described: Graph) -> None:
    """Comunica takes what is said of the address that it asked, then of the dataset that it names."""
    lines = [line for line in serialize(described, "nt").decode().splitlines() if line]
    assert lines[0] == f"<{ENDPOINT}> <{RDF.type}> <{SD.Service}> ."
    named = lines.index(f"<{ENDPOINT}> <{SD.defaultDataset}> <{BASE}> .")
    graph = next(number for number, line in enumerate(lines) if f" <{SD.defaultGraph}> " in line)
    assert named < graph


def test_the_descriptions_use_only_terms_that_exist(described: Graph, built: Build) -> None:
    own = Graph().parse(ROOT / "ontology" / "core.ttl")
    newer = {DCAT.version}  # DCAT 3; rdflib knows DCAT 2
    for graph in (described, void(built.manifest, ENDPOINT), dcat(built.manifest, ENDPOINT)):
        for term in {*graph.predicates(), *graph.objects(None, RDF.type)}:
            if str(term).startswith(TCT):
                assert (term, None, None) in own, term
            elif str(term).startswith(str(VOID)):
                assert str(term).removeprefix(str(VOID)) in VOID_TERMS, term
            elif str(term).startswith(str(SH)):
                assert str(term).removeprefix(str(SH)) in SH_TERMS, term
            elif str(term).startswith(str(DCAT)) and term not in newer:
                assert str(term).removeprefix(str(DCAT)) in DCAT_TERMS, term


@pytest.mark.parametrize("form", FORMS)
def test_every_format_holds_the_same_triples_twice_alike_and_no_blank_node(form: str, described: Graph) -> None:
    shuffled = Graph(store=Memory())
    for triple in sorted(described, reverse=True):
        shuffled.add(triple)
    written = serialize(described, form)
    assert written == serialize(shuffled, form)
    found = Graph().parse(data=written, format=READ[form])
    assert to_isomorphic(found) == to_isomorphic(described)
    assert not [term for triple in found for term in triple if isinstance(term, BNode)]


def test_an_unknown_class_or_graph_gets_a_name_of_its_own() -> None:
    """A writable instance holds what its users write: IRIs without a prefix, odd characters, near-equal names."""
    addresses = Addresses(ENDPOINT)
    names = [
        ("class", "urn:C"),
        ("class", "urn:C", "property", "urn:p"),
        ("class", f"{TCT}a:b"),
        ("class", f"{TCT}a", "b"),
        ("class", f"{TCT}a%3Ab"),
        ("class", "https://example.org/é#x y"),
    ]
    parts = [str(addresses.part(*name)) for name in names]
    assert len(set(parts)) == len(parts)
    assert all(
        part.startswith("https://example.org/data/.well-known/void#class:") and " " not in part for part in parts
    )
    assert addresses.part("class", f"{TCT}Country") == URIRef(
        "https://example.org/data/.well-known/void#class:tct:Country"
    )


def test_dcat_lists_the_dataset_its_graphs_and_its_services(built: Build) -> None:
    graph, manifest = dcat(built.manifest, ENDPOINT), built.manifest
    (catalog,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert catalog == URIRef("https://example.org/data/catalog")
    assert set(graph.objects(catalog, DCAT.dataset)) == {DATASET}
    assert set(graph.objects(catalog, DCAT.service)) == set(graph.subjects(RDF.type, DCAT.DataService))
    for service in graph.subjects(RDF.type, DCAT.DataService):
        assert graph.value(service, DCAT.endpointURL) == service
        assert graph.value(service, DCAT.servesDataset) == DATASET
    assert graph.value(DATASET, DCAT.version) == Literal("1.0.0")
    assert graph.value(DATASET, DCTERMS.issued) == Literal(manifest.date, datatype=XSD.date)
    assert graph.value(DATASET, TCT.sha256) == Literal(manifest.digest)
    assert graph.value(DATASET, DCTERMS.license) == URIRef(manifest.licence)
    assert len(set(graph.objects(DATASET, DCAT.theme))) == 2
    assert {str(part) for part in graph.objects(DATASET, DCTERMS.hasPart)} == set(manifest.graphs)
    for node in graph.subjects(RDF.type, DCAT.Dataset):
        assert graph.value(node, DCTERMS.title)
        assert graph.value(node, DCAT.distribution)
    for node in graph.subjects(RDF.type, DCAT.Distribution):
        assert graph.value(node, DCAT.accessURL)
        assert graph.value(node, DCTERMS.license)


def test_a_release_without_its_publisher_is_refused(tmp_path: Path, layout: Layout) -> None:
    text = (layout.root / "data" / "release.toml").read_text(encoding="utf-8")
    path = tmp_path / "release.toml"
    path.write_text(text.replace('publisher = "party:tct-contributors"\n', ""), encoding="utf-8")
    with pytest.raises(SourceError, match="publisher"):
        Release.read(path)


def test_the_server_gives_all_three(client: httpx.Client, current: Build, catalogue: Catalogue) -> None:
    endpoint = f"{client.base_url}/sparql".replace("//sparql", "/sparql")
    graph = service_description(current.manifest, catalogue, Settings(), endpoint)
    for path, expected in (
        ("/sparql", graph),
        ("/.well-known/void", void(current.manifest, endpoint)),
        ("/catalog", dcat(current.manifest, endpoint, prepare(current))),
    ):
        answer = client.get(path, headers={"Accept": "text/turtle", "Host": "spoofed.example"})
        assert answer.status_code == 200, path
        assert answer.headers["content-type"].startswith("text/turtle")
        assert answer.content == serialize(expected, "ttl")
        assert "spoofed" not in answer.text


def test_the_counts_are_those_that_a_client_counts(client: httpx.Client) -> None:
    graph = Graph().parse(data=client.get("/.well-known/void").text, format="turtle")
    query = "SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?a) (COUNT(DISTINCT ?o) AS ?b) { ?s ?p ?o } GROUP BY ?p"
    rows = client.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"]
    found = {row["p"]["value"]: tuple(int(row[name]["value"]) for name in "nab") for row in rows}
    assert found == partitions(graph, DATASET)
    query = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c"
    rows = client.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"]
    assert {row["c"]["value"]: int(row["n"]["value"]) for row in rows} == {
        str(graph.value(part, VOID["class"])): int(str(graph.value(part, VOID.entities)))
        for part in graph.objects(DATASET, VOID.classPartition)
    }


def test_every_example_runs_at_its_target(client: httpx.Client, catalogue: Catalogue) -> None:
    graph = Graph().parse(data=client.get("/sparql").text, format="turtle")
    rows = {}
    for node in graph.subjects(RDF.type, SH.SPARQLExecutable):
        address, query = graph.value(node, SCHEMA.target), str(graph.value(node, SH.select))
        answer = client.get(str(address), params={"query": query, "format": "json"})
        assert answer.status_code == 200, answer.text
        rows[str(node).rpartition("/")[2]] = len(answer.json()["results"]["bindings"])
    assert rows == {f"{question.slug}#query": len(question.expected) for question in catalogue}
    assert client.get(f"/questions/{min(rows)}").status_code == 200


def test_every_download_is_the_graph_that_it_is_said_to_be(client: httpx.Client, current: Build) -> None:
    graph = Graph().parse(data=client.get("/catalog").text, format="turtle")
    sizes = {}
    for part in graph.objects(DATASET, DCTERMS.hasPart):
        (store,) = (one for one in graph.objects(part, DCAT.distribution) if graph.value(one, DCAT.accessService))
        address = str(graph.value(store, DCAT.downloadURL))
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-type"].startswith("text/turtle")
        sizes[str(part)] = len(Graph().parse(data=answer.text, format="turtle"))
    assert sizes == current.manifest.graphs
