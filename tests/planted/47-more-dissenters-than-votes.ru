#+ rule = "47"
#+ fires = ["shape:ruling-effect-dissent"]
#+ focus = "ruling:mexico-2022-reception-guidelines"
#+ why = "Two dissent where one voted against."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX ruling: <https://w3id.org/third-country-transfers/ruling/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { ruling:mexico-2022-reception-guidelines tct:voteAgainst 1 ; tct:dissentBy party:imumi , party:unam } }
