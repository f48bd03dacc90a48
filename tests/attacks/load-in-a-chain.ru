# expect: 400 LOAD is not allowed
INSERT DATA { <http://e/a> <http://e/b> 1 } ; CLEAR DEFAULT ; LOAD <http://LISTENER/hit> ; DROP ALL
