#+ rule = "2"
#+ fires = ["shape:claim-complete-own-reading"]
#+ focus = "claim:mexico-start"
#+ why = "A claim that the page states is also marked as our reading of it."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { claim:mexico-start tct:readIn mexico-2026-01-21:p7s1 } }
