#+ rule = "58"
#+ fires = ["shape:derived-pattern-pattern"]
#+ focus = "derived:chain-refoulement-mexico-1"
#+ why = "Which pattern it is is left out."
PREFIX derived: <https://w3id.org/third-country-transfers/derived/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX pattern: <https://w3id.org/third-country-transfers/scheme/pattern/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:derived { derived:chain-refoulement-mexico-1 tct:pattern pattern:chain-refoulement } }
