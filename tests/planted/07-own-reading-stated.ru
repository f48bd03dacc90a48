#+ rule = "7"
#+ fires = ["shape:claim-certainty-fits-basis"]
#+ focus = "claim:readings-mexico-count-source"
#+ why = "What we infer from the page is marked as stated."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-certainty: <https://w3id.org/third-country-transfers/scheme/claim-certainty/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:readings { claim:readings-mexico-count-source tct:certainty claim-certainty:inferred } } ;
INSERT DATA { GRAPH graph:readings { claim:readings-mexico-count-source tct:certainty claim-certainty:stated } }
