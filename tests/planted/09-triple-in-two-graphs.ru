#+ rule = "9"
#+ fires = ["shape:triple-once-in-one-graph"]
#+ focus = "https://w3id.org/third-country-transfers/"
#+ why = "A second file repeats a triple of the movement, so that counts over the union are too high."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:another-file { movement:us-to-mexico tct:receivingCountry country:mx } }
