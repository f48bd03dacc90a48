#+ rule = "60"
#+ fires = ["shape:concept-scheme-definition"]
#+ focus = "scheme:transfer-mode"
#+ why = "A scheme loses its English definition."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX scheme: <https://w3id.org/third-country-transfers/scheme/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
DELETE { GRAPH graph:schemes { scheme:transfer-mode skos:definition ?text } }
WHERE { GRAPH graph:schemes { scheme:transfer-mode skos:definition ?text } FILTER(LANG(?text) = "en") }
