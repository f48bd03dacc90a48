#+ rule = "36"
#+ fires = ["shape:quantity-is-complete-number"]
#+ focus = "quantity:condition-mexico-shared-land-border-distance"
#+ why = "Exactly, but how many is not said."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { quantity:condition-mexico-shared-land-border-distance tct:number 2000 } }
