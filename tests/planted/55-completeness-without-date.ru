#+ rule = "55"
#+ fires = ["shape:completeness-date"]
#+ focus = "completeness:mexico-planted"
#+ why = "The completeness has no date."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX completeness: <https://w3id.org/third-country-transfers/completeness/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX lawsuit: <https://w3id.org/third-country-transfers/lawsuit/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:mexico {
    completeness:mexico-planted a tct:Completeness ;
    rdfs:label "Planted completeness"@en , "Completitud plantada"@es ;
    tct:listOf lawsuit:mexico-2022-reception-guidelines ;
    tct:onProperty tct:plaintiff ;
    tct:evidencedBy claim:mexico-us-funding-cut .
  }
  GRAPH graph:provenance { completeness:mexico-planted rdfs:isDefinedBy graph:mexico }
}
