#+ rule = "38"
#+ fires = ["shape:bounds-fit-number-lower-open"]
#+ focus = "quantity:movement-mexico-bus-south-distance"
#+ why = "More than 2,000 miles would let 2,000 count."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { quantity:movement-mexico-bus-south-distance tct:lowerOpen true } }
