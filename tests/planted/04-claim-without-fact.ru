#+ rule = "4"
#+ fires = ["shape:claim-about-fact-some"]
#+ focus = "claim:mexico-planted"
#+ why = "A claim is complete but no fact points to it."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-basis: <https://w3id.org/third-country-transfers/scheme/claim-basis/>
PREFIX claim-certainty: <https://w3id.org/third-country-transfers/scheme/claim-certainty/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:mexico {
    claim:mexico-planted a tct:Claim ;
      tct:statedIn mexico-2026-01-21:p2s1 ;
      tct:saidBy party:mexico-authors ;
      tct:basis claim-basis:own-voice ;
      tct:certainty claim-certainty:stated ;
      tct:gloss "The page changed in January."@en , "La página cambió en enero."@es .
  }
}
