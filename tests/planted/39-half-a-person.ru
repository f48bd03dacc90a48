#+ rule = "39"
#+ fires = ["shape:unit-fits-number-persons"]
#+ focus = "quantity:movement-us-to-mexico-deported-extent"
#+ why = "About two and a half people."
PREFIX count-qualifier: <https://w3id.org/third-country-transfers/scheme/count-qualifier/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX unit: <https://w3id.org/third-country-transfers/scheme/unit/>
INSERT DATA { GRAPH graph:mexico {
  movement:us-to-mexico-deported tct:extent quantity:movement-us-to-mexico-deported-extent .
  quantity:movement-us-to-mexico-deported-extent a tct:Quantity ; tct:qualifier count-qualifier:about ; tct:number 2.5 ;
    tct:unit unit:person ; tct:verbatim "about two and a half" .
} }
