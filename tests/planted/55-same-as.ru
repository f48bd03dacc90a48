#+ rule = "55"
#+ fires = ["shape:no-same-as-absent"]
#+ focus = "country:mx"
#+ why = "A country is merged with an outside node."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
INSERT DATA { GRAPH graph:reference { country:mx owl:sameAs <http://www.wikidata.org/entity/Q96> } }
