#+ rule = "44"
#+ fires = ["shape:lawsuit-challenges"]
#+ focus = "lawsuit:mexico-2022-reception-guidelines"
#+ why = "The silence on what the suit challenges now speaks of its counsel, so the gap is unexplained."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX silence: <https://w3id.org/third-country-transfers/silence/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:readings { silence:mexico-2022-challenged-practice tct:onProperty tct:challenges } } ;
INSERT DATA { GRAPH graph:readings { silence:mexico-2022-challenged-practice tct:onProperty tct:counsel } }
