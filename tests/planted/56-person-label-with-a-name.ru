#+ rule = "56"
#+ fires = ["shape:anonymous-person-label"]
#+ focus = "person:mexico-1"
#+ why = "The label gives the person a name."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX person: <https://w3id.org/third-country-transfers/person/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE DATA { GRAPH graph:mexico { person:mexico-1 rdfs:label "A Guatemalan man described on the Mexico page"@en } } ;
INSERT DATA { GRAPH graph:mexico { person:mexico-1 rdfs:label "A Guatemalan man, Fulano Mengano, of the Mexico page"@en } }
