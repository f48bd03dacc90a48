#+ rule = "55"
#+ fires = ["shape:identification-different"]
#+ focus = "identification:mexico-planted"
#+ why = "The anonymous man is said to be himself."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX identification: <https://w3id.org/third-country-transfers/identification/>
PREFIX person: <https://w3id.org/third-country-transfers/person/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:readings {
    identification:mexico-planted a tct:Identification ;
    rdfs:label "Planted identification"@en , "Identificación plantada"@es ;
    tct:unnamed person:mexico-1 ;
    tct:named person:mexico-1 ;
    tct:evidencedBy claim:readings-mexico-2022 .
  }
  GRAPH graph:provenance { identification:mexico-planted rdfs:isDefinedBy graph:readings }
}
