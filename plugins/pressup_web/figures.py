"""Figures and pictures: drawings inside the page, those of the index as files beside it, and pictures of records."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from pressup import Artifact, Exercise, Handout, Move, Publisher, RenderContext, draw_figure, figure_alt, moving_figure

FIGURES, PICTURES = "figures", "pictures"
_KINDS = {b"\x89PNG\r\n\x1a\n": ("png", "image/png"), b"\xff\xd8\xff": ("jpg", "image/jpeg"), b"GIF8": ("gif", "image/gif")}


class PictureError(ValueError):
    """A picture of a record cannot be shown. The message is for the user."""


def still(move: Move, publisher: Publisher, lang: str) -> Markup | None:
    """The drawing of an exercise, start beside finish, and for narrow screens one below the other; None without a figure."""
    if move.exercise.figure is None:
        return None
    said, name = figure_alt(move.exercise, lang), f"figure-{move.exercise.id}"
    drawing = draw_figure(move.exercise, publisher, side=move.side, title=said, description="")
    head, _, shapes = drawing.svg.partition("</title>")
    beside = f'{head}</title><g id="{name}">{shapes.removesuffix("</svg>")}</g></svg>'
    half = drawing.width // 2
    views = (f'<svg viewBox="{left} 0 {half} {drawing.height}"><use href="#{name}"/></svg>' for left in (0, half))
    below = Markup('<span class="stack" role="img" aria-label="{}">{}</span>').format(said, Markup("".join(views)))  # noqa: S704
    return Markup(beside) + below  # noqa: S704 (Pressup drew it, and escaped its texts)


def moving(move: Move, publisher: Publisher, lang: str) -> Markup | None:
    """The drawing of the movement; None without a figure."""
    if move.exercise.figure is None:
        return None
    drawing = moving_figure(move.exercise, publisher, side=move.side, title=figure_alt(move.exercise, lang))
    return Markup(drawing.svg)  # noqa: S704 (Pressup drew it, and escaped its texts)


def thumbnail(exercise: Exercise, publisher: Publisher) -> Artifact | None:
    """The finish of an exercise as a file for the index; None without a figure. Its name beside it says what it is."""
    if exercise.figure is None:
        return None
    side: Any = "left" if exercise.dose.side == "left" else "right"
    drawing = draw_figure(exercise, publisher, mode="finish", side=side, title="", description="")
    size = f'<svg width="{drawing.width}" height="{drawing.height}" '
    content = (size + drawing.svg.removeprefix("<svg ")).encode()
    return Artifact(f"{FIGURES}/{exercise.id}.svg", content, "image/svg+xml", role="supplement")


def pictures(document: Handout, context: RenderContext[Any]) -> dict[str, Artifact]:
    """The pictures that a page shows, by their path in the content folder: files beside the page, in the form they came in.

    Raises:
        PictureError: when one cannot be read, or is of a kind that browsers do not show, or that could hold a script.
    """
    found: dict[str, Artifact] = {}
    for record in (document.subject, *document.exercises()):
        for media in getattr(record, "media", ()):
            if media.role != "video" and not media.decorative and media.file not in found:
                found[media.file] = _picture(media.file, f"{PICTURES}/{document.id}-{len(found) + 1}", context)
    return found


def _picture(file: str, name: str, context: RenderContext[Any]) -> Artifact:
    try:
        content = context.asset(file)
    except OSError as error:
        raise PictureError(str(error)) from error
    kind = next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        kind = ("webp", "image/webp")
    if kind is None:
        raise PictureError(f"“{file}” is no picture for the web: make it a PNG, JPEG, GIF or WebP.")
    return Artifact(f"{name}.{kind[0]}", content, kind[1], role="supplement")
