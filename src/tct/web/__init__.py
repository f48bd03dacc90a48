"""HTTP: the SPARQL protocol and the pages."""
