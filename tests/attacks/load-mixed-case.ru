# expect: 400 LOAD is not allowed
lOaD sIlEnT <http://LISTENER/hit> iNtO gRaPh <http://e/g>
