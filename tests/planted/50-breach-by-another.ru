#+ rule = "50"
#+ fires = ["shape:breach-bearer"]
#+ focus = "violation:mexico-prolonged-detention"
#+ why = "A United States agency breaches a duty of the Mexican authorities."
PREFIX agency: <https://w3id.org/third-country-transfers/agency/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX violation: <https://w3id.org/third-country-transfers/violation/>
DELETE DATA { GRAPH graph:mexico { violation:mexico-prolonged-detention tct:perpetrator party:mexico-mexican-authorities } } ;
INSERT DATA { GRAPH graph:mexico { violation:mexico-prolonged-detention tct:perpetrator agency:cbp } }
