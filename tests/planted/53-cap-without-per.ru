#+ rule = "53"
#+ fires = ["shape:cap-per"]
#+ focus = "cap:mexico-planted"
#+ why = "The cap does not say per what time."
PREFIX cap: <https://w3id.org/third-country-transfers/cap/>
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX count-qualifier: <https://w3id.org/third-country-transfers/scheme/count-qualifier/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX unit: <https://w3id.org/third-country-transfers/scheme/unit/>
INSERT DATA {
  GRAPH graph:mexico {
    cap:mexico-planted a tct:Cap ;
    rdfs:label "Planted cap"@en , "Tope plantado"@es ;
    tct:limit quantity:mexico-planted ;
    tct:evidencedBy claim:mexico-us-funding-cut .
  }
  GRAPH graph:provenance { cap:mexico-planted rdfs:isDefinedBy graph:mexico }
} ;
INSERT DATA { GRAPH graph:mexico { quantity:mexico-planted a tct:Quantity ; tct:number 20 ; tct:lower 20 ; tct:upper 20 ; tct:qualifier count-qualifier:exactly ; tct:unit unit:person ; tct:verbatim "20" } }
