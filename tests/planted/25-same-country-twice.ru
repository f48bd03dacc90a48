#+ rule = "25"
#+ fires = ["shape:crossing-joins-two-countries-differ"]
#+ focus = "movement:us-to-mexico-deported"
#+ why = "Mexico becomes the sender of a movement that it receives."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { movement:us-to-mexico-deported tct:sendingCountry country:us } } ;
INSERT DATA { GRAPH graph:mexico { movement:us-to-mexico-deported tct:sendingCountry country:mx } }
