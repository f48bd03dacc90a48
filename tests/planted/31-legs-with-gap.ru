#+ rule = "31"
#+ fires = ["shape:legs-follow-each-other-gap"]
#+ focus = "movement:mexico-bus-to-tapachula"
#+ why = "The only leg of a route is its second."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX leg: <https://w3id.org/third-country-transfers/leg/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { leg:movement-mexico-bus-to-tapachula-1 tct:position 1 } } ;
INSERT DATA { GRAPH graph:mexico { leg:movement-mexico-bus-to-tapachula-1 tct:position 2 } }
