#+ rule = "35"
#+ fires = ["shape:quantity-keeps-its-words-not-negative"]
#+ focus = "quantity:condition-mexico-shared-land-border-distance"
#+ why = "A border of minus 2,000 miles."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { quantity:condition-mexico-shared-land-border-distance tct:number 2000 } } ;
INSERT DATA { GRAPH graph:mexico { quantity:condition-mexico-shared-land-border-distance tct:number -2000 } }
