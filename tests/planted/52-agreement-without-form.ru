#+ rule = "52"
#+ fires = ["shape:agreement-form"]
#+ focus = "agreement:us-mexico"
#+ why = "The form is gone, from the agreement and from its claim."
PREFIX agreement: <https://w3id.org/third-country-transfers/agreement/>
PREFIX agreement-form: <https://w3id.org/third-country-transfers/scheme/agreement-form/>
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { agreement:us-mexico tct:form agreement-form:unwritten } } ;
DELETE DATA { GRAPH graph:mexico { claim:mexico-unwritten tct:onProperty tct:form } }
