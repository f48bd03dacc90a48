#+ rule = "20"
#+ fires = ["shape:verbatim-short-eight-words"]
#+ focus = "stance:mexico-humanitarian-justification"
#+ why = "The stance copies nine words."
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX stance: <https://w3id.org/third-country-transfers/stance/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { stance:mexico-humanitarian-justification tct:words "one two three four five six seven eight nine" } }
