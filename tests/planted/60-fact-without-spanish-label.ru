#+ rule = "60"
#+ fires = ["shape:node-label"]
#+ focus = "violation:mexico-shackling"
#+ why = "A fact loses its Spanish label."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX violation: <https://w3id.org/third-country-transfers/violation/>
DELETE { GRAPH graph:mexico { violation:mexico-shackling rdfs:label ?text } }
WHERE { GRAPH graph:mexico { violation:mexico-shackling rdfs:label ?text } FILTER(LANG(?text) = "es") }
