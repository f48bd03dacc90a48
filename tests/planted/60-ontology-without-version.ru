#+ rule = "60"
#+ fires = ["shape:ontology-version"]
#+ focus = "https://w3id.org/third-country-transfers/ns"
#+ why = "The ontology does not say which version it is."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
DELETE { GRAPH graph:ontology { <https://w3id.org/third-country-transfers/ns> owl:versionIRI ?version } }
WHERE { GRAPH graph:ontology { <https://w3id.org/third-country-transfers/ns> owl:versionIRI ?version } }
