#+ rule = "40"
#+ fires = ["shape:period-keeps-its-words-verbatim"]
#+ focus = "period:movement-us-to-mexico-2025-during"
#+ why = "The words of the period are lost."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { period:movement-us-to-mexico-2025-during tct:verbatim "between January 20 and December 10, 2025" } }
