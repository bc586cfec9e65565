"""``python -m wushan_ie``: the command line where its script is not on the path."""

from wushan_ie.cli import main

main()
