#+ rule = "54"
#+ fires = ["shape:silence-property"]
#+ focus = "silence:mexico-bus-count"
#+ why = "The silence does not say what is missing."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX silence: <https://w3id.org/third-country-transfers/silence/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:readings { silence:mexico-bus-count tct:onProperty tct:count } }
