#+ rule = "35"
#+ fires = ["shape:quantity-keeps-its-words-qualifier"]
#+ focus = "quantity:pressure-mexico-fentanyl-laboratories-first-term-extent"
#+ why = "Nothing says how firm the quantity is."
PREFIX count-qualifier: <https://w3id.org/third-country-transfers/scheme/count-qualifier/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { quantity:pressure-mexico-fentanyl-laboratories-first-term-extent tct:qualifier count-qualifier:repeated } }
