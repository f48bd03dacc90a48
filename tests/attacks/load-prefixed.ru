# expect: 400 LOAD is not allowed
PREFIX e: <http://LISTENER/> LOAD e:hit
