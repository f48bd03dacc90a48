#+ rule = "39"
#+ fires = ["shape:unit-fits-number-money"]
#+ focus = "quantity:payment-mexico-planted-amount"
#+ why = "Five persons are paid in place of money."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-basis: <https://w3id.org/third-country-transfers/scheme/claim-basis/>
PREFIX claim-certainty: <https://w3id.org/third-country-transfers/scheme/claim-certainty/>
PREFIX count-qualifier: <https://w3id.org/third-country-transfers/scheme/count-qualifier/>
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX payment: <https://w3id.org/third-country-transfers/payment/>
PREFIX payment-measure: <https://w3id.org/third-country-transfers/scheme/payment-measure/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX unit: <https://w3id.org/third-country-transfers/scheme/unit/>
INSERT DATA { GRAPH graph:mexico {
  payment:mexico-planted a tct:Payment ; rdfs:label "A planted payment"@en , "Un pago de prueba"@es ;
    tct:payer country:us ; tct:payee country:mx ; tct:measure payment-measure:paid ;
    tct:amount quantity:payment-mexico-planted-amount ; tct:evidencedBy claim:mexico-planted .
  quantity:payment-mexico-planted-amount a tct:Quantity ; tct:number 5 ; tct:qualifier count-qualifier:about ; tct:unit unit:person ; tct:verbatim "about five" .
  claim:mexico-planted a tct:Claim ; tct:statedIn mexico-2026-01-21:p11s4 ; tct:saidBy party:mexico-authors ;
    tct:basis claim-basis:own-voice ; tct:certainty claim-certainty:stated ; tct:onProperty tct:payer , tct:payee , tct:measure , tct:amount ;
    tct:gloss "A planted claim."@en , "Una afirmación de prueba."@es .
} }
