#+ rule = "8"
#+ fires = ["shape:fact-graph-readings"]
#+ focus = "silence:mexico-count-source"
#+ why = "Our reading stands in the file of what the page says."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX silence: <https://w3id.org/third-country-transfers/silence/>
DELETE { GRAPH graph:readings { silence:mexico-count-source ?p ?o } }
INSERT { GRAPH graph:mexico { silence:mexico-count-source ?p ?o } }
WHERE { GRAPH graph:readings { silence:mexico-count-source ?p ?o } }
