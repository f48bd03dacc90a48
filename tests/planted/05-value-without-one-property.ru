#+ rule = "5"
#+ fires = ["shape:claim-on-value-one-property"]
#+ focus = "claim:mexico-count"
#+ why = "A claim on several properties names a value, and not the property that has it."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { claim:mexico-count tct:onValue quantity:movement-us-to-mexico-2025-count } }
