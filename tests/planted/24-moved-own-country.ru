#+ rule = "24"
#+ fires = ["shape:third-country-is-not-own-moved"]
#+ focus = "movement:mexico-over-the-wall"
#+ why = "The group over the wall becomes Mexican and is still sent to Mexico as to a third country."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX group: <https://w3id.org/third-country-transfers/group/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:reference { group:mexico-el-paso-detainees tct:nationality country:mx } }
