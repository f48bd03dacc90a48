#+ rule = "22"
#+ fires = ["shape:version-complete-text"]
#+ focus = "document:mexico-2026-01-21"
#+ why = "The version has no digest and does not say that its text was not held."
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:documents { document:mexico-2026-01-21 tct:sha256 "80b591aef33bfdbefc4824a65ab2582f682c385deefe6387dbc5d835f303cca3" } }
