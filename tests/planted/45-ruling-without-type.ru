#+ rule = "45"
#+ fires = ["shape:ruling-type"]
#+ focus = "ruling:mexico-2022-reception-guidelines"
#+ why = "The ruling does not say what kind it is."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX ruling: <https://w3id.org/third-country-transfers/ruling/>
PREFIX ruling-type: <https://w3id.org/third-country-transfers/scheme/ruling-type/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { ruling:mexico-2022-reception-guidelines tct:rulingType ruling-type:order-to-publish } }
