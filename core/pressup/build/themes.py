"""The theme that an option names: a folder of the content folder, or one that a plugin gives."""

from __future__ import annotations

import re
from typing import Any

from pressup.build.report import UsageError
from pressup.content.library import THEMES, Library
from pressup.content.suggest import did_you_mean
from pressup.findings import Finding, Severity
from pressup.plugin import Registry, Target, TargetOptions, Theme
from pressup.records import Publisher
from pressup.records.marks import SLUG_PATTERN


def theme_of(
    library: Library, registry: Registry, publisher: Publisher, target: type[Target[Any]], options: TargetOptions, *, called: bool
) -> tuple[Theme | None, list[Finding]]:
    """The theme of a publisher for a target, or what is wrong with its name.

    Args:
        library: Its `themes/` holds the publisher's own.
        registry: Holds those of plugins.
        publisher: Whose record may name a theme.
        target: What the theme is for.
        options: The target's options; one without a field `theme` takes none.
        called: Whether the name is from the command line.

    Raises:
        UsageError: when the command line names a theme that does not exist.
    """
    name = getattr(options, "theme", None)
    if not name:
        return None, []
    own = library.root / THEMES / str(name)
    if re.fullmatch(SLUG_PATTERN, str(name)) and own.is_dir():
        return Theme(str(name), target.name, "", "", f"{THEMES}/{name}"), []
    for _, theme in registry.themes:
        if (theme.target, theme.name) == (target.name, name):
            return theme, []
    known = sorted({*registry.theme_names(target.name), *_folders(library)})
    message = f"There is no theme “{name}” for {target.name}."
    help = (
        did_you_mean(str(name), known)
        or f"Make a folder “{THEMES}/{name}” in the content folder, or install the plugin that has it."
    )
    if called:
        raise UsageError(f"--set {target.name}.theme: {message} {help}")
    place = library.place(publisher, ("outputs", target.name, "options", "theme"))
    return None, [Finding("OPT-01", Severity.ERROR, message, place, help)]


def _folders(library: Library) -> list[str]:
    """The names of the library's own themes."""
    folder = library.root / THEMES
    return [entry.name for entry in folder.iterdir() if entry.is_dir()] if folder.is_dir() else []
