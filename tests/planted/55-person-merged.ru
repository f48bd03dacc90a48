#+ rule = "55"
#+ fires = ["shape:no-same-as-absent"]
#+ focus = "person:mexico-1"
#+ why = "The person is merged with an outside node."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX person: <https://w3id.org/third-country-transfers/person/>
INSERT DATA { GRAPH graph:mexico { person:mexico-1 owl:sameAs <https://example.org/person/1> } }
