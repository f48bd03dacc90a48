#+ rule = "48"
#+ fires = ["shape:proceeding-court"]
#+ focus = "proceeding:mexico-planted"
#+ why = "A proceeding is in no court."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX lawsuit: <https://w3id.org/third-country-transfers/lawsuit/>
PREFIX proceeding: <https://w3id.org/third-country-transfers/proceeding/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:mexico {
    proceeding:mexico-planted a tct:Proceeding ;
    rdfs:label "Planted proceeding"@en , "Procedimiento plantado"@es ;
    tct:inLawsuit lawsuit:mexico-2022-reception-guidelines ;
    tct:evidencedBy claim:mexico-2022-ruling .
  }
  GRAPH graph:provenance { proceeding:mexico-planted rdfs:isDefinedBy graph:mexico }
}
