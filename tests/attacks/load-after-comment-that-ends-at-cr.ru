# expect: 400 LOAD is not allowed
CLEAR DEFAULT ; # only a comment ␍ LOAD <http://LISTENER/hit>
