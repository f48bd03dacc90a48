#+ rule = "60"
#+ fires = ["shape:term-definition"]
#+ focus = "tct:Leg"
#+ why = "A class loses its English definition."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE { GRAPH graph:ontology { tct:Leg skos:definition ?text } }
WHERE { GRAPH graph:ontology { tct:Leg skos:definition ?text } FILTER(LANG(?text) = "en") }
