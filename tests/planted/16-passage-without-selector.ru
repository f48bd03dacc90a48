#+ rule = "16"
#+ fires = ["shape:passage-complete-selector"]
#+ focus = "mexico-2026-01-21:p4s1"
#+ why = "The passage no longer says where it stands."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX oa: <http://www.w3.org/ns/oa#>
DELETE DATA { GRAPH graph:passages-mexico { mexico-2026-01-21:p4s1 oa:hasSelector mexico-2026-01-21:p4s1-position } }
