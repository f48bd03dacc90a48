#+ rule = "41"
#+ fires = ["shape:situation-begins-and-ends-during"]
#+ focus = "condition:mexico-violent-crime"
#+ why = "A situation happens during a period."
PREFIX condition: <https://w3id.org/third-country-transfers/condition/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { condition:mexico-violent-crime tct:during period:movement-us-to-mexico-2025-during } }
