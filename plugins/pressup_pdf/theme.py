"""What a theme brings to the PDF: templates that stand before ours, and a style sheet that stands behind ours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pressup import RenderContext

STYLE = "style.css"
TEMPLATES = "templates"
ORIGINAL = "pressup"
"""The prefix of our own templates for a theme: `{% extends "pressup/base.html" %}`."""


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of a theme: name and text of each, and how their files are called in messages."""

    texts: tuple[tuple[str, str], ...]
    folder: str
    trusted: bool

    def load(self, name: str) -> tuple[str, str, None] | None:
        """A template as Jinja wants it: text and file name; None when the theme has no such one."""
        text = dict(self.texts).get(name)
        return None if text is None else (text, f"{self.folder}/{name}", None)


@cache
def template_names() -> tuple[str, ...]:
    """The templates that a theme may replace or extend."""
    root = files("pressup_pdf") / TEMPLATES

    def below(folder: Traversable, start: str) -> list[str]:
        found = []
        for entry in folder.iterdir():
            found += below(entry, f"{start}{entry.name}/") if entry.is_dir() else [f"{start}{entry.name}"]
        return found

    return tuple(sorted(below(root, "")))


def templates_of(context: RenderContext[Any]) -> Templates | None:
    """The templates of the publisher's theme; None without a theme. All are read, so that a new one makes handouts again."""
    if context.theme is None:
        return None
    read = ((name, context.theme_file(f"{TEMPLATES}/{name}")) for name in template_names())
    texts = tuple((name, data.decode("utf-8")) for name, data in read if data is not None)
    return Templates(texts, f"{context.theme.folder}/{TEMPLATES}", context.theme.trusted)


def style_of(context: RenderContext[Any]) -> str | None:
    """The style sheet of the publisher's theme, if it has one."""
    data = context.theme_file(STYLE)
    return data.decode("utf-8") if data is not None else None
