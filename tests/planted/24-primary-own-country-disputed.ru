#+ rule = "24"
#+ fires = ["shape:third-country-may-be-own-primary"]
#+ focus = "movement:us-to-mexico-2025"
#+ why = "Two claims dispute whether Mexicans are one of the main groups."
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-basis: <https://w3id.org/third-country-transfers/scheme/claim-basis/>
PREFIX claim-certainty: <https://w3id.org/third-country-transfers/scheme/claim-certainty/>
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico {
  movement:us-to-mexico-2025 tct:primaryNationality country:mx ; tct:evidencedBy claim:mexico-planted-one , claim:mexico-planted-other .
  claim:mexico-planted-one a tct:Claim ; tct:statedIn mexico-2026-01-21:p8s2 ; tct:saidBy party:mexico-authors ;
    tct:basis claim-basis:own-voice ; tct:certainty claim-certainty:stated ; tct:onProperty tct:primaryNationality ; tct:onValue country:cu ;
    tct:gloss "Cubans are a main group."@en , "Hay muchas personas cubanas."@es .
  claim:mexico-planted-other a tct:Claim ; tct:statedIn mexico-2026-01-21:p8s2 ; tct:saidBy party:mexico-authors ;
    tct:basis claim-basis:own-voice ; tct:certainty claim-certainty:stated ; tct:onProperty tct:primaryNationality ; tct:onValue country:mx ; cito:disputes claim:mexico-planted-one ;
    tct:gloss "Mexicans are a main group."@en , "Hay muchas personas mexicanas."@es .
} }
