#+ rule = "2"
#+ fires = ["shape:claim-complete-basis"]
#+ focus = "claim:mexico-over-the-wall"
#+ why = "The claim no longer says how the document knows."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-basis: <https://w3id.org/third-country-transfers/scheme/claim-basis/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { claim:mexico-over-the-wall tct:basis claim-basis:testimony } }
