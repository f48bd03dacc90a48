# expect: 400 SERVICE is not allowed
WITH <http://e/g> DELETE { ?a ?b ?c } WHERE { { SELECT * { SERVICE SILENT <http://LISTENER/hit> { ?a ?b ?c } } } }
