#+ rule = "57"
#+ fires = ["shape:violation-perpetrator"]
#+ focus = "violation:mexico-shackling"
#+ why = "Who did it is left out."
PREFIX agency: <https://w3id.org/third-country-transfers/agency/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX violation: <https://w3id.org/third-country-transfers/violation/>
DELETE DATA { GRAPH graph:mexico { violation:mexico-shackling tct:perpetrator agency:ice } }
