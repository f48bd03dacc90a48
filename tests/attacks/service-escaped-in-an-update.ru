# expect: 400 SERVICE is not allowed
INSERT { ?a ?b ?c } WHERE { S\u0045RVICE <http://LISTENER/hit> { ?a ?b ?c } }
