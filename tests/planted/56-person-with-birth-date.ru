#+ rule = "56"
#+ fires = ["shape:anonymous-person-identity"]
#+ focus = "person:mexico-1"
#+ why = "The person is given a birth date."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX person: <https://w3id.org/third-country-transfers/person/>
PREFIX schema: <https://schema.org/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA { GRAPH graph:mexico { person:mexico-1 schema:birthDate "1990-01-01"^^xsd:date } }
