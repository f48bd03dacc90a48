#+ rule = "54"
#+ fires = ["shape:silence-stated"]
#+ focus = "silence:mexico-return-1-obeyed"
#+ why = "The silence calls missing which ruling imposes the duty, which the page states."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX silence: <https://w3id.org/third-country-transfers/silence/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:readings { silence:mexico-return-1-obeyed tct:onProperty tct:ofObligation } } ;
INSERT DATA { GRAPH graph:readings { silence:mexico-return-1-obeyed tct:onProperty tct:imposes } }
