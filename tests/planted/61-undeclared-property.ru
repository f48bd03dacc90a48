#+ rule = "61"
#+ fires = ["shape:declared-terms-property"]
#+ focus = "country:mx"
#+ why = "A misspelt property would be silently ignored by every query."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>

INSERT DATA { GRAPH graph:reference { country:mx tct:isoCode "MX" } }
