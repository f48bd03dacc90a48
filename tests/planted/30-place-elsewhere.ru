#+ rule = "30"
#+ fires = ["shape:internal-transport-stays-inside-places"]
#+ focus = "movement:mexico-bus-to-villahermosa"
#+ why = "A bus ride inside Mexico ends in Arizona."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX leg: <https://w3id.org/third-country-transfers/leg/>
PREFIX place: <https://w3id.org/third-country-transfers/place/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { leg:movement-mexico-bus-to-villahermosa-1 tct:toPlace place:villahermosa } } ;
INSERT DATA { GRAPH graph:mexico { leg:movement-mexico-bus-to-villahermosa-1 tct:toPlace place:arizona } }
