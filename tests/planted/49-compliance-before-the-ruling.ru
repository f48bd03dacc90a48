#+ rule = "49"
#+ fires = ["shape:compliance-not-before"]
#+ focus = "compliance:mexico-reception-guidelines-2026-01-21"
#+ why = "The obligation is unmet a year before the ruling that made it."
PREFIX compliance: <https://w3id.org/third-country-transfers/compliance/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA { GRAPH graph:mexico { compliance:mexico-reception-guidelines-2026-01-21 tct:asOf "2026-01-21"^^xsd:date } } ;
INSERT DATA { GRAPH graph:mexico { compliance:mexico-reception-guidelines-2026-01-21 tct:asOf "2021-01-21"^^xsd:date } }
