#+ rule = "44"
#+ fires = ["shape:lawsuit-court"]
#+ focus = "lawsuit:mexico-2022-reception-guidelines"
#+ why = "The lawsuit's court is gone, and no silence speaks of it."
PREFIX court: <https://w3id.org/third-country-transfers/court/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX lawsuit: <https://w3id.org/third-country-transfers/lawsuit/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { lawsuit:mexico-2022-reception-guidelines tct:court court:mexico-supreme-court } }
