#+ rule = "46"
#+ fires = ["shape:ruling-court-lawsuit"]
#+ focus = "ruling:mexico-dvd-order-to-return"
#+ why = "A Mexican court orders a return in a United States lawsuit."
PREFIX court: <https://w3id.org/third-country-transfers/court/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX ruling: <https://w3id.org/third-country-transfers/ruling/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { ruling:mexico-dvd-order-to-return tct:issuedBy court:mexico-us-federal-court } } ;
INSERT DATA { GRAPH graph:mexico { ruling:mexico-dvd-order-to-return tct:issuedBy court:mexico-supreme-court } }
