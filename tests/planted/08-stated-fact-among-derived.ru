#+ rule = "8"
#+ fires = ["shape:fact-graph-derived"]
#+ focus = "absence:us-mexico-written-agreement"
#+ why = "What the page says stands among what rules found."
PREFIX absence: <https://w3id.org/third-country-transfers/absence/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
DELETE { GRAPH graph:mexico { absence:us-mexico-written-agreement ?p ?o } }
INSERT { GRAPH graph:derived { absence:us-mexico-written-agreement ?p ?o } }
WHERE { GRAPH graph:mexico { absence:us-mexico-written-agreement ?p ?o } }
