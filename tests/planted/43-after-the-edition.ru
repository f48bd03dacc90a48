#+ rule = "43"
#+ fires = ["shape:nothing-after-its-source-period"]
#+ focus = "movement:us-to-mexico-deported"
#+ why = "A page of January 2026 tells what happened in March 2026."
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX movement: <https://w3id.org/third-country-transfers/movement/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA { GRAPH graph:mexico {
  movement:us-to-mexico-deported tct:during period:movement-us-to-mexico-deported-during .
  period:movement-us-to-mexico-deported-during a tct:Period ; tct:edtf "2026-03"^^edtf:EDTF ; tct:notBefore "2026-03-01"^^xsd:date ;
    tct:notAfter "2026-03-31"^^xsd:date ; tct:days 31 ; tct:verbatim "in March 2026" .
} }
