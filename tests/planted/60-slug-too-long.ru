#+ rule = "60"
#+ fires = ["shape:slug-length"]
#+ focus = "group:planted-group-whose-name-goes-on-until-it-is-too-long-for-a-slug"
#+ why = "A slug has more than 60 characters."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX group: <https://w3id.org/third-country-transfers/group/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:reference {
    group:planted-group-whose-name-goes-on-until-it-is-too-long-for-a-slug a tct:PeopleGroup ;
    rdfs:label "Planted group"@en , "Grupo plantado"@es .
  }
  GRAPH graph:provenance { group:planted-group-whose-name-goes-on-until-it-is-too-long-for-a-slug rdfs:isDefinedBy graph:reference }
}
