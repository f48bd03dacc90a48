#+ rule = "24"
#+ fires = ["shape:third-country-may-be-own-moved"]
#+ focus = "movement:mexico-1-us-to-mexico"
#+ why = "Two claims dispute whether the man is Guatemalan or Mexican."
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-basis: <https://w3id.org/third-country-transfers/scheme/claim-basis/>
PREFIX claim-certainty: <https://w3id.org/third-country-transfers/scheme/claim-certainty/>
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX person: <https://w3id.org/third-country-transfers/person/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico {
  person:mexico-1 tct:nationality country:mx ; tct:evidencedBy claim:mexico-planted-one , claim:mexico-planted-other .
  claim:mexico-planted-one a tct:Claim ; tct:statedIn mexico-2026-01-21:p10s5 ; tct:saidBy party:mexico-authors ;
    tct:basis claim-basis:own-voice ; tct:certainty claim-certainty:stated ; tct:onProperty tct:nationality ; tct:onValue country:gt ;
    tct:gloss "He is Guatemalan."@en , "Es guatemalteco."@es .
  claim:mexico-planted-other a tct:Claim ; tct:statedIn mexico-2026-01-21:p10s5 ; tct:saidBy party:mexico-authors ;
    tct:basis claim-basis:own-voice ; tct:certainty claim-certainty:stated ; tct:onProperty tct:nationality ; tct:onValue country:mx ; cito:disputes claim:mexico-planted-one ;
    tct:gloss "He is Mexican."@en , "Es mexicano."@es .
} }
