#+ rule = "22"
#+ fires = ["shape:document-complete-current"]
#+ focus = "document:mexico"
#+ why = "The document no longer says which version is current."
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
DELETE DATA { GRAPH graph:documents { document:mexico dcat:hasCurrentVersion document:mexico-2026-01-21 } }
