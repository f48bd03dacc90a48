#+ rule = "16"
#+ fires = ["shape:passage-complete-digest"]
#+ focus = "mexico-2026-01-21:p4s1"
#+ why = "The passage's digest has lost a digit."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:passages-mexico { mexico-2026-01-21:p4s1 tct:sha256 "19005068689a4ab0c3a18c1bf227ed2561b02254a8cf97106bd6dab5cba5b39a" } } ;
INSERT DATA { GRAPH graph:passages-mexico { mexico-2026-01-21:p4s1 tct:sha256 "19005068689a4ab0c3a18c1bf227ed2561b02254a8cf97106bd6dab5cba5b39" } }
