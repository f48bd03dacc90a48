#+ rule = "31"
#+ fires = ["shape:legs-follow-each-other-twice"]
#+ focus = "movement:mexico-bus-to-tapachula"
#+ why = "A route borrows a leg of another, and has two first legs."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX leg: <https://w3id.org/third-country-transfers/leg/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { movement:mexico-bus-to-tapachula tct:hasLeg leg:movement-mexico-bus-to-villahermosa-1 } }
