#+ rule = "1"
#+ fires = ["shape:derived-backing-premise"]
#+ focus = "derived:chain-refoulement-mexico-1"
#+ why = "The premises of a derived fact are gone."
PREFIX derived: <https://w3id.org/third-country-transfers/derived/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX prov: <http://www.w3.org/ns/prov#>
DELETE { GRAPH graph:derived { derived:chain-refoulement-mexico-1 prov:wasDerivedFrom ?premise } }
WHERE { GRAPH graph:derived { derived:chain-refoulement-mexico-1 prov:wasDerivedFrom ?premise } }
