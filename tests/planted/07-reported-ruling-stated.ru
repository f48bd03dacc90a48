#+ rule = "7"
#+ fires = ["shape:claim-certainty-fits-basis"]
#+ focus = "claim:mexico-2022-ruling"
#+ why = "A ruling that the page reports is marked as plainly stated."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-certainty: <https://w3id.org/third-country-transfers/scheme/claim-certainty/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { claim:mexico-2022-ruling tct:certainty claim-certainty:adjudicated } } ;
INSERT DATA { GRAPH graph:mexico { claim:mexico-2022-ruling tct:certainty claim-certainty:stated } }
