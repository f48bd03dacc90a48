#+ rule = "40"
#+ fires = ["shape:period-keeps-its-words-edtf"]
#+ focus = "period:ruling-mexico-2022-reception-guidelines-during"
#+ why = "The period has bounds, but not the date that they come from."
PREFIX edtf: <http://id.loc.gov/datatypes/edtf/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX period: <https://w3id.org/third-country-transfers/period/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { period:ruling-mexico-2022-reception-guidelines-during tct:edtf "2022"^^edtf:EDTF } }
