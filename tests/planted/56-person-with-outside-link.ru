#+ rule = "56"
#+ fires = ["shape:anonymous-person-identity"]
#+ focus = "person:mexico-1"
#+ why = "The person is linked to an outside identifier."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX person: <https://w3id.org/third-country-transfers/person/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA { GRAPH graph:mexico { person:mexico-1 skos:exactMatch <https://example.org/person/1> } }
