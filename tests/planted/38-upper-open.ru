#+ rule = "38"
#+ fires = ["shape:bounds-fit-number-upper-open"]
#+ focus = "quantity:obligation-mexico-36-hour-limit-limit"
#+ why = "At most 36 hours would no longer let 36 count."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { quantity:obligation-mexico-36-hour-limit-limit tct:upperOpen true } }
