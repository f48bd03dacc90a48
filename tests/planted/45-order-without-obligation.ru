#+ rule = "45"
#+ fires = ["shape:ruling-obligation"]
#+ focus = "ruling:mexico-2022-reception-guidelines"
#+ why = "An order to publish imposes nothing any more."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX obligation: <https://w3id.org/third-country-transfers/obligation/>
PREFIX ruling: <https://w3id.org/third-country-transfers/ruling/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { ruling:mexico-2022-reception-guidelines tct:imposes obligation:mexico-reception-guidelines , obligation:mexico-status-mechanism } }
