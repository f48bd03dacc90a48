#+ rule = "1"
#+ fires = ["shape:fact-backing-some"]
#+ focus = "obligation:mexico-reception-guidelines"
#+ why = "The obligation's only link to a claim is gone, so it rests on nothing."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX obligation: <https://w3id.org/third-country-transfers/obligation/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { obligation:mexico-reception-guidelines tct:evidencedBy claim:mexico-2022-ruling } }
