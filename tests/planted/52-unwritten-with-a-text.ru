#+ rule = "52"
#+ fires = ["shape:agreement-unwritten-text"]
#+ focus = "agreement:us-mexico"
#+ why = "The unwritten agreement is given a text, and a claim for it."
PREFIX agreement: <https://w3id.org/third-country-transfers/agreement/>
PREFIX claim: <https://w3id.org/third-country-transfers/claim/>
PREFIX document: <https://w3id.org/third-country-transfers/document/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { agreement:us-mexico tct:text document:mexico . claim:mexico-arrangement tct:onProperty tct:text } }
