#+ rule = "58"
#+ fires = ["shape:derived-pattern-rule"]
#+ focus = "derived:mexico-planted"
#+ why = "A source is said to state the pattern itself."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX derived: <https://w3id.org/third-country-transfers/derived/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX pattern: <https://w3id.org/third-country-transfers/scheme/pattern/>
PREFIX person: <https://w3id.org/third-country-transfers/person/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:mexico {
    derived:mexico-planted a tct:DerivedPattern ;
    rdfs:label "Planted pattern"@en , "Patrón plantado"@es ;
    tct:pattern pattern:chain-refoulement ;
    tct:affects person:mexico-1 ;
    tct:involves country:us , country:mx ;
    tct:evidencedBy claim:mexico-case-1-sent .
  }
  GRAPH graph:provenance { derived:mexico-planted rdfs:isDefinedBy graph:mexico }
}
