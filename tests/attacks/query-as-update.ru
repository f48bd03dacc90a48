# expect: 400 this is a query
SELECT * { ?s ?p ?o }
