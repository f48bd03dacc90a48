#+ rule = "60"
#+ fires = ["shape:concept-scheme-label"]
#+ focus = "scheme:transfer-mode"
#+ why = "A scheme loses its Spanish label."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX scheme: <https://w3id.org/third-country-transfers/scheme/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE { GRAPH graph:schemes { scheme:transfer-mode skos:prefLabel ?text } }
WHERE { GRAPH graph:schemes { scheme:transfer-mode skos:prefLabel ?text } FILTER(LANG(?text) = "es") }
