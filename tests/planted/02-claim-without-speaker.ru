#+ rule = "2"
#+ fires = ["shape:claim-complete-speaker"]
#+ focus = "claim:mexico-over-the-wall"
#+ why = "The claim no longer says who makes it."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { claim:mexico-over-the-wall tct:saidBy party:mexico-testimony-givers } }
