#+ rule = "60"
#+ fires = ["shape:node-label"]
#+ focus = "place:tapachula"
#+ why = "A place loses its English label."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX place: <https://w3id.org/third-country-transfers/place/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE { GRAPH graph:reference { place:tapachula rdfs:label ?text } }
WHERE { GRAPH graph:reference { place:tapachula rdfs:label ?text } FILTER(LANG(?text) = "en") }
