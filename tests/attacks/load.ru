# expect: 400 LOAD is not allowed
LOAD <http://LISTENER/hit>
