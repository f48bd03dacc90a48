#+ rule = "60"
#+ fires = ["shape:node-label-unique"]
#+ focus = "violation:mexico-threat-of-prosecution"
#+ why = "Two violations have the same English label."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX violation: <https://w3id.org/third-country-transfers/violation/>
DELETE { GRAPH graph:mexico { violation:mexico-threat-of-prosecution rdfs:label ?text } }
INSERT { GRAPH graph:mexico { violation:mexico-threat-of-prosecution rdfs:label ?other } }
WHERE {
  GRAPH graph:mexico { violation:mexico-threat-of-prosecution rdfs:label ?text . violation:mexico-shackling rdfs:label ?other }
  FILTER(LANG(?text) = "en" && LANG(?other) = "en")
}
