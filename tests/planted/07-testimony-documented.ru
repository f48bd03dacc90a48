#+ rule = "7"
#+ fires = ["shape:claim-certainty-fits-basis"]
#+ focus = "claim:mexico-over-the-wall"
#+ why = "What people testified is marked as documented."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-certainty: <https://w3id.org/third-country-transfers/scheme/claim-certainty/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { claim:mexico-over-the-wall tct:certainty claim-certainty:reported } } ;
INSERT DATA { GRAPH graph:mexico { claim:mexico-over-the-wall tct:certainty claim-certainty:documented } }
