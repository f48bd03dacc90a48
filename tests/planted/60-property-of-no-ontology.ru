#+ rule = "60"
#+ fires = ["shape:term-defined-by"]
#+ focus = "tct:imposes"
#+ why = "A property does not say who defines it."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:ontology { tct:imposes rdfs:isDefinedBy <https://w3id.org/third-country-transfers/ns> } }
