"""`python -m tct.cli`: the command line without its script."""

from tct.cli import main

main()
