# expect: 400 expected
CLEAR DEFAULT ; SELECT * { ?s ?p ?o }
