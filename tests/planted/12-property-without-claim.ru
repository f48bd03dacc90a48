#+ rule = "12"
#+ fires = ["shape:property-backed-by-claim"]
#+ focus = "movement:us-to-mexico-2025"
#+ why = "The movement has a mode that none of its claims names."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX transfer-mode: <https://w3id.org/third-country-transfers/scheme/transfer-mode/>
INSERT DATA { GRAPH graph:mexico { movement:us-to-mexico-2025 tct:mode transfer-mode:deportation } }
