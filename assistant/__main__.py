"""Run the command line with `python -m assistant`."""

from assistant.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
