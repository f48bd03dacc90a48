#+ rule = "48"
#+ fires = ["shape:proceeding-lawsuit"]
#+ focus = "proceeding:mexico-planted"
#+ why = "A proceeding belongs to no lawsuit."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX court: <https://w3id.org/third-country-transfers/court/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX proceeding: <https://w3id.org/third-country-transfers/proceeding/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:mexico {
    proceeding:mexico-planted a tct:Proceeding ;
    rdfs:label "Planted proceeding"@en , "Procedimiento plantado"@es ;
    tct:court court:mexico-supreme-court ;
    tct:evidencedBy claim:mexico-2022-ruling .
  }
  GRAPH graph:provenance { proceeding:mexico-planted rdfs:isDefinedBy graph:mexico }
}
