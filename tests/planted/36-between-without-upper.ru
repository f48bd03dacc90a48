#+ rule = "36"
#+ fires = ["shape:quantity-is-complete-between"]
#+ focus = "quantity:movement-mexico-bus-south-distance"
#+ why = "Between 2,000 miles and nothing."
PREFIX count-qualifier: <https://w3id.org/third-country-transfers/scheme/count-qualifier/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { quantity:movement-mexico-bus-south-distance tct:qualifier count-qualifier:more-than } } ;
INSERT DATA { GRAPH graph:mexico { quantity:movement-mexico-bus-south-distance tct:qualifier count-qualifier:between } }
