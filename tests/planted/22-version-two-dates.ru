#+ rule = "22"
#+ fires = ["shape:version-complete-one-date"]
#+ focus = "document:mexico-2026-01-21"
#+ why = "The version has a second date."
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA { GRAPH graph:documents { document:mexico-2026-01-21 dcterms:modified "2026-01-22"^^xsd:date } }
