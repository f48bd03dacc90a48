#+ rule = "57"
#+ fires = ["shape:violation-type"]
#+ focus = "violation:mexico-shackling"
#+ why = "What was done is left out."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX violation: <https://w3id.org/third-country-transfers/violation/>
PREFIX violation-type: <https://w3id.org/third-country-transfers/scheme/violation-type/>
DELETE DATA { GRAPH graph:mexico { violation:mexico-shackling tct:violationType violation-type:shackling } }
