#+ rule = "1"
#+ fires = ["shape:derived-backing-no-claim"]
#+ focus = "derived:chain-refoulement-mexico-1"
#+ why = "A fact that a rule derived also claims to be stated by the page."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX derived: <https://w3id.org/third-country-transfers/derived/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:derived { derived:chain-refoulement-mexico-1 tct:evidencedBy claim:mexico-case-1-sent } }
