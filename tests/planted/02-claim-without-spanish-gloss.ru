#+ rule = "2"
#+ fires = ["shape:claim-complete-gloss"]
#+ focus = "claim:mexico-start"
#+ why = "The claim's gloss in Spanish is gone."
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
DELETE { GRAPH graph:mexico { claim:mexico-start tct:gloss ?text } }
WHERE { GRAPH graph:mexico { claim:mexico-start tct:gloss ?text } FILTER(LANG(?text) = "es") }
