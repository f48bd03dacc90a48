#+ rule = "58"
#+ fires = ["shape:derived-pattern-no-violation"]
#+ focus = "derived:chain-refoulement-mexico-1"
#+ why = "The pattern is also typed as a reported violation, complete with type and perpetrator."
PREFIX country: <https://w3id.org/third-country-transfers/country/>
PREFIX derived: <https://w3id.org/third-country-transfers/derived/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
PREFIX violation-type: <https://w3id.org/third-country-transfers/scheme/violation-type/>
INSERT DATA { GRAPH graph:derived { derived:chain-refoulement-mexico-1 a tct:Violation ; tct:violationType violation-type:removal-despite-protection ; tct:perpetrator country:mx } }
