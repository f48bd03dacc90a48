#+ rule = "34"
#+ fires = ["shape:operation-holds-its-movements-period"]
#+ focus = "operation:mexico-planted"
#+ why = "A movement of 2025 is part of an operation of January 2026."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-basis: <https://w3id.org/third-country-transfers/scheme/claim-basis/>
PREFIX claim-certainty: <https://w3id.org/third-country-transfers/scheme/claim-certainty/>
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX operation: <https://w3id.org/third-country-transfers/operation/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA { GRAPH graph:mexico {
  movement:us-to-mexico-2025 tct:inOperation operation:mexico-planted ; tct:evidencedBy claim:mexico-planted .
  operation:mexico-planted a tct:Operation ; rdfs:label "A planted operation"@en , "Una operación de prueba"@es ;
    tct:during period:operation-mexico-planted-during ; tct:evidencedBy claim:mexico-planted .
  period:operation-mexico-planted-during a tct:Period ; tct:edtf "2026-01-01/2026-01-10"^^edtf:EDTF ; tct:notBefore "2026-01-01"^^xsd:date ;
    tct:notAfter "2026-01-10"^^xsd:date ; tct:days 10 ; tct:verbatim "early in 2026" .
  claim:mexico-planted a tct:Claim ; tct:statedIn mexico-2026-01-21:p8s1 ; tct:saidBy party:mexico-authors ;
    tct:basis claim-basis:own-voice ; tct:certainty claim-certainty:stated ; tct:onProperty tct:inOperation , tct:during ;
    tct:gloss "A planted claim."@en , "Una afirmación de prueba."@es .
} }
