#+ rule = "53"
#+ fires = ["shape:cap-limit"]
#+ focus = "cap:mexico-planted"
#+ why = "The cap has no limit."
PREFIX cap: <https://w3id.org/third-country-transfers/cap/>
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX unit: <https://w3id.org/third-country-transfers/scheme/unit/>
INSERT DATA {
  GRAPH graph:mexico {
    cap:mexico-planted a tct:Cap ;
    rdfs:label "Planted cap"@en , "Tope plantado"@es ;
    tct:per unit:year ;
    tct:evidencedBy claim:mexico-us-funding-cut .
  }
  GRAPH graph:provenance { cap:mexico-planted rdfs:isDefinedBy graph:mexico }
}
