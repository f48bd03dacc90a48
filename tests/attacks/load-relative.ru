# expect: 400 LOAD is not allowed
BASE <http://LISTENER/> LOAD <hit>
