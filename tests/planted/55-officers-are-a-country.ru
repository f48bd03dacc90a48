#+ rule = "55"
#+ fires = ["shape:identification-kind"]
#+ focus = "identification:mexico-planted"
#+ why = "Masked officers are said to be a country."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX identification: <https://w3id.org/third-country-transfers/identification/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:readings {
    identification:mexico-planted a tct:Identification ;
    rdfs:label "Planted identification"@en , "Identificación plantada"@es ;
    tct:unnamed party:mexico-masked-officers ;
    tct:named country:us ;
    tct:evidencedBy claim:readings-mexico-2022 .
  }
  GRAPH graph:provenance { identification:mexico-planted rdfs:isDefinedBy graph:readings }
}
