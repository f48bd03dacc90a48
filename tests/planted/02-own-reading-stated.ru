#+ rule = "2"
#+ fires = ["shape:claim-complete-own-reading"]
#+ focus = "claim:readings-mexico-count-source"
#+ why = "What we read into the page is marked as stated there."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:readings { claim:readings-mexico-count-source tct:statedIn mexico-2026-01-21:p8s1 } }
