#+ rule = "46"
#+ fires = ["shape:ruling-court-proceeding"]
#+ focus = "ruling:mexico-2022-reception-guidelines"
#+ why = "The ruling is put into a proceeding that another court hears."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX court: <https://w3id.org/third-country-transfers/court/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX lawsuit: <https://w3id.org/third-country-transfers/lawsuit/>
PREFIX proceeding: <https://w3id.org/third-country-transfers/proceeding/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ruling: <https://w3id.org/third-country-transfers/ruling/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:mexico {
    proceeding:mexico-planted a tct:Proceeding ;
    rdfs:label "Planted proceeding"@en , "Procedimiento plantado"@es ;
    tct:inLawsuit lawsuit:mexico-2022-reception-guidelines ;
    tct:court court:mexico-us-federal-court ;
    tct:evidencedBy claim:mexico-2022-ruling .
  }
  GRAPH graph:provenance { proceeding:mexico-planted rdfs:isDefinedBy graph:mexico }
} ;
INSERT DATA { GRAPH graph:mexico { ruling:mexico-2022-reception-guidelines tct:inProceeding proceeding:mexico-planted } }
