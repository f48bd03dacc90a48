# expect: 400 this is SPARQL 1.2 (LATERAL)
INSERT { ?a ?b ?c } WHERE { ?s ?p ?o LATERAL { SERVICE <http://LISTENER/hit> { ?a ?b ?c } } }
