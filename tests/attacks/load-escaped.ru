# expect: 400 LOAD is not allowed
\u004cOAD <http://LISTENER/hit>
