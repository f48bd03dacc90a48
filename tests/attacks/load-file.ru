# expect: 400 LOAD is not allowed
LOAD <file:///etc/passwd> INTO GRAPH <http://e/g>
