#+ rule = "60"
#+ fires = ["shape:term-label"]
#+ focus = "tct:Leg"
#+ why = "A class loses its Spanish label."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE { GRAPH graph:ontology { tct:Leg rdfs:label ?text } }
WHERE { GRAPH graph:ontology { tct:Leg rdfs:label ?text } FILTER(LANG(?text) = "es") }
