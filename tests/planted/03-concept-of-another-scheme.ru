#+ rule = "3"
#+ fires = ["shape:concept-of-mode-value"]
#+ focus = "movement:mexico-over-the-wall"
#+ why = "A mode of transfer is a concept of its own scheme, not of the scheme of means of transport."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX transfer-mode: <https://w3id.org/third-country-transfers/scheme/transfer-mode/>
PREFIX transport: <https://w3id.org/third-country-transfers/scheme/transport/>

DELETE DATA { GRAPH graph:mexico { movement:mexico-over-the-wall tct:mode transfer-mode:forced-wall-crossing } } ;
INSERT DATA { GRAPH graph:mexico { movement:mexico-over-the-wall tct:mode transport:bus } }
