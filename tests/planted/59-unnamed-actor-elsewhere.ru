#+ rule = "59"
#+ fires = ["shape:unnamed-actor-elsewhere"]
#+ focus = "party:mexico-authors"
#+ why = "The page's unnamed authors become the document's origin, outside their own file."
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:documents { document:mexico tct:origin party:third-country-deportation-watch } } ;
INSERT DATA { GRAPH graph:documents { document:mexico tct:origin party:mexico-authors } }
