#+ rule = "60"
#+ fires = ["shape:ontology-no-blank-nodes"]
#+ focus = "https://w3id.org/third-country-transfers/ns"
#+ why = "A statement of the ontology ends at a blank node."
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
INSERT DATA { GRAPH graph:ontology { <https://w3id.org/third-country-transfers/ns> dcterms:source [ ] } }
