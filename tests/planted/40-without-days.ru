#+ rule = "40"
#+ fires = ["shape:period-keeps-its-words-days"]
#+ focus = "period:pressure-mexico-tariff-25-percent-during"
#+ why = "Both bounds are known, the days between them are missing."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { period:pressure-mexico-tariff-25-percent-during tct:days 28 } }
