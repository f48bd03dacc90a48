#+ rule = "2"
#+ fires = ["shape:claim-complete-kind-of-source"]
#+ focus = "claim:mexico-over-the-wall"
#+ why = "The claim names the whole page as its source, though the page's text was held and has passages."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX mexico-2026-01-21: <https://w3id.org/third-country-transfers/document/mexico-2026-01-21#>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE DATA { GRAPH graph:mexico { claim:mexico-over-the-wall tct:statedIn mexico-2026-01-21:p9s3 } } ;
INSERT DATA { GRAPH graph:mexico { claim:mexico-over-the-wall tct:statedIn document:mexico-2026-01-21 } }
