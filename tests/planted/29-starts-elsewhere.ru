#+ rule = "29"
#+ fires = ["shape:onward-movement-starts-there-country"]
#+ focus = "movement:mexico-hondurans-to-honduras"
#+ why = "A deportation from Mexico follows a movement that ended in Honduras."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { movement:mexico-hondurans-to-honduras tct:follows movement:us-to-mexico } } ;
INSERT DATA { GRAPH graph:mexico { movement:mexico-hondurans-to-honduras tct:follows movement:mexico-mexican-nationals-to-honduras } }
