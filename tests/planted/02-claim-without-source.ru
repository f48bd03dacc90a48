#+ rule = "2"
#+ fires = ["shape:claim-complete-source"]
#+ focus = "claim:mexico-over-the-wall"
#+ why = "The claim no longer says where it is stated."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { claim:mexico-over-the-wall tct:statedIn mexico-2026-01-21:p9s3 } }
