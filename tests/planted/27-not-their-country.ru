#+ rule = "27"
#+ fires = ["shape:return-is-to-own-country-nationals"]
#+ focus = "movement:mexico-hondurans-to-honduras"
#+ why = "Venezuelans are returned to Honduras as to their origin."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX group: <https://w3id.org/third-country-transfers/group/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { movement:mexico-hondurans-to-honduras tct:moved group:honduran-nationals } } ;
INSERT DATA { GRAPH graph:mexico { movement:mexico-hondurans-to-honduras tct:moved group:venezuelan-nationals } }
