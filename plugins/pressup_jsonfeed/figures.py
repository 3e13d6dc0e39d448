"""The drawings of exercises as files beside a feed or a catalogue, each drawn once, when it is first asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pressup import Artifact, Exercise, RenderContext, draw_figure, figure_alt, figure_png

FOLDER = "figures"
WIDTH = 1120
"""Of the PNG, in pixels: sharp at half of it on a screen with twice the usual density."""


@dataclass(frozen=True, slots=True)
class Form:
    """A drawing as one file."""

    url: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing in one form or both, SVG first, and what it shows."""

    forms: tuple[Form, ...]
    alt: str
    width: int
    height: int

    @property
    def image(self) -> str:
        """The address of the PNG, which every reader shows; empty without one."""
        return next((form.url for form in self.forms if form.media_type == "image/png"), "")

    def data(self) -> dict[str, Any]:
        """What the extension tells of it."""
        urls = {form.media_type.removeprefix("image/").removesuffix("+xml"): form.url for form in self.forms}
        return {**urls, "alt": self.alt, "width": self.width, "height": self.height}

    def attachments(self, title: str) -> Iterator[dict[str, Any]]:
        """The files as attachments; the same title says that they are forms of one thing."""
        for form in self.forms:
            yield {"url": form.url, "mime_type": form.media_type, "title": title, "size_in_bytes": form.size}


class Figures:
    """Draws figures, and hands their files out so that they need not be kept.

    Args:
        context: The publisher, whose colours they have.
        target: The target's name, which is the folder that they lie in.
        forms: `both`, `svg` or `none`.
        hashed: Whether a file's name holds a hash of its content.
    """

    def __init__(self, context: RenderContext[Any], target: str, forms: str, *, hashed: bool = False) -> None:
        self._context = context
        self._target = target
        self._forms = forms
        self._hashed = hashed
        self._drawn: dict[str, Figure] = {}
        self._files: list[Artifact] = []

    def get(self, exercise: Exercise, lang: str) -> Figure | None:
        """The figure of an exercise, if it has one and figures are wanted."""
        if exercise.figure is None or self._forms == "none":
            return None
        if exercise.id not in self._drawn:
            self._drawn[exercise.id] = self._draw(exercise, lang)
        return self._drawn[exercise.id]

    def take(self) -> list[Artifact]:
        """The files that were drawn since the last time."""
        files, self._files = self._files, []
        return files

    def _draw(self, exercise: Exercise, lang: str) -> Figure:
        """Mirrored where the exercise's own dose is for the left side only."""
        alt = figure_alt(exercise, lang)
        side: Literal["left", "right"] = "left" if exercise.dose.side == "left" else "right"
        drawing = draw_figure(exercise, self._context.publisher, side=side, description=alt)
        forms = [self._file(exercise.id, drawing.svg.encode(), "svg", "image/svg+xml")]
        if self._forms == "both":
            png = figure_png(exercise, self._context.publisher, width=WIDTH, side=side)
            forms.append(self._file(exercise.id, png, "png", "image/png"))
        return Figure(tuple(forms), alt, drawing.width, drawing.height)

    def _file(self, id: str, content: bytes, suffix: str, media_type: str) -> Form:
        mark = f".{hashlib.sha256(content).hexdigest()[:16]}" if self._hashed else ""
        file = Artifact(f"{FOLDER}/{id}{mark}.{suffix}", content, media_type, role="supplement")
        self._files.append(file)
        return Form(self._context.url(f"{self._target}/{file.path}"), media_type, len(content))
