#+ rule = "33"
#+ fires = ["shape:movement-moves-someone-when"]
#+ focus = "movement:mexico-mexican-nationals-to-mexico"
#+ why = "Thousands were deported, and nothing says when."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { movement:mexico-mexican-nationals-to-mexico tct:during period:movement-mexico-mexican-nationals-to-mexico-during } }
