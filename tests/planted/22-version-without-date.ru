#+ rule = "22"
#+ fires = ["shape:version-complete-date"]
#+ focus = "document:mexico-2026-01-21"
#+ why = "The version has no date and does not say that none is known."
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA { GRAPH graph:documents { document:mexico-2026-01-21 dcterms:modified "2026-01-21"^^xsd:date } }
