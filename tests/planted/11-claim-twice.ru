#+ rule = "11"
#+ fires = ["shape:claim-once-not-twice"]
#+ focus = "claim:mexico-arrangement"
#+ why = "Two claims by the same authors in the same passage now both say the arrangement's form."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { claim:mexico-arrangement tct:onProperty tct:form } }
