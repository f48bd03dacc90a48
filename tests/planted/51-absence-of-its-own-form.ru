#+ rule = "51"
#+ fires = ["shape:absence-form"]
#+ focus = "absence:us-mexico-written-agreement"
#+ why = "The unwritten form is absent from an agreement that is unwritten."
PREFIX absence: <https://w3id.org/third-country-transfers/absence/>
PREFIX agreement-form: <https://w3id.org/third-country-transfers/scheme/agreement-form/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { absence:us-mexico-written-agreement tct:absent agreement-form:written } } ;
INSERT DATA { GRAPH graph:mexico { absence:us-mexico-written-agreement tct:absent agreement-form:unwritten } }
