#+ rule = "36"
#+ fires = ["shape:quantity-is-complete-share"]
#+ focus = "quantity:condition-mexico-organized-crime-share-share"
#+ why = "Two of one."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { quantity:condition-mexico-organized-crime-share-share tct:denominator 3 } } ;
INSERT DATA { GRAPH graph:mexico { quantity:condition-mexico-organized-crime-share-share tct:denominator 1 } }
