#+ rule = "61"
#+ fires = ["shape:declared-terms-class"]
#+ focus = "country:mx"
#+ why = "A class that the ontology does not declare is found by no shape and no query."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>

INSERT DATA { GRAPH graph:reference { country:mx a tct:Nation } }
