#+ rule = "2"
#+ fires = ["shape:claim-complete-gloss"]
#+ focus = "claim:mexico-start"
#+ why = "The claim has two glosses in English."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { claim:mexico-start tct:gloss "There was an early form of it."@en } }
