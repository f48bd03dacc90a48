#+ rule = "7"
#+ fires = ["shape:claim-certainty-fits-basis"]
#+ focus = "claim:mexico-start"
#+ why = "A claim has a court paper as its basis and is still marked as stated."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-basis: <https://w3id.org/third-country-transfers/scheme/claim-basis/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { claim:mexico-start tct:basis claim-basis:own-voice } } ;
INSERT DATA { GRAPH graph:mexico { claim:mexico-start tct:basis claim-basis:court-paper } }
