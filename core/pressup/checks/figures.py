"""Figures: the person is built and moves as people do, stands on the ground, and the picture can be read and drawn everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.findings import Severity
from pressup.records import Exercise, Record

if TYPE_CHECKING:
    from pressup.figures.examine import Fault

SIDE_REGIONS = 3
"""So many regions of the body are marked in one picture."""


class _Examined:
    """The faults of the figure that was examined last: the codes ask one after another for the same record."""

    def __init__(self) -> None:
        self._latest: tuple[Exercise | None, Mapping[str, list[Fault]]] = (None, {})

    def __call__(self, exercise: Exercise) -> Mapping[str, list[Fault]]:
        known, faults = self._latest
        if known is not exercise:
            faults = _examine(exercise)
            self._latest = exercise, faults
        return faults


def _examine(exercise: Exercise) -> Mapping[str, list[Fault]]:
    from pressup.figures import regions_of_exercise
    from pressup.figures.examine import examine

    found: dict[str, list[Fault]] = {}
    if exercise.figure is not None:
        for fault in examine(exercise.figure, regions_of_exercise(exercise), exercise.name):
            found.setdefault(fault.code, []).append(fault)
    return found


_examined = _Examined()


def _finder(code: str, rule: str) -> Callable[[Record, RecordContext], Iterator[Problem]]:
    def find(record: Record, context: RecordContext) -> Iterator[Problem]:
        if isinstance(record, Exercise) and record.figure is not None:
            for fault in _examined(record).get(code, ()):
                yield Problem(record.id, ("figure", *fault.path), fault.message, fault.help)

    find.__doc__ = rule
    find.__name__ = f"fig_{code[-2:]}"
    return find


def unmarked(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A muscle that works or is stretched has a mark in the picture, or the author knows that it has none."""
    if not isinstance(record, Exercise) or record.figure is None:
        return
    from pressup.figures import regions_of_exercise
    from pressup.figures.muscles import REGIONS

    marked = {region for region, _ in regions_of_exercise(record)}
    for number, part in enumerate(record.muscles):
        if part.role not in ("primary", "stretched") or REGIONS.get(part.muscle) in marked:
            continue
        if part.muscle in REGIONS:
            message = f"The picture marks {SIDE_REGIONS} regions; “{part.muscle}” is one more, and is not marked."
            help = "Put the muscles first that a reader should see, or give the others the role “secondary”."
        else:
            message = f"The picture cannot show “{part.muscle}”."
            help = "Name the group that it belongs to, such as “hamstrings” for “biceps-femoris”, when a reader should see it."
        yield Problem(record.id, ("muscles", number, "muscle"), message, help)


_RULES: tuple[tuple[str, Severity, str], ...] = (
    ("FIG-01", Severity.ERROR, "No joint goes beyond the range of healthy adults."),
    ("FIG-02", Severity.ERROR, "A hand or a foot can reach where it shall go."),
    ("FIG-03", Severity.ERROR, "Nothing of the person is below the floor, or in a mat, a bench or a seat."),
    ("FIG-04", Severity.ERROR, "Who stands, sits or lies touches what carries the body."),
    ("FIG-05", Severity.ERROR, "A foot or a hand that bears weight stays where it is from start to finish."),
    ("FIG-06", Severity.ERROR, "Who stands free has the centre of mass over the feet."),
    ("FIG-07", Severity.ERROR, "Everything is inside the frame of the picture."),
    ("FIG-08", Severity.ERROR, "No arrow of the picture crosses the face."),
    ("FIG-09", Severity.WARNING, "An arrow stands beside the person, and not over it."),
    ("FIG-10", Severity.ERROR, "No outline of the body crosses itself."),
    ("FIG-11", Severity.ERROR, "The mark of a muscle is inside its limb."),
    ("FIG-12", Severity.WARNING, "Start and finish differ so that a reader sees it."),
    ("FIG-13", Severity.ERROR, "A picture takes at most 6,144 bytes."),
    ("FIG-14", Severity.ERROR, "A picture holds only what every program can draw."),
    ("FIG-16", Severity.ERROR, "Every segment of the body has its own length."),
    ("FIG-17", Severity.ERROR, "A figure can be drawn from its base and its poses."),
)

CHECKS = (
    *(RecordCheck(code, severity, _finder(code, rule)) for code, severity, rule in _RULES),
    RecordCheck("FIG-15", Severity.NOTE, unmarked),
)
