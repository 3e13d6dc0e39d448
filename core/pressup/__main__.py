"""`python -m pressup`, for where the program is not on the PATH."""

from pressup.cli import main

main()
