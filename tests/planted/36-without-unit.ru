#+ rule = "36"
#+ fires = ["shape:quantity-is-complete-unit"]
#+ focus = "quantity:obligation-mexico-36-hour-limit-limit"
#+ why = "At most 36 of what is not said."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX unit: <https://w3id.org/third-country-transfers/scheme/unit/>
DELETE DATA { GRAPH graph:mexico { quantity:obligation-mexico-36-hour-limit-limit tct:unit unit:hour } }
