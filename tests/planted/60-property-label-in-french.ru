#+ rule = "60"
#+ fires = ["shape:term-label"]
#+ focus = "tct:imposes"
#+ why = "A property's Spanish label is marked as French."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE { GRAPH graph:ontology { tct:imposes rdfs:label ?text } }
INSERT { GRAPH graph:ontology { tct:imposes rdfs:label "planté"@fr } }
WHERE { GRAPH graph:ontology { tct:imposes rdfs:label ?text } FILTER(LANG(?text) = "es") }
