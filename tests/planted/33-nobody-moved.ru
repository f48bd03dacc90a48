#+ rule = "33"
#+ fires = ["shape:movement-moves-someone-moved"]
#+ focus = "movement:us-to-mexico-deported"
#+ why = "A deportation of nobody."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX group: <https://w3id.org/third-country-transfers/group/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { movement:us-to-mexico-deported tct:moved group:non-mexican-nationals } }
