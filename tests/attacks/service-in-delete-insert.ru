# expect: 400 SERVICE is not allowed
DELETE { ?a ?b ?c } INSERT { ?a ?b 1 } WHERE { ?s ?p ?o FILTER NOT EXISTS { SERVICE <http://LISTENER/hit> { ?a ?b ?c } } }
