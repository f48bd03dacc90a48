#+ rule = "54"
#+ fires = ["shape:silence-subject"]
#+ focus = "silence:mexico-bus-count"
#+ why = "The silence has no subject."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX silence: <https://w3id.org/third-country-transfers/silence/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:readings { silence:mexico-bus-count tct:about movement:mexico-bus-south } }
