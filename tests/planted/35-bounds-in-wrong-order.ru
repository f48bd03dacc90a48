#+ rule = "35"
#+ fires = ["shape:quantity-keeps-its-words-order"]
#+ focus = "quantity:movement-us-to-mexico-deported-extent"
#+ why = "Between five and three people."
PREFIX count-qualifier: <https://w3id.org/third-country-transfers/scheme/count-qualifier/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX unit: <https://w3id.org/third-country-transfers/scheme/unit/>
INSERT DATA { GRAPH graph:mexico {
  movement:us-to-mexico-deported tct:extent quantity:movement-us-to-mexico-deported-extent .
  quantity:movement-us-to-mexico-deported-extent a tct:Quantity ; tct:qualifier count-qualifier:between ; tct:lower 5 ; tct:upper 3 ;
    tct:unit unit:person ; tct:verbatim "between three and five" .
} }
