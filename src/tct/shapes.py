"""The shapes graph: what authors wrote in ``ontology/shapes``, and the shapes that follow from the ontology.

Generated, so that no list is kept twice: rule 3 (a concept-valued property takes a concept of its scheme, from
``tct:valuesFrom``) and rule 62 (values are of the declared kind, from ``schema:rangeIncludes``). The prefixes of
every ``sh:sparql`` come from the one prefix table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection

from tct.layout import Layout
from tct.namespaces import DCTERMS, ONTOLOGY, PREFIXES, SCHEMA, SH, SHAPE, SKOS, TCT, compact, iris
from tct.skolem import kebab
from tct.sources import read_toml
from tct.store import read_turtle


@dataclass(frozen=True)
class Rule:
    """One rule: its number, and the node shapes that state it."""

    number: str
    shapes: tuple[URIRef, ...]
    definition: dict[str, str]


class Shapes:
    """The shapes graph of a tree, with what each shape belongs to."""

    def __init__(self, graph: Graph, files: dict[URIRef, str], unexamined: dict[str, str]) -> None:
        """Index the rules of a shapes graph; ``unexamined`` maps shapes to why no node of the data is theirs."""
        self.graph, self.files, self.unexamined = graph, files, unexamined
        self.rule_of: dict[str, str] = {}
        self.rules = tuple(self._rules())

    def _rules(self) -> Iterable[Rule]:
        numbered: dict[str, list[URIRef]] = {}
        for shape in iris(self.graph.subjects(DCTERMS.identifier)):
            numbered.setdefault(str(self.graph.value(shape, DCTERMS.identifier)), []).append(shape)
        for number in sorted(numbered, key=int):
            shapes = numbered[number]
            for shape in shapes:
                parts = [*self.graph.objects(shape, SH.property), *self.graph.objects(shape, SH.sparql)]
                self.rule_of |= {str(part): number for part in [shape, *parts]}
            texts = {
                str(text.language): str(text)
                for shape in reversed(shapes)
                for text in self.graph.objects(shape, SKOS.definition)
                if isinstance(text, Literal)
            }
            yield Rule(number, tuple(shapes), texts)

    def targets(self, shape: URIRef, data: Graph) -> set[URIRef]:
        """Return the focus nodes of a node shape in a dataset (SHACL 1.0, 2.1.3)."""
        found = set(self.graph.objects(shape, SH.targetNode))
        for top in self.graph.objects(shape, SH.targetClass):
            for kind in data.transitive_subjects(RDFS.subClassOf, top):
                found.update(data.subjects(RDF.type, kind))
        for predicate in self.graph.objects(shape, SH.targetSubjectsOf):
            found.update(subject for subject, _ in data.subject_objects(URIRef(str(predicate))))
        for predicate in self.graph.objects(shape, SH.targetObjectsOf):
            found.update(value for _, value in data.subject_objects(URIRef(str(predicate))))
        return {URIRef(str(node)) for node in found}


def read_shapes(layout: Layout, ontology: Graph) -> Shapes:
    """Read the shapes of a tree and generate those that follow from its ontology and schemes."""
    graph = Graph()
    files: dict[URIRef, str] = {}
    for path in layout.shapes:
        for triple in read_turtle(path, layout.shown(path)):
            graph.add(triple)
            files.setdefault(URIRef(str(triple[0])), layout.shown(path))
    _declare_prefixes(graph)
    _generate(graph, ontology)
    path = layout.root / "ontology" / "shapes" / "unexamined.toml"
    unexamined = read_toml(path) if path.is_file() else {}
    return Shapes(graph, files, {str(SHAPE[name]): reason for name, reason in unexamined.items()})


def _declare_prefixes(graph: Graph) -> None:
    """Give each SPARQL constraint the prefixes that its query uses, in place of the ontology's whole table.

    pyshacl puts every declared prefix before the query of every focus node and checks the text each time, so
    a block of ninety lines would cost more than the query.
    """
    for constraint, select in list(graph.subject_objects(SH.select)):
        graph.remove((constraint, SH.prefixes, ONTOLOGY))
        own = BNode()
        graph.add((constraint, SH.prefixes, own))
        for prefix in sorted(set(re.findall(r"(?<![\w-])([a-z][\w-]*):", str(select))) & set(PREFIXES)):
            node = BNode()
            graph.add((own, SH.declare, node))
            graph.add((node, SH.prefix, Literal(prefix)))
            graph.add((node, SH.namespace, Literal(PREFIXES[prefix], datatype=XSD.anyURI)))


def _generate(graph: Graph, ontology: Graph) -> None:
    written = {graph.value(part, SH.path) for part in graph.subjects(SH.datatype)}
    for prop in iris(ontology.subjects(SCHEMA.rangeIncludes)):
        if not str(prop).startswith(TCT):
            continue
        name = kebab(str(prop).removeprefix(TCT))
        schemes = iris(ontology.objects(prop, TCT.valuesFrom))
        kinds = iris(ontology.objects(prop, SCHEMA.rangeIncludes))
        if schemes:
            concepts = iris(c for scheme in schemes for c in ontology.subjects(SKOS.inScheme, scheme))
            shown = " or ".join(compact(str(scheme)) for scheme in schemes)
            part = _property_shape(graph, "3", f"concept-of-{name}", prop)
            graph.add((part, SH["in"], _list(graph, concepts)))
            _say(graph, part, f"{compact(str(prop))} takes a concept of {shown}; use one, or add one to the scheme.",
                 f"{compact(str(prop))} lleva un concepto de {shown}; use uno o agréguelo al esquema.")  # fmt: skip
        elif kinds and prop not in written:
            shown = " or ".join(compact(str(kind)) for kind in kinds)
            part = _property_shape(graph, "62", f"kind-of-{name}", prop)
            _add_kinds(graph, part, kinds)
            _say(graph, part, f"A value of {compact(str(prop))} is of kind {shown}; mend the value or its type.",
                 f"Un valor de {compact(str(prop))} es de clase {shown}; corrija el valor o su tipo.")  # fmt: skip


def _property_shape(graph: Graph, number: str, name: str, path: URIRef) -> URIRef:
    node, part = SHAPE[name], SHAPE[f"{name}-value"]
    graph.add((node, RDF.type, SH.NodeShape))
    graph.add((node, DCTERMS.identifier, Literal(number)))
    graph.add((node, SH.targetSubjectsOf, path))
    graph.add((node, SH.property, part))
    graph.add((part, RDF.type, SH.PropertyShape))
    graph.add((part, SH.path, path))
    english, spanish = {
        "3": ("A property whose values are concepts takes a concept of its scheme.",
              "Una propiedad cuyos valores son conceptos lleva un concepto de su esquema."),
        "62": ("A value is of a kind that the ontology declares for its property.",
               "Un valor es de una clase que la ontología declara para su propiedad."),
    }[number]  # fmt: skip
    graph.add((node, SKOS.definition, Literal(english, lang="en")))
    graph.add((node, SKOS.definition, Literal(spanish, lang="es")))
    return part


def _add_kinds(graph: Graph, part: URIRef, kinds: list[URIRef]) -> None:
    """Constrain the values of a property shape to datatypes or classes, any one of them."""
    if RDFS.Resource in kinds or RDF.Property in kinds:
        graph.add((part, SH.nodeKind, SH.IRI))
        return
    if len(kinds) == 1:
        graph.add((part, _constraint(kinds[0]), kinds[0]))
        return
    options = []
    for kind in kinds:
        option = BNode()
        graph.add((option, _constraint(kind), kind))
        options.append(option)
    graph.add((part, SH["or"], _list(graph, options)))


def _constraint(kind: URIRef) -> URIRef:
    literal = str(kind).startswith((str(XSD), "http://id.loc.gov/datatypes/")) or kind == RDF.langString
    return URIRef(SH.datatype if literal else SH["class"])


def _list(graph: Graph, items: list[URIRef] | list[BNode]) -> BNode:
    head = BNode()
    Collection(graph, head, list(items))
    return head


def _say(graph: Graph, part: URIRef, english: str, spanish: str) -> None:
    graph.add((part, SH.message, Literal(english, lang="en")))
    graph.add((part, SH.message, Literal(spanish, lang="es")))
