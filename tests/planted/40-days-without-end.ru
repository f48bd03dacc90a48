#+ rule = "40"
#+ fires = ["shape:period-keeps-its-words-days"]
#+ focus = "period:pressure-mexico-tariff-25-percent-during"
#+ why = "The end is unknown, yet the days are counted."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE DATA { GRAPH graph:mexico { period:pressure-mexico-tariff-25-percent-during tct:notAfter "2025-02-28"^^xsd:date } }
