#+ rule = "51"
#+ fires = ["shape:absence-date"]
#+ focus = "absence:mexico-data-on-returned-non-mexicans"
#+ why = "The absence has no date."
PREFIX absence: <https://w3id.org/third-country-transfers/absence/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA { GRAPH graph:mexico { absence:mexico-data-on-returned-non-mexicans tct:asOf "2026-01-21"^^xsd:date } }
