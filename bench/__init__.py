"""`make bench`: this server and its peers, on the same data, asked by the same client, in one run. See README.md."""
