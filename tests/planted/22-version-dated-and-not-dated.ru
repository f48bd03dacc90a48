#+ rule = "22"
#+ fires = ["shape:version-complete-date"]
#+ focus = "document:mexico-2026-01-21"
#+ why = "The version has a date and says that none is known."
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:documents { document:mexico-2026-01-21 tct:dateKnown false } }
