#+ rule = "22"
#+ fires = ["shape:version-complete-address"]
#+ focus = "document:mexico-2026-01-21"
#+ why = "No text of the version was held, and it has no address either."
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX schema: <https://schema.org/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA {
  GRAPH graph:documents {
    document:mexico-2026-01-21 tct:sha256 "80b591aef33bfdbefc4824a65ab2582f682c385deefe6387dbc5d835f303cca3" ;
      schema:url <https://www.thirdcountrydeportationwatch.org/mexico> .
  }
} ;
INSERT DATA { GRAPH graph:documents { document:mexico-2026-01-21 tct:textHeld false } }
