#+ rule = "56"
#+ fires = ["shape:anonymous-person-label"]
#+ focus = "person:mexico-1"
#+ why = "The label of a fact about the person gives a name, beside that of a country."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE DATA { GRAPH graph:mexico { movement:mexico-1-us-to-mexico rdfs:label "A Guatemalan man is sent from the United States to Mexico"@en } } ;
INSERT DATA { GRAPH graph:mexico { movement:mexico-1-us-to-mexico rdfs:label "Fulano Mengano is sent from the United States"@en } }
