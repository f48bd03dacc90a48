# expect: 400 SERVICE is not allowed
INSERT { ?a ?b ?c } WHERE { SERVICE <http://LISTENER/hit> { ?a ?b ?c } }
