#+ rule = "1"
#+ fires = ["shape:derived-backing-rule"]
#+ focus = "derived:chain-refoulement-mexico-1"
#+ why = "A derived fact names a second rule, so nobody can tell which one found it."
PREFIX derived: <https://w3id.org/third-country-transfers/derived/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rule: <https://w3id.org/third-country-transfers/rule/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA {
  GRAPH graph:derived {
    derived:chain-refoulement-mexico-1 tct:derivedByRule rule:another-rule .
    rule:another-rule a prov:Plan .
  }
}
