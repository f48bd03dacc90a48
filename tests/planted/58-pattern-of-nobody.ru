#+ rule = "58"
#+ fires = ["shape:derived-pattern-affected"]
#+ focus = "derived:chain-refoulement-mexico-1"
#+ why = "Who it happened to is left out."
PREFIX derived: <https://w3id.org/third-country-transfers/derived/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX person: <https://w3id.org/third-country-transfers/person/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:derived { derived:chain-refoulement-mexico-1 tct:affects person:mexico-1 } }
