#+ rule = "59"
#+ fires = ["shape:unnamed-actor-slug"]
#+ focus = "party:planted"
#+ why = "An unnamed actor's slug does not start with that of its file."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:mexico {
    party:planted a tct:UnnamedActor ;
    rdfs:label "Planted actor, not named"@en , "Actor plantado, sin nombrar"@es .
  }
  GRAPH graph:provenance { party:planted rdfs:isDefinedBy graph:mexico }
}
