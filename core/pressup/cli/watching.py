"""`--watch`: made again whenever something below the content folder changes, until Ctrl-C."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from pressup.errors import ContentError, UsageError, WriteError

_WAIT_MS = 100
_SETTLED_MS = 200
"""So long nothing else must change: an editor writes in several steps, and a checkout writes many files."""
_FEW = 5
_PASSING = ("~", ".swp", ".swx", ".swpx", ".tmp", ".bak", "___jb_tmp___", "___jb_old___", ".crdownload", ".part")
_CLEAR = "\x1b[2J\x1b[H"


def watch(content: Path, output: str, build: Callable[[], str]) -> int:
    """Build now, and again after each change. Ctrl-C between two builds is the usual end, and no failure.

    A wrong call ends it; content that cannot be read, and a folder that cannot be written to, may come right.

    Args:
        content: The folder to watch.
        output: What is written, a folder or a file: its changes do not count.
        build: Makes it once, and returns a line about that.

    Returns:
        The exit code.
    """
    import watchfiles

    if not content.is_dir():
        build()  # says what is wrong
    concerns = concerned(content, output)
    changes = watchfiles.watch(
        content,
        watch_filter=lambda _, path: concerns(path),
        debounce=2000,
        step=_SETTLED_MS,
        rust_timeout=_WAIT_MS,
        yield_on_timeout=True,
        raise_interrupt=True,
    )
    try:
        next(changes)  # from here on nothing is missed, so that what is edited during the first build counts
    except KeyboardInterrupt:
        return 0
    _say(build())
    while True:
        try:
            _say(f"Watching “{content}”; Ctrl-C ends it.")
            changed = next(filter(None, changes))
        except KeyboardInterrupt:
            sys.stderr.write("\n" if sys.stderr.isatty() else "")
            return 0
        if sys.stderr.isatty():
            sys.stderr.write(_CLEAR)
        _say(f"Changed: {names({path for _, path in changed})}.")
        _again(build)


def concerned(content: Path, output: str) -> Callable[[str], bool]:
    """Whether a changed path may matter: it is not in the output, not hidden, and nothing that editors leave for a moment."""
    roots = {os.path.abspath(content), os.path.realpath(content)}  # noqa: PTH100
    out = {os.path.abspath(output), os.path.realpath(output)} - roots  # noqa: PTH100

    def matters(path: str) -> bool:
        given = os.path.abspath(path)  # noqa: PTH100
        if any(given == folder or given.startswith(folder + os.sep) for folder in out):
            return False
        root = next((root for root in roots if given.startswith(root + os.sep)), "")
        parts = Path(given[len(root) :]).parts
        name = parts[-1] if parts else ""
        passing = name.endswith(_PASSING) or (name.startswith("#") and name.endswith("#")) or name == "4913"  # Vim tries it out
        return not passing and not any(part.startswith(".") for part in parts)

    return matters


def _again(build: Callable[[], str]) -> None:
    """One more build; what can come right with the next edit is told, and does not end the watch."""
    try:
        _say(build())
    except (ContentError, UsageError, WriteError) as error:
        sys.stderr.write(f"pressup: {error}\n")
    except OSError as error:  # a file went while it was read
        sys.stderr.write(f"pressup: {error.filename or 'The result'}: {(error.strerror or str(error)).lower()}.\n")


def names(paths: Iterable[str]) -> str:
    """The first of some files, the same for the same files."""
    found = sorted(os.path.relpath(path) if os.path.isabs(path) else path for path in paths)  # noqa: PTH117
    more = f" and {len(found) - _FEW:,} more" if len(found) > _FEW else ""
    return ", ".join(found[:_FEW]) + more


def _say(text: str) -> None:
    """A line for who watches, with the time of day on a terminal only: elsewhere it would make each run another."""
    at = time.strftime("%H:%M:%S ") if sys.stderr.isatty() else ""
    typer.echo(f"{at}{text}", err=True)
