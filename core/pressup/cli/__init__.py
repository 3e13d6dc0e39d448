"""The command line: one module a command, each a few lines: parse, call, report, exit code."""

from __future__ import annotations

import io
import sys


def main() -> None:
    """Run `pressup`. The entry point of the program."""
    from pressup.cli.app import run

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without UTF-8 shows \u201c where it lacks a sign
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))
