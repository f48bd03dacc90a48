#+ rule = "53"
#+ fires = ["shape:payment-payee"]
#+ focus = "payment:mexico-planted"
#+ why = "Nobody is paid."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX payment: <https://w3id.org/third-country-transfers/payment/>
PREFIX payment-measure: <https://w3id.org/third-country-transfers/scheme/payment-measure/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:mexico {
    payment:mexico-planted a tct:Payment ;
    rdfs:label "Planted payment"@en , "Pago plantado"@es ;
    tct:payer country:us ;
    tct:measure payment-measure:none-claimed ;
    tct:evidencedBy claim:mexico-us-funding-cut .
  }
  GRAPH graph:provenance { payment:mexico-planted rdfs:isDefinedBy graph:mexico }
}
