#+ rule = "32"
#+ fires = ["shape:crossing-takes-place-there-place"]
#+ focus = "movement:us-to-mexico-turned-back"
#+ why = "The ports of entry into the United States lie in Guatemala."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX place: <https://w3id.org/third-country-transfers/place/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:reference { place:us-ports-of-entry tct:inCountry country:us } } ;
INSERT DATA { GRAPH graph:reference { place:us-ports-of-entry tct:inCountry country:gt } }
