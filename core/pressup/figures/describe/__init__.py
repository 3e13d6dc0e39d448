"""What a figure shows, in a sentence, as one would tell it somebody on the telephone: the pose, then what happens."""

from __future__ import annotations

from functools import lru_cache

from pressup.figures.describe.change import Change
from pressup.figures.describe.frontal import frontal_movement
from pressup.figures.describe.movement import movement
from pressup.figures.describe.pose import position_of, things_with
from pressup.figures.views import solved
from pressup.language.catalogues import translations
from pressup.records import Exercise
from pressup.records.figure import Figure

LONGEST = 150
"""Letters that a screen reader says without the listener losing the thread."""


def alt_text(exercise: Exercise, lang: str | None = None) -> str:
    """What the figure of an exercise shows, for who cannot see it: the record's own words, else a sentence made from the poses.

    It says neither “left” nor “right”, so it holds for the mirror picture too.

    Args:
        exercise: An exercise with a `figure`.
        lang: The language of the sentence; the record's own when left out, else English.

    Raises:
        ValueError: when the exercise has no figure.
    """
    if exercise.figure is None:
        raise ValueError(f"“{exercise.name}” has no figure.")
    return exercise.figure.alt or _sentence(exercise.figure, lang or exercise.lang or "en")


@lru_cache(maxsize=512)
def _sentence(figure: Figure, lang: str) -> str:
    t = translations("pressup", lang)
    posture = None
    if figure.view == "front":
        moves = frontal_movement(figure, t)
    else:
        start, finish = solved(figure)
        posture = start.posture
        moves = movement(Change.of(figure, start, finish), t)
    with_things = t.gettext("{position} with {things}")
    position = position_of(figure, posture, t)
    things = list(things_with(figure, posture, t))
    for count in range(min(len(things), 2), -1, -1):
        said = (
            t.gettext("{first} and {second}").format(first=things[0], second=things[1]) if count == 2 else "".join(things[:count])
        )
        whole = with_things.format(position=position, things=said) if said else position
        text = t.gettext("{position}; {movement}.").format(position=whole, movement=moves)
        if len(text) <= LONGEST:
            break
    return text
