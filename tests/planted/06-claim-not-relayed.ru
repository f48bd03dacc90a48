#+ rule = "6"
#+ fires = ["shape:claim-relayed-by-someone"]
#+ focus = "claim:mexico-over-the-wall"
#+ why = "People gave testimony, and the claim no longer says who relays it."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { claim:mexico-over-the-wall tct:reportedBy party:mexico-authors } }
