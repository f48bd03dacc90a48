#+ rule = "60"
#+ fires = ["shape:term-example"]
#+ focus = "tct:imposes"
#+ why = "A property loses its example."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE { GRAPH graph:ontology { tct:imposes skos:example ?text } }
WHERE { GRAPH graph:ontology { tct:imposes skos:example ?text } }
