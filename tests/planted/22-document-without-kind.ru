#+ rule = "22"
#+ fires = ["shape:document-complete-kind"]
#+ focus = "document:mexico"
#+ why = "The document no longer says what kind it is."
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX document-kind: <https://w3id.org/third-country-transfers/scheme/document-kind/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:documents { document:mexico tct:documentKind document-kind:organisation } }
