#+ rule = "58"
#+ fires = ["shape:derived-pattern-group-label"]
#+ focus = "derived:chain-refoulement-mexico-protected-guatemalans"
#+ why = "The label no longer says that the pattern holds for the group only."
PREFIX derived: <https://w3id.org/third-country-transfers/derived/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE { GRAPH graph:derived { derived:chain-refoulement-mexico-protected-guatemalans rdfs:label ?label } }
INSERT { GRAPH graph:derived { derived:chain-refoulement-mexico-protected-guatemalans rdfs:label "Planted label of a pattern"@en } }
WHERE { GRAPH graph:derived { derived:chain-refoulement-mexico-protected-guatemalans rdfs:label ?label } FILTER(LANG(?label) = "en") }
