#+ rule = "28"
#+ fires = ["shape:officers-serve-their-country-handed-to"]
#+ focus = "movement:us-to-mexico-hand-over"
#+ why = "A U.S. agency takes over people who are handed to Mexico."
PREFIX agency: <https://w3id.org/third-country-transfers/agency/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { movement:us-to-mexico-hand-over tct:handedTo agency:inm } } ;
INSERT DATA { GRAPH graph:mexico { movement:us-to-mexico-hand-over tct:handedTo agency:ice } }
