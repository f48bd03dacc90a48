"""third-country-transfers: a validated knowledge graph of transfers to third countries, and its query interface."""
