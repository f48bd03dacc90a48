# expect: 400 this is SPARQL 1.2 (a triple term)
INSERT DATA { <http://e/a> <http://e/b> <<( <http://e/a> <http://e/b> 1 )>> }
