#+ rule = "30"
#+ fires = ["shape:internal-transport-stays-inside-country"]
#+ focus = "movement:mexico-bus-south"
#+ why = "An internal transport is inside no country."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { movement:mexico-bus-south tct:withinCountry country:mx } }
