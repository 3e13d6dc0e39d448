"""Themes: a folder with templates, a style sheet and pictures that change the look of a target's outputs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

MAX_THEME_FILE = 1_000_000
"""Bytes that a file of a theme may have."""
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*){0,9}")


@dataclass(frozen=True, slots=True)
class Theme:
    """A look for the outputs of one target. A plugin returns it from `pressup_register_themes`.

    A publisher chooses it by its name with the target's option `theme`. What the folder holds is the target's own matter: that of
    `pdf` takes `templates/` and `style.css`, and shows the pictures that these name.

    Attributes:
        name: The word for the option: small letters, digits, hyphens.
        target: The name of the target that it is for, such as `pdf`.
        summary: What it looks like, in a few words.
        package: The Python package that holds the folder. Empty only for a theme of a content folder, which no plugin gives.
        folder: The path of the folder inside the package.

    Example:
        >>> Theme("harbour", target="pdf", summary="The look of our clinic", package="pressup_harbour", folder="theme")
    """

    name: str
    target: str
    summary: str
    package: str
    folder: str = "theme"

    @property
    def trusted(self) -> bool:
        """Whether it is code that somebody installed. A theme of a content folder is a text of strangers."""
        return bool(self.package)

    def read(self, path: str) -> bytes | None:
        """A file of a plugin's theme, by its path inside the folder; None when there is none.

        Raises:
            OSError: when it cannot be read, or is too large.
        """
        if not safe_path(path):
            return None
        file = files(self.package).joinpath(*self.folder.split("/"), *path.split("/"))
        if not file.is_file():
            return None
        data = file.read_bytes()
        if len(data) > MAX_THEME_FILE:
            raise OSError(f"“{path}” of the theme “{self.name}” is larger than {MAX_THEME_FILE:,} bytes")
        return data


def safe_path(path: str) -> bool:
    """Whether a path stays inside the folder of a theme."""
    return _PATH.fullmatch(path) is not None
