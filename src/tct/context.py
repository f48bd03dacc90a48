"""The JSON-LD context of the model, made from the ontology, so that no second list of terms is kept."""

from __future__ import annotations

from rdflib import OWL, RDF, XSD, Graph

from tct.namespaces import PREFIXES, SCHEMA, TCT, iris


def jsonld_context(ontology: Graph) -> dict[str, object]:
    """Return the context: the prefixes that compact own IRIs, and a type for each property of the ontology."""
    context: dict[str, object] = {name: iri for name, iri in PREFIXES.items() if iri[-1] in "#/"}
    context |= {"id": "@id", "type": "@type"}
    for prop in iris(ontology.subjects(RDF.type, OWL.ObjectProperty)):
        if str(prop).startswith(TCT):
            context[str(prop).removeprefix(TCT)] = {"@id": str(prop), "@type": "@id"}
    for prop in iris(ontology.subjects(RDF.type, OWL.DatatypeProperty)):
        if str(prop).startswith(TCT):
            kinds = iris(ontology.objects(prop, SCHEMA.rangeIncludes))
            typed = len(kinds) == 1 and kinds[0] not in {XSD.string, XSD.integer, XSD.boolean, RDF.langString}
            name = str(prop).removeprefix(TCT)
            context[name] = {"@id": str(prop), "@type": str(kinds[0])} if typed else {"@id": str(prop)}
    return context
