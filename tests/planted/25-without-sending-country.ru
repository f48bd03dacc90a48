#+ rule = "25"
#+ fires = ["shape:crossing-joins-two-countries-sending"]
#+ focus = "movement:us-to-mexico-deported"
#+ why = "Nobody says from where these people were deported."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { movement:us-to-mexico-deported tct:sendingCountry country:us } }
