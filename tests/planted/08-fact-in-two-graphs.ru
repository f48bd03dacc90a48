#+ rule = "8"
#+ fires = ["shape:fact-graph-one"]
#+ focus = "movement:us-to-mexico"
#+ why = "A second file gives the movement a type, so it is defined in two places."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:another-file { movement:us-to-mexico a tct:Event } }
