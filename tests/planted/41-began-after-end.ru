#+ rule = "41"
#+ fires = ["shape:beginning-before-end-order"]
#+ focus = "party:biden-administration"
#+ why = "A term of government ends four years before it begins."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:reference { party:biden-administration tct:ended period:party-biden-administration-ended } } ;
INSERT DATA { GRAPH graph:reference { party:biden-administration tct:ended period:party-first-trump-administration-began } }
