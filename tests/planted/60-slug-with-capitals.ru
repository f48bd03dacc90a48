#+ rule = "60"
#+ fires = ["shape:slug"]
#+ focus = "group:Planted-group"
#+ why = "A slug has a capital letter."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX group: <https://w3id.org/third-country-transfers/group/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:reference {
    group:Planted-group a tct:PeopleGroup ;
    rdfs:label "Planted group"@en , "Grupo plantado"@es .
  }
  GRAPH graph:provenance { group:Planted-group rdfs:isDefinedBy graph:reference }
}
