"""The drawings of a catalogue's exercises as files beside the feed, each once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pressup import Artifact, Catalogue, Exercise, RenderContext, draw_figure, figure_alt, figure_png

FOLDER = "figures"
WIDTH = 1120
"""Of the PNG, in pixels: sharp at half of it on a screen with twice the usual density."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing in both forms, and where it will lie."""

    svg: Artifact
    png: Artifact
    svg_url: str
    png_url: str
    alt: str
    width: int
    height: int

    def data(self) -> dict[str, Any]:
        """What the extension tells of it."""
        return {"svg": self.svg_url, "png": self.png_url, "alt": self.alt, "width": self.width, "height": self.height}

    def attachments(self, title: str) -> Iterator[dict[str, Any]]:
        """Both files as attachments; the same title says that they are forms of one thing."""
        for file, url in ((self.svg, self.svg_url), (self.png, self.png_url)):
            yield {"url": url, "mime_type": file.media_type, "title": title, "size_in_bytes": len(file.content)}


Figures = Mapping[str, Figure]


def figures_of(catalogue: Catalogue, context: RenderContext[Any], target: str) -> Figures:
    """The figures of all exercises that have one, by the exercise's id."""
    found: dict[str, Figure] = {}
    for entry in catalogue.entries:
        for exercise in entry.exercises():
            if exercise.figure is not None and exercise.id not in found:
                found[exercise.id] = _figure(exercise, entry.lang, context, target)
    return found


def _figure(exercise: Exercise, lang: str, context: RenderContext[Any], target: str) -> Figure:
    """Mirrored where the exercise's own dose is for the left side only."""
    alt = figure_alt(exercise, lang)
    left = exercise.dose.side == "left"
    drawing = draw_figure(exercise, context.publisher, side="left" if left else "right", description=alt)
    png = figure_png(exercise, context.publisher, width=WIDTH, side="left" if left else "right")
    files = (
        Artifact(f"{FOLDER}/{exercise.id}.svg", drawing.svg.encode(), "image/svg+xml", role="supplement"),
        Artifact(f"{FOLDER}/{exercise.id}.png", png, "image/png", role="supplement"),
    )
    svg_url, png_url = (context.url(f"{target}/{file.path}") for file in files)
    return Figure(*files, svg_url, png_url, alt, drawing.width, drawing.height)
