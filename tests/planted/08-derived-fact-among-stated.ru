#+ rule = "8"
#+ fires = ["shape:fact-graph-derived"]
#+ focus = "derived:chain-refoulement-mexico-1"
#+ why = "What a rule found stands in the file of what the page says."
PREFIX derived: <https://w3id.org/third-country-transfers/derived/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
DELETE { GRAPH graph:derived { derived:chain-refoulement-mexico-1 ?p ?o } }
INSERT { GRAPH graph:mexico { derived:chain-refoulement-mexico-1 ?p ?o } }
WHERE { GRAPH graph:derived { derived:chain-refoulement-mexico-1 ?p ?o } }
