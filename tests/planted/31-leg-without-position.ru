#+ rule = "31"
#+ fires = ["shape:leg-has-position-number"]
#+ focus = "leg:movement-mexico-bus-to-tapachula-1"
#+ why = "A leg has no place in its route."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX leg: <https://w3id.org/third-country-transfers/leg/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { leg:movement-mexico-bus-to-tapachula-1 tct:position 1 } }
