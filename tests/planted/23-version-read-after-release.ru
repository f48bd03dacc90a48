#+ rule = "23"
#+ fires = ["shape:version-not-after-release-date"]
#+ focus = "document:mexico-2026-01-21"
#+ why = "The version was read after the release that holds it."
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA { GRAPH graph:documents { document:mexico-2026-01-21 tct:readOn "2099-01-01"^^xsd:date } }
