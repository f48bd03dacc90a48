#+ rule = "4"
#+ fires = ["shape:claim-about-fact-not-both"]
#+ focus = "claim:mexico-start"
#+ why = "The claim supports the arrangement and denies it too."
PREFIX agreement: <https://w3id.org/third-country-transfers/agreement/>
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { agreement:us-mexico tct:deniedBy claim:mexico-start } }
