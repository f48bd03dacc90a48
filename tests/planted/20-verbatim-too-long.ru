#+ rule = "20"
#+ fires = ["shape:verbatim-short-eight-words"]
#+ focus = "period:movement-us-to-mexico-2025-during"
#+ why = "The period's verbatim has nine words."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { period:movement-us-to-mexico-2025-during tct:verbatim "between January 20 and December 10, 2025" } } ;
INSERT DATA { GRAPH graph:mexico { period:movement-us-to-mexico-2025-during tct:verbatim "in days between January 20 and December 10, 2025" } }
