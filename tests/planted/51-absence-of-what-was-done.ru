#+ rule = "51"
#+ fires = ["shape:absence-met"]
#+ focus = "absence:mexico-legal-status-for-non-mexicans"
#+ why = "Legal status is absent on the day on which the duty to create it is called met."
PREFIX absence: <https://w3id.org/third-country-transfers/absence/>
PREFIX compliance: <https://w3id.org/third-country-transfers/compliance/>
PREFIX compliance-status: <https://w3id.org/third-country-transfers/scheme/compliance-status/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX group: <https://w3id.org/third-country-transfers/group/>
PREFIX obligation: <https://w3id.org/third-country-transfers/obligation/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { absence:mexico-legal-status-for-non-mexicans tct:concerns group:non-mexican-nationals } } ;
INSERT DATA { GRAPH graph:mexico { absence:mexico-legal-status-for-non-mexicans tct:concerns obligation:mexico-status-mechanism } } ;
DELETE DATA { GRAPH graph:mexico { compliance:mexico-status-mechanism-2026-01-21 tct:compliance compliance-status:unmet } } ;
INSERT DATA { GRAPH graph:mexico { compliance:mexico-status-mechanism-2026-01-21 tct:compliance compliance-status:met } }
