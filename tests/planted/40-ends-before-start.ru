#+ rule = "40"
#+ fires = ["shape:period-keeps-its-words-order"]
#+ focus = "period:pressure-mexico-tariff-25-percent-during"
#+ why = "A February begins in March."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA { GRAPH graph:mexico { period:pressure-mexico-tariff-25-percent-during tct:notBefore "2025-02-01"^^xsd:date } } ;
INSERT DATA { GRAPH graph:mexico { period:pressure-mexico-tariff-25-percent-during tct:notBefore "2025-03-01"^^xsd:date } }
