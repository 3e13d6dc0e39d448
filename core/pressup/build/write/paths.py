"""Which paths are safe to write, and where in the output folder a file may go."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from pressup.errors import WriteError
from pressup.plugin import Artifact

_SAFE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


class UnsafePathError(ValueError):
    """A target gave a path that is not safe to write. The message is for the plugin's author."""


def check_paths(artifacts: Iterable[Artifact], taken: dict[str, str], document_id: str) -> None:
    """Refuse paths that leave the target's folder, that some system cannot hold, or that another artifact has or needs as a folder.

    Args:
        artifacts: What a document gave.
        taken: Paths of the target so far, in lower case, with the document of each, and their folders with a slash behind; extended
            here when all paths are good.
        document_id: Whose artifacts these are.

    Raises:
        UnsafePathError: for the first bad path.
    """
    own: dict[str, str] = {}
    for artifact in artifacts:
        path = artifact.path
        parts = path.split("/")
        if not _SAFE.fullmatch(path) or any(_RESERVED.fullmatch(part) or part.endswith(".") for part in parts) or len(path) > 200:
            raise UnsafePathError(f"the path “{path[:100]}” is not safe: use letters, digits, “.”, “-” and “_”")
        lower = path.lower()
        other = taken.get(lower) or own.get(lower)
        if other is not None:
            raise UnsafePathError(f"the path “{path}” is given twice (documents {other} and {document_id})")
        folders = [lower[:end] for end, character in enumerate(lower) if character == "/"]
        for place in (f"{lower}/", *folders):
            other = taken.get(place) or own.get(place)
            if other is not None:
                shared = f"documents {other} and {document_id}"
                raise UnsafePathError(f"the path “{path}” makes a file and a folder of one name ({shared})")
        own |= {lower: document_id} | {f"{folder}/": document_id for folder in folders}
    taken |= own


def is_inside(path: str) -> bool:
    """Whether a relative path that was read from a file stays in its folder."""
    return "\0" not in path and all(part not in ("", ".", "..") for part in path.split("/"))


class Places:
    """The places in an output folder as they are now: what stands there already, and what may be put there.

    Each folder is looked at once.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self._root = os.path.realpath(output)
        self._folders: dict[str, dict[str, str]] = {}

    def file(self, path: str, going: Collection[str] = ()) -> None:
        """Refuse a place for a file that cannot take it. `going` are paths that are removed first.

        Raises:
            WriteError: when a folder of it leads elsewhere or cannot be written to, or something else stands there.
        """
        folder, _, name = path.rpartition("/")
        there = self.folder(folder).get(name.lower())
        if there is None or f"{folder}/{there}".lstrip("/") in going:
            return
        final = self.output / path
        if there != name:
            raise WriteError(f"“{final}” cannot be written: some disks cannot tell it from “{there}”, which is there already.")
        if final.is_dir() and not final.is_symlink():
            raise WriteError(f"“{final}” cannot be written: a folder has this name.")

    def folder(self, path: str) -> dict[str, str]:
        """What is in a folder: names by their lower case. Nothing, when it is yet to be made.

        Raises:
            WriteError: when it is none, leads elsewhere, or cannot be written to.
        """
        if path not in self._folders:
            self._folders[path] = self._look(path)
        return self._folders[path]

    def _look(self, path: str) -> dict[str, str]:
        final = self.output / path
        if path:
            parent, _, name = path.rpartition("/")
            there = self.folder(parent).get(name.lower())
            if there is None:
                return {}
            if there != name:
                raise WriteError(f"“{final}” cannot be made: some disks cannot tell it from “{there}”, which is there already.")
            real = os.path.realpath(final)
            if not real.startswith(self._root.rstrip(os.sep) + os.sep):
                raise WriteError(f"“{final}” is a link that leads out of the output folder. Remove it.")
            if not os.path.isdir(real):  # noqa: PTH112
                raise WriteError(f"“{final}” cannot be made: a file has this name.")
        if not os.access(final, os.W_OK | os.X_OK):
            raise WriteError(f"“{final}” cannot be written to: permission denied.")
        return {name.lower(): name for name in os.listdir(final)}  # noqa: PTH208 (names are all that counts)
