#+ rule = "5"
#+ fires = ["shape:claim-on-property-present"]
#+ focus = "claim:mexico-start"
#+ why = "The claim backs a property that the arrangement does not have."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { claim:mexico-start tct:onProperty tct:ended } }
