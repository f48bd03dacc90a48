#+ rule = "22"
#+ fires = ["shape:document-complete-origin"]
#+ focus = "document:mexico"
#+ why = "The document has a second origin, so that it would count as two sources."
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:documents { document:mexico tct:origin party:refugees-international } }
