#+ rule = "52"
#+ fires = ["shape:agreement-sending"]
#+ focus = "agreement:us-mexico"
#+ why = "The sending party is gone, from the agreement and from its claim."
PREFIX agreement: <https://w3id.org/third-country-transfers/agreement/>
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { agreement:us-mexico tct:sendingParty country:us } } ;
DELETE DATA { GRAPH graph:mexico { claim:mexico-arrangement tct:onProperty tct:sendingParty } }
