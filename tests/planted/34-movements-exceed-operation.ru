#+ rule = "34"
#+ fires = ["shape:operation-holds-its-movements-count"]
#+ focus = "operation:mexico-planted"
#+ why = "An operation of 11,000 people holds a movement of 11,886 or more."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-basis: <https://w3id.org/third-country-transfers/scheme/claim-basis/>
PREFIX claim-certainty: <https://w3id.org/third-country-transfers/scheme/claim-certainty/>
PREFIX count-qualifier: <https://w3id.org/third-country-transfers/scheme/count-qualifier/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX operation: <https://w3id.org/third-country-transfers/operation/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX unit: <https://w3id.org/third-country-transfers/scheme/unit/>
INSERT DATA { GRAPH graph:mexico {
  movement:us-to-mexico-2025 tct:inOperation operation:mexico-planted ; tct:evidencedBy claim:mexico-planted .
  operation:mexico-planted a tct:Operation ; rdfs:label "A planted operation"@en , "Una operación de prueba"@es ;
    tct:count quantity:operation-mexico-planted-count ; tct:evidencedBy claim:mexico-planted .
  quantity:operation-mexico-planted-count a tct:Quantity ; tct:number 11000 ; tct:lower 11000 ; tct:upper 11000 ;
    tct:qualifier count-qualifier:exactly ; tct:unit unit:person ; tct:verbatim "11,000" .
  claim:mexico-planted a tct:Claim ; tct:statedIn mexico-2026-01-21:p8s1 ; tct:saidBy party:mexico-authors ;
    tct:basis claim-basis:own-voice ; tct:certainty claim-certainty:stated ; tct:onProperty tct:inOperation , tct:count ;
    tct:gloss "A planted claim."@en , "Una afirmación de prueba."@es .
} }
