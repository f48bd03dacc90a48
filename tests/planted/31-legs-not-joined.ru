#+ rule = "31"
#+ fires = ["shape:legs-follow-each-other-place"]
#+ focus = "movement:mexico-bus-to-tapachula"
#+ why = "The second leg starts in a city where the first did not end."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX leg: <https://w3id.org/third-country-transfers/leg/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX place: <https://w3id.org/third-country-transfers/place/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico {
  movement:mexico-bus-to-tapachula tct:hasLeg leg:movement-mexico-bus-to-tapachula-2 .
  leg:movement-mexico-bus-to-tapachula-2 a tct:Leg ; tct:position 2 ; tct:fromPlace place:villahermosa ; tct:toPlace place:tapachula .
} }
