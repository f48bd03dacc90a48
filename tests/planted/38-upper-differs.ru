#+ rule = "38"
#+ fires = ["shape:bounds-fit-number-upper"]
#+ focus = "quantity:obligation-mexico-36-hour-limit-limit"
#+ why = "The upper bound is one more than the number."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { quantity:obligation-mexico-36-hour-limit-limit tct:upper 36 } } ;
INSERT DATA { GRAPH graph:mexico { quantity:obligation-mexico-36-hour-limit-limit tct:upper 37 } }
