#+ rule = "13"
#+ fires = ["shape:conflict-declared-between-claims"]
#+ focus = "compliance:mexico-reception-guidelines-2026-01-21"
#+ why = "The obligation is unmet and partly met on one day, and no two claims dispute it."
PREFIX compliance: <https://w3id.org/third-country-transfers/compliance/>
PREFIX compliance-status: <https://w3id.org/third-country-transfers/scheme/compliance-status/>
PREFIX graph: <https://w3id.org/third-country-transfers/graph/>
PREFIX tct: <https://w3id.org/third-country-transfers/ns#>
INSERT DATA { GRAPH graph:mexico { compliance:mexico-reception-guidelines-2026-01-21 tct:compliance compliance-status:partly-met } }
