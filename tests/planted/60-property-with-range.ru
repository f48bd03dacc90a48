#+ rule = "60"
#+ fires = ["shape:term-no-range"]
#+ focus = "tct:imposes"
#+ why = "A property infers the class of its values."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:ontology { tct:imposes rdfs:range tct:Obligation } }
