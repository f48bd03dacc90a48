#+ rule = "25"
#+ fires = ["shape:crossing-joins-two-countries-receiving"]
#+ focus = "movement:us-to-mexico-expelled"
#+ why = "Nobody says to where these people were expelled."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { movement:us-to-mexico-expelled tct:receivingCountry country:mx } }
