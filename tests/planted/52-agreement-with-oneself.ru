#+ rule = "52"
#+ fires = ["shape:agreement-different"]
#+ focus = "agreement:us-mexico"
#+ why = "The United States agrees with itself."
PREFIX agreement: <https://w3id.org/third-country-transfers/agreement/>
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { agreement:us-mexico tct:receivingParty country:mx } } ;
INSERT DATA { GRAPH graph:mexico { agreement:us-mexico tct:receivingParty country:us } }
