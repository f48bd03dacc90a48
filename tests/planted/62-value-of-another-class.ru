#+ rule = "62"
#+ fires = ["shape:kind-of-in-country-value"]
#+ focus = "place:tabasco"
#+ why = "A place lies in a country, not in another place."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX place: <https://w3id.org/third-country-transfers/place/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>

DELETE DATA { GRAPH graph:reference { place:tabasco tct:inCountry country:mx } } ;
INSERT DATA { GRAPH graph:reference { place:tabasco tct:inCountry place:chiapas } }
