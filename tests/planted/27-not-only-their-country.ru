#+ rule = "27"
#+ fires = ["shape:return-is-to-own-country-only"]
#+ focus = "movement:mexico-hondurans-to-honduras"
#+ why = "The group returned to Honduras holds Nicaraguans too."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX group: <https://w3id.org/third-country-transfers/group/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:reference { group:honduran-nationals tct:nationality country:ni } }
