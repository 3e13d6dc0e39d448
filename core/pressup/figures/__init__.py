"""Pictures of exercises: poses in records become drawings, and drawings become pictures of other forms."""

from __future__ import annotations

from pressup.figures.describe import alt_text as figure_alt
from pressup.figures.drawing import draw_figure, draw_frames, figure_png, first_way, moving_figure, regions_of_exercise, style_of
from pressup.figures.svg import Drawing

__all__ = [
    "Drawing",
    "draw_figure",
    "draw_frames",
    "figure_alt",
    "figure_png",
    "first_way",
    "moving_figure",
    "regions_of_exercise",
    "style_of",
]
