#+ rule = "41"
#+ fires = ["shape:event-has-one-window-ended"]
#+ focus = "movement:us-to-mexico-deported"
#+ why = "An event has an end of its own."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { movement:us-to-mexico-deported tct:ended period:movement-us-to-mexico-2025-during } }
