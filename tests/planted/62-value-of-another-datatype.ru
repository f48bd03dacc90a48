#+ rule = "62"
#+ fires = ["shape:kind-of-iso3166-value"]
#+ focus = "country:mx"
#+ why = "A code is a string; another datatype would not compare equal to it."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE DATA { GRAPH graph:reference { country:mx tct:iso3166 "MX" } } ;
INSERT DATA { GRAPH graph:reference { country:mx tct:iso3166 "MX"^^xsd:token } }
