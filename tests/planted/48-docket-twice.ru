#+ rule = "48"
#+ fires = ["shape:proceeding-docket"]
#+ focus = "proceeding:mexico-planted-2"
#+ why = "Two proceedings of one court share a docket number."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX court: <https://w3id.org/third-country-transfers/court/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX lawsuit: <https://w3id.org/third-country-transfers/lawsuit/>
PREFIX proceeding: <https://w3id.org/third-country-transfers/proceeding/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:mexico {
    proceeding:mexico-planted-1 a tct:Proceeding ;
    rdfs:label "Planted proceeding, first"@en , "Procedimiento plantado, first"@es ;
    tct:inLawsuit lawsuit:mexico-2022-reception-guidelines ;
    tct:court court:mexico-supreme-court ;
    tct:docket "1/2022" ;
    tct:evidencedBy claim:mexico-2022-ruling .
  }
  GRAPH graph:provenance { proceeding:mexico-planted-1 rdfs:isDefinedBy graph:mexico }
} ;
INSERT DATA {
  GRAPH graph:mexico {
    proceeding:mexico-planted-2 a tct:Proceeding ;
    rdfs:label "Planted proceeding, second"@en , "Procedimiento plantado, second"@es ;
    tct:inLawsuit lawsuit:mexico-2022-reception-guidelines ;
    tct:court court:mexico-supreme-court ;
    tct:docket "1/2022" ;
    tct:evidencedBy claim:mexico-2022-ruling .
  }
  GRAPH graph:provenance { proceeding:mexico-planted-2 rdfs:isDefinedBy graph:mexico }
}
