#+ rule = "38"
#+ fires = ["shape:bounds-fit-number-upper"]
#+ focus = "quantity:movement-us-to-mexico-2025-count"
#+ why = "At least is given an upper bound."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { quantity:movement-us-to-mexico-2025-count tct:upper 12000 } }
