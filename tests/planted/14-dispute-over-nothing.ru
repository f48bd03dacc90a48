#+ rule = "14"
#+ fires = ["shape:claim-link-same-fact-shared"]
#+ focus = "claim:mexico-start"
#+ why = "A claim on the arrangement disputes a claim on the count, which is about another fact."
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
INSERT DATA { GRAPH graph:mexico { claim:mexico-start cito:disputes claim:mexico-count } }
