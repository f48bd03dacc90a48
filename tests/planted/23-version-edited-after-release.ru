#+ rule = "23"
#+ fires = ["shape:version-not-after-release-date"]
#+ focus = "document:mexico-2026-01-21"
#+ why = "The version was edited after the release that holds it."
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA { GRAPH graph:documents { document:mexico-2026-01-21 dcterms:modified "2026-01-21"^^xsd:date } } ;
INSERT DATA { GRAPH graph:documents { document:mexico-2026-01-21 dcterms:modified "2099-01-01"^^xsd:date } }
