#+ rule = "47"
#+ fires = ["shape:ruling-effect-older"]
#+ focus = "ruling:mexico-2022-reception-guidelines"
#+ why = "The ruling stays itself."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX ruling: <https://w3id.org/third-country-transfers/ruling/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { ruling:mexico-2022-reception-guidelines tct:stays ruling:mexico-2022-reception-guidelines } }
