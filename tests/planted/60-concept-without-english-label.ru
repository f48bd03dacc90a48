#+ rule = "60"
#+ fires = ["shape:concept-label"]
#+ focus = "transfer-mode:deportation"
#+ why = "A concept loses its English label."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX transfer-mode: <https://w3id.org/third-country-transfers/scheme/transfer-mode/>
DELETE { GRAPH graph:schemes { transfer-mode:deportation skos:prefLabel ?text } }
WHERE { GRAPH graph:schemes { transfer-mode:deportation skos:prefLabel ?text } FILTER(LANG(?text) = "en") }
