#+ rule = "2"
#+ fires = ["shape:claim-complete-passages"]
#+ focus = "claim:mexico-case-1-removal"
#+ why = "A fourth passage is added to a claim that quotes three."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { claim:mexico-case-1-removal tct:statedIn mexico-2026-01-21:p10s8 } }
