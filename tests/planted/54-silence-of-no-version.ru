#+ rule = "54"
#+ fires = ["shape:silence-version"]
#+ focus = "silence:mexico-bus-count"
#+ why = "The silence does not say which version is silent."
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX silence: <https://w3id.org/third-country-transfers/silence/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:readings { silence:mexico-bus-count tct:inVersion document:mexico-2026-01-21 } }
