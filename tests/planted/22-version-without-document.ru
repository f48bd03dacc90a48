#+ rule = "22"
#+ fires = ["shape:version-complete-document"]
#+ focus = "document:mexico-2026-01-21"
#+ why = "The version no longer belongs to a document."
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
DELETE DATA { GRAPH graph:documents { document:mexico-2026-01-21 dcat:isVersionOf document:mexico } }
