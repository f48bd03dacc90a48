#+ rule = "47"
#+ fires = ["shape:ruling-effect-older"]
#+ focus = "ruling:mexico-planted"
#+ why = "A ruling of 2021 stays one of 2022."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX court: <https://w3id.org/third-country-transfers/court/>
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX lawsuit: <https://w3id.org/third-country-transfers/lawsuit/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ruling: <https://w3id.org/third-country-transfers/ruling/>
PREFIX ruling-type: <https://w3id.org/third-country-transfers/scheme/ruling-type/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
  GRAPH graph:mexico {
    ruling:mexico-planted a tct:Ruling ;
    rdfs:label "Planted stay"@en , "Suspensión plantada"@es ;
    tct:inLawsuit lawsuit:mexico-2022-reception-guidelines ;
    tct:issuedBy court:mexico-supreme-court ;
    tct:rulingType ruling-type:stay ;
    tct:stays ruling:mexico-2022-reception-guidelines ;
    tct:during period:mexico-planted ;
    tct:evidencedBy claim:mexico-2022-ruling .
  }
  GRAPH graph:provenance { ruling:mexico-planted rdfs:isDefinedBy graph:mexico }
} ;
INSERT DATA { GRAPH graph:mexico { period:mexico-planted a tct:Period ; tct:edtf "2021"^^edtf:EDTF ; tct:notBefore "2021-01-01"^^xsd:date ; tct:notAfter "2021-12-31"^^xsd:date ; tct:days 365 ; tct:verbatim "In 2021" } }
