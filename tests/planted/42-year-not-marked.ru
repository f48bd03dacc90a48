#+ rule = "42"
#+ fires = ["shape:read-year-is-marked-year"]
#+ focus = "period:pressure-mexico-tariff-25-percent-during"
#+ why = "The year that the page does not state is no longer marked as read."
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { period:pressure-mexico-tariff-25-percent-during tct:edtf "2025?-02"^^edtf:EDTF } } ;
INSERT DATA { GRAPH graph:mexico { period:pressure-mexico-tariff-25-percent-during tct:edtf "2025-02"^^edtf:EDTF } }
