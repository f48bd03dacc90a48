#+ rule = "44"
#+ fires = ["shape:lawsuit-court-unnamed-court"]
#+ focus = "lawsuit:mexico-2022-reception-guidelines"
#+ why = "The suit and its ruling are laid before a court that the page does not name."
PREFIX court: <https://w3id.org/third-country-transfers/court/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX lawsuit: <https://w3id.org/third-country-transfers/lawsuit/>
PREFIX ruling: <https://w3id.org/third-country-transfers/ruling/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { lawsuit:mexico-2022-reception-guidelines tct:court court:mexico-supreme-court } } ;
INSERT DATA { GRAPH graph:mexico { lawsuit:mexico-2022-reception-guidelines tct:court court:mexico-us-federal-court } } ;
DELETE DATA { GRAPH graph:mexico { ruling:mexico-2022-reception-guidelines tct:issuedBy court:mexico-supreme-court } } ;
INSERT DATA { GRAPH graph:mexico { ruling:mexico-2022-reception-guidelines tct:issuedBy court:mexico-us-federal-court } }
