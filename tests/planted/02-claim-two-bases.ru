#+ rule = "2"
#+ fires = ["shape:claim-complete-basis"]
#+ focus = "claim:mexico-2022-ruling"
#+ why = "The claim has two bases, both of which its certainty would fit."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-basis: <https://w3id.org/third-country-transfers/scheme/claim-basis/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { claim:mexico-2022-ruling tct:basis claim-basis:court-paper } }
