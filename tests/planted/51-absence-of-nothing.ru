#+ rule = "51"
#+ fires = ["shape:absence-what"]
#+ focus = "absence:mexico-data-on-returned-non-mexicans"
#+ why = "The absence does not say what is absent."
PREFIX absence: <https://w3id.org/third-country-transfers/absence/>
PREFIX absent-thing: <https://w3id.org/third-country-transfers/scheme/absent-thing/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { absence:mexico-data-on-returned-non-mexicans tct:absent absent-thing:published-data } }
