#+ rule = "8"
#+ fires = ["shape:fact-graph-of-facts"]
#+ focus = "absence:us-mexico-written-agreement"
#+ why = "A fact stands among the reference nodes."
PREFIX absence: <https://w3id.org/third-country-transfers/absence/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
DELETE { GRAPH graph:mexico { absence:us-mexico-written-agreement ?p ?o } }
INSERT { GRAPH graph:reference { absence:us-mexico-written-agreement ?p ?o } }
WHERE { GRAPH graph:mexico { absence:us-mexico-written-agreement ?p ?o } }
