#+ rule = "45"
#+ fires = ["shape:ruling-lawsuit"]
#+ focus = "ruling:mexico-2022-reception-guidelines"
#+ why = "The ruling belongs to no lawsuit."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX lawsuit: <https://w3id.org/third-country-transfers/lawsuit/>
PREFIX ruling: <https://w3id.org/third-country-transfers/ruling/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { ruling:mexico-2022-reception-guidelines tct:inLawsuit lawsuit:mexico-2022-reception-guidelines } }
