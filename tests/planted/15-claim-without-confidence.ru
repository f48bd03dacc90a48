#+ rule = "15"
#+ fires = ["shape:claim-confidence-stated-once"]
#+ focus = "claim:mexico-planted"
#+ why = "A claim is stated in a version whose text was not held, and says nothing of our confidence."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX claim-basis: <https://w3id.org/third-country-transfers/scheme/claim-basis/>
PREFIX claim-certainty: <https://w3id.org/third-country-transfers/scheme/claim-certainty/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX document-kind: <https://w3id.org/third-country-transfers/scheme/document-kind/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX party: <https://w3id.org/third-country-transfers/party/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA {
  GRAPH graph:documents {
    document:planted a tct:Document ;
      rdfs:label "A page that was not held"@en , "Una página que no se conserva"@es ;
      tct:documentKind document-kind:organisation ;
      tct:origin party:refugees-international ;
      dcterms:creator party:refugees-international ;
      dcat:hasCurrentVersion document:planted-2026-01-01 .
    document:planted-2026-01-01 a tct:DocumentVersion ;
      dcat:isVersionOf document:planted ;
      dcterms:modified "2026-01-01"^^xsd:date ;
      schema:url <https://www.refugeesinternational.org/> ;
      tct:textHeld false .
  }
  GRAPH graph:mexico {
    movement:us-to-mexico tct:evidencedBy claim:mexico-planted .
    claim:mexico-planted a tct:Claim ;
      tct:statedIn document:planted-2026-01-01 ;
      tct:saidBy party:refugees-international ;
      tct:basis claim-basis:organisation-report ;
      tct:certainty claim-certainty:stated ;
      tct:gloss "People are sent to Mexico."@en , "Se envía a personas a México."@es .
  }
}
