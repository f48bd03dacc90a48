#+ rule = "41"
#+ fires = ["shape:event-has-one-window-began"]
#+ focus = "movement:us-to-mexico-deported"
#+ why = "An event has a beginning of its own."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { movement:us-to-mexico-deported tct:began period:movement-us-to-mexico-2025-during } }
