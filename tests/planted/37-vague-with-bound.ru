#+ rule = "37"
#+ fires = ["shape:vague-words-stay-vague-bounds"]
#+ focus = "quantity:movement-mexico-mexican-nationals-to-mexico-count"
#+ why = "Thousands become at least 2,000."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { quantity:movement-mexico-mexican-nationals-to-mexico-count tct:lower 2000 } }
