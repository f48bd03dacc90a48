#+ rule = "26"
#+ fires = ["shape:exclusion-fits-receiver-moved"]
#+ focus = "movement:mexico-over-the-wall"
#+ why = "A group sent to Mexico is defined by leaving out Guatemalans, so Mexicans may be in it."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX group: <https://w3id.org/third-country-transfers/group/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:reference { group:mexico-el-paso-detainees tct:excludesNationality country:gt } }
