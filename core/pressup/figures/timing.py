"""When a moving figure is where: the tempo of a dose as key times between the start of a movement and its finish."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pressup.errors import UsageError
from pressup.records.dose import Dose, Tempo

UNSAID = Tempo(2, 1, 2, 1)
"""The tempo of a dose without one: two seconds each way and one at either end, slow enough to follow."""
FRAMES = 32
"""So many frames show the usual tempo smoothly; see `pressup.figures.raster` for what fits into a file."""
_MOVE = range(600, 4001)
"""The milliseconds that one way may take in a picture, whatever the tempo is."""
_STAND = range(400, 3001)
"""The same for an end: the eye needs the least of it, and a loop that stands longer looks broken, as with a hold of 30 s."""
_SHORTEST = 60
_FEWEST = 4


class KeyTime(NamedTuple):
    """Where the movement is, from 0 (start) to 1 (finish), and for how long."""

    fraction: float
    milliseconds: int


def loop(dose: Dose, *, first: Literal["down", "up"] = "up", most: int = FRAMES) -> list[KeyTime]:
    """One repetition: standing at the start, on to the finish, standing there, and back.

    A tempo such as `3-1-2-1` tells the seconds of the way down, of the pause at the bottom, of the way up, and of the pause at the
    top, in this order for every exercise: down is with gravity, and for most exercises the eccentric phase. A squat goes down
    first and a bridge goes up first, which the tempo does not tell: `first` does. A `hold` is how long the finish is held.
    Ways and pauses far longer or shorter than can be watched are shortened or lengthened.

    Args:
        dose: Of it the tempo and the hold count, the shorter end of a range.
        first: The way from the start to the finish.
        most: The most key times; each pause is one, and the ways share the others by how long they take.

    Returns:
        Key times whose milliseconds are multiples of ten, as a GIF needs; the first has fraction 0, and there is one with 1.

    Raises:
        UsageError: when `most` is less than four.
    """
    if most < _FEWEST:
        raise UsageError(f"A moving figure needs at least {_FEWEST} frames; {most} were asked for.")
    tempo = dose.tempo or UNSAID
    down, bottom, up, top = tempo.down, tempo.pause, tempo.up, tempo.pause_after
    there, finish, back, start = (down, bottom, up, top) if first == "down" else (up, top, down, bottom)
    held = dose.hold.seconds[0] if dose.hold and dose.hold.seconds else finish
    ways = _within(there, _MOVE), _within(back, _MOVE)
    moving = most - 2
    outward = min(max(round(moving * ways[0] / sum(ways)), 1), moving - 1)
    return [
        KeyTime(0.0, _within(start, _STAND)),
        *_way(ways[0], outward),
        KeyTime(1.0, _within(held, _STAND)),
        *(KeyTime(round(1 - key.fraction, 4), key.milliseconds) for key in _way(ways[1], moving - outward)),
    ]


def _within(seconds: float, bounds: range) -> int:
    return min(max(round(seconds * 100) * 10, bounds[0]), bounds[-1])


def _way(milliseconds: int, most: int) -> Iterator[KeyTime]:
    """The frames between two ends: slow, fast, slow, each as the movement is in the middle of its time."""
    count = min(most, milliseconds // _SHORTEST)
    for index in range(count):
        time = milliseconds * (index + 1) // (10 * count) - milliseconds * index // (10 * count)
        yield KeyTime(_eased((index + 0.5) / count), time * 10)


def _eased(time: float) -> float:
    """Half a wave of a cosine. Rounded, so that the way back passes the very places of the way there, and these are drawn once."""
    return round((1 - math.cos(math.pi * time)) / 2, 4)
