#+ rule = "19"
#+ fires = ["shape:verbatim-found-in-passage"]
#+ focus = "quantity:condition-sample-lake-crossings-extent"
#+ why = "The quantity quotes words that its passage does not have."
#+ sources = true
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-basis: <https://w3id.org/third-country-transfers/scheme/claim-basis/>
PREFIX claim-certainty: <https://w3id.org/third-country-transfers/scheme/claim-certainty/>
PREFIX condition: <https://w3id.org/third-country-transfers/condition/>
PREFIX count-qualifier: <https://w3id.org/third-country-transfers/scheme/count-qualifier/>
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX quantity: <https://w3id.org/third-country-transfers/quantity/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sample-2026-01-01: <https://w3id.org/third-country-transfers/document/sample-2026-01-01#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:sample {
    condition:sample-lake-crossings a tct:Condition ;
      rdfs:label "Crossings of the lake"@en , "Cruces del lago"@es ;
      tct:about country:mx ;
      tct:extent quantity:condition-sample-lake-crossings-extent ;
      tct:evidencedBy claim:sample-lake-crossings .
    quantity:condition-sample-lake-crossings-extent a tct:Quantity ;
      tct:qualifier count-qualifier:most ;
      tct:verbatim "Most of them" .
    claim:sample-lake-crossings a tct:Claim ;
      tct:statedIn sample-2026-01-01:p6s2 ;
      tct:saidBy party:tct-contributors ;
      tct:reportedBy party:tct-contributors ;
      tct:basis claim-basis:own-voice ;
      tct:certainty claim-certainty:stated ;
      tct:gloss "Travellers had to wait."@en , "Los viajeros tuvieron que esperar."@es .
  }
}
