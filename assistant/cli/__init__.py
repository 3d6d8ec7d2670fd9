"""The command line: parse, call, print.

Arguments enter; results leave on standard output, errors on standard error as one line, and an
exit status (see `assistant.errors`). Each command imports what it needs when it runs.
"""

from assistant.cli.main import main

__all__ = ["main"]
