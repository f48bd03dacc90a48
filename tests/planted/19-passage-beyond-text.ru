#+ rule = "19"
#+ fires = ["shape:passage-within-text-end"]
#+ focus = "sample-2026-01-01:p7s1"
#+ why = "The last passage ends beyond the last character."
#+ sources = true
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX sample-2026-01-01: <https://w3id.org/third-country-transfers/document/sample-2026-01-01#>
DELETE { GRAPH ?graph { sample-2026-01-01:p7s1-position oa:end ?end } }
INSERT { GRAPH ?graph { sample-2026-01-01:p7s1-position oa:end 99999 } }
WHERE { GRAPH ?graph { sample-2026-01-01:p7s1-position oa:end ?end } }
