# expect: 400 LOAD is not allowed
LOAD SILENT <http://LISTENER/hit>
