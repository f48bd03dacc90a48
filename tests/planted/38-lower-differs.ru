#+ rule = "38"
#+ fires = ["shape:bounds-fit-number-lower"]
#+ focus = "quantity:movement-us-to-mexico-2025-count"
#+ why = "The lower bound is one less than the number."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { quantity:movement-us-to-mexico-2025-count tct:lower 11886 } } ;
INSERT DATA { GRAPH graph:mexico { quantity:movement-us-to-mexico-2025-count tct:lower 11885 } }
