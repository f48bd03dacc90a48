#+ rule = "43"
#+ fires = ["shape:nothing-after-its-source-day"]
#+ focus = "absence:us-mexico-written-agreement"
#+ why = "A page of January 2026 knows what does not exist in February."
PREFIX absence: <https://w3id.org/third-country-transfers/absence/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA { GRAPH graph:mexico { absence:us-mexico-written-agreement tct:asOf "2026-01-21"^^xsd:date } } ;
INSERT DATA { GRAPH graph:mexico { absence:us-mexico-written-agreement tct:asOf "2026-02-21"^^xsd:date } }
