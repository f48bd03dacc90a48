#+ rule = "58"
#+ fires = ["shape:derived-pattern-states"]
#+ focus = "derived:chain-refoulement-mexico-1"
#+ why = "Only one state is involved."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX derived: <https://w3id.org/third-country-transfers/derived/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:derived { derived:chain-refoulement-mexico-1 tct:involves country:mx } }
