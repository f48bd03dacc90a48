#+ rule = "2"
#+ fires = ["shape:claim-complete-certainty"]
#+ focus = "claim:mexico-over-the-wall"
#+ why = "The claim no longer says how firmly it is made."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-certainty: <https://w3id.org/third-country-transfers/scheme/claim-certainty/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { claim:mexico-over-the-wall tct:certainty claim-certainty:reported } }
