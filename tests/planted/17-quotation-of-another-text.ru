#+ rule = "17"
#+ fires = ["shape:passage-text-quotation"]
#+ focus = "sample-2026-01-01:p3s2"
#+ why = "The passage has a quotation that is not its text."
#+ sources = true
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX sample-2026-01-01: <https://w3id.org/third-country-transfers/document/sample-2026-01-01#>
INSERT DATA {
  GRAPH graph:sample {
    sample-2026-01-01:p3s2 oa:hasSelector sample-2026-01-01:p3s2-planted .
    sample-2026-01-01:p3s2-planted a oa:TextQuoteSelector ;
      oa:exact "Everything about the crossings was signed." .
  }
}
