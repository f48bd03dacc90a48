#+ rule = "57"
#+ fires = ["shape:violation-affected"]
#+ focus = "violation:mexico-shackling"
#+ why = "Who suffered it is left out."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX group: <https://w3id.org/third-country-transfers/group/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX violation: <https://w3id.org/third-country-transfers/violation/>
DELETE DATA { GRAPH graph:mexico { violation:mexico-shackling tct:affects group:mexico-el-paso-detainees } }
