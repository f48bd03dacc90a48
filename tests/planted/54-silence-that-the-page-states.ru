#+ rule = "54"
#+ fires = ["shape:silence-reading"]
#+ focus = "silence:mexico-planted"
#+ why = "A silence rests on what the page says in its own voice."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX policy: <https://w3id.org/third-country-transfers/policy/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX silence: <https://w3id.org/third-country-transfers/silence/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:mexico {
    silence:mexico-planted a tct:Silence ;
    rdfs:label "Planted silence"@en , "Silencio plantado"@es ;
    tct:about policy:mexico-migration-law ;
    tct:onProperty tct:began ;
    tct:inVersion document:mexico-2026-01-21 ;
    tct:evidencedBy claim:mexico-migration-law .
  }
  GRAPH graph:provenance { silence:mexico-planted rdfs:isDefinedBy graph:mexico }
}
