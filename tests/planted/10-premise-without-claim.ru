#+ rule = "10"
#+ fires = ["shape:premise-backed-by-claim"]
#+ focus = "derived:chain-refoulement-mexico-1"
#+ why = "A derived fact has another derived fact as a premise, which no claim backs."
PREFIX derived: <https://w3id.org/third-country-transfers/derived/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX prov: <http://www.w3.org/ns/prov#>
INSERT DATA { GRAPH graph:derived { derived:chain-refoulement-mexico-1 prov:wasDerivedFrom derived:chain-refoulement-mexico-protected-guatemalans } }
