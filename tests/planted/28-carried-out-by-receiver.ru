#+ rule = "28"
#+ fires = ["shape:officers-serve-their-country-carried-out-by"]
#+ focus = "movement:mexico-ice-informal-expulsions"
#+ why = "A Mexican agency carries people out of the United States."
PREFIX agency: <https://w3id.org/third-country-transfers/agency/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { movement:mexico-ice-informal-expulsions tct:carriedOutBy agency:ice } } ;
INSERT DATA { GRAPH graph:mexico { movement:mexico-ice-informal-expulsions tct:carriedOutBy agency:inm } }
