#+ rule = "5"
#+ fires = ["shape:claim-on-value-present"]
#+ focus = "claim:mexico-start"
#+ why = "The claim names as the arrangement's beginning a period that is not its value."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { claim:mexico-start tct:onValue period:movement-us-to-mexico-2025-during } }
