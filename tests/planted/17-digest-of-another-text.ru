#+ rule = "17"
#+ fires = ["shape:passage-text-digest"]
#+ focus = "sample-2026-01-01:p3s2"
#+ why = "The passage has the digest of another text."
#+ sources = true
PREFIX sample-2026-01-01: <https://w3id.org/third-country-transfers/document/sample-2026-01-01#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE { GRAPH ?graph { sample-2026-01-01:p3s2 tct:sha256 ?digest } }
INSERT { GRAPH ?graph { sample-2026-01-01:p3s2 tct:sha256 "0000000000000000000000000000000000000000000000000000000000000000" } }
WHERE { GRAPH ?graph { sample-2026-01-01:p3s2 tct:sha256 ?digest } }
