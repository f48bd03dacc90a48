#+ rule = "35"
#+ fires = ["shape:quantity-keeps-its-words-verbatim"]
#+ focus = "quantity:movement-us-to-mexico-2025-count"
#+ why = "The words of the count are lost."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { quantity:movement-us-to-mexico-2025-count tct:verbatim "at least 11,886" } }
