"""The starter library: found in a wheel or in a checkout, and copied to a folder of the user's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pressup
from pressup.cli.schemas import schema_texts
from pressup.plugin import discover


class StarterError(Exception):
    """The starter library cannot be copied. The message is for the user."""


def find() -> Path:
    """The starter library: inside the package in a wheel, beside `core/` in a checkout.

    Raises:
        StarterError: when it is in neither place.
    """
    package = Path(pressup.__file__).parent
    for candidate in (package / "_starter", package.parents[1] / "content"):
        if (candidate / "pressup.yaml").is_file():
            return candidate
    raise StarterError("This installation has no starter library; install pressup again.")


def make(folder: Path) -> int:
    """Copy the starter library to `folder/content` and the schemas to `folder/schemas`, and say how many files there are.

    Raises:
        StarterError: when the folder is not empty, or cannot be written to.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StarterError(f"“{folder}” is not empty; name a new folder.")
        source = find()
        shutil.copytree(source, folder / "content", copy_function=_copy)
        (folder / "schemas").mkdir()
        for name, text in schema_texts(discover()).items():
            (folder / "schemas" / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StarterError(f"“{folder}” cannot be written to: {(error.strerror or str(error)).lower()}.") from error
    return sum(1 for path in folder.rglob("*") if path.is_file())


def _copy(source: str, target: str) -> None:
    """Copy the text only: a read-only installation must not give read-only files."""
    Path(target).write_bytes(Path(source).read_bytes())
