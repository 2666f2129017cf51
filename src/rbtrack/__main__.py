"""`python -m rbtrack`."""

from rbtrack.cli import main

main()
