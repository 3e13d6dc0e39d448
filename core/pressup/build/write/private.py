"""Writing what is for one person: to a folder that no build knows, readable by its owner only, and never over another file."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

from pressup.build.write.face import MANIFEST
from pressup.errors import UsageError, WriteError

FOLDER = "for-one-person"
"""The usual folder."""
_IGNORE = "# What is in here is for one person: it stays out of version control.\n*\n"


def open_private(output: str | os.PathLike[str]) -> Path:
    """A folder for what is for one person, made when it is not there.

    Raises:
        UsageError: when it is on another machine, or in the output of a build, which may be published.
        WriteError: when it cannot be made.
    """
    name = os.fspath(output)
    if "://" in name:
        raise UsageError(f"--output: what is for one person stays on this machine, so “{name}” cannot take it. Name a folder.")
    folder = Path(name)
    real = Path(os.path.realpath(folder))
    made = next((parent for parent in (real, *real.parents) if _is_output(parent)), None)
    if made is not None:
        raise UsageError(f"--output: “{name}” is the output of a build, which may be published. Name another folder, or none.")
    try:
        if not real.is_dir():
            real.mkdir(mode=0o700, parents=True)
            (real / ".gitignore").write_text(_IGNORE, encoding="utf-8")
    except OSError as error:
        raise WriteError(f"The folder “{folder}” cannot be made: {(error.strerror or str(error)).lower()}.") from error
    return folder


def _is_output(folder: Path) -> bool:
    """Whether a build of Pressup has written to a folder."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            return b'"artifacts"' in file.read(200)
    except OSError:
        return False


def write_private(folder: Path, path: str, content: bytes) -> str:
    """Write a file under a name that is still free: `knee-pain.pdf`, else `knee-pain-2.pdf`.

    Returns:
        Its name.

    Raises:
        WriteError: when it cannot be written.
    """
    stem, dot, ending = path.replace("/", "-").partition(".")
    for number in itertools.count(1):
        name = f"{stem}{f'-{number}' if number > 1 else ''}{dot}{ending}"
        try:
            handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        except FileExistsError:
            continue
        except OSError as error:
            raise WriteError(f"“{folder / name}” cannot be written: {(error.strerror or str(error)).lower()}.") from error
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
        except OSError as error:
            (folder / name).unlink(missing_ok=True)
            raise WriteError(f"“{folder / name}” cannot be written: {(error.strerror or str(error)).lower()}.") from error
        return name
    raise AssertionError("the numbers have no end")
