"""Equipment at home, steps of a size between phases, and rest for muscles that worked hard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pressup import Finding, Severity


def phases(*items: dict[str, Any] | list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A phase a week, each of one item or several."""
    return [
        {"id": f"p{i}", "name": f"Phase {i}", "weeks": i, "items": item if isinstance(item, list) else [item]}
        for i, item in enumerate(items, 1)
    ]


def programme(*items: dict[str, Any] | list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"phases": phases(*items), "weeks": len(items), "level": 5, **more}


def exercise(id: str, **changes: Any) -> tuple[str, dict[str, Any]]:
    steps = [f"Begin the {id} with care.", f"End the {id} after a while."]
    return "exercise", {"id": id, "name": id.title(), "steps": steps, "regressions": [{"change": "Do less."}], **changes}


CABLE = {"required": ["cable-machine"]}
USE_BAND = {"substitutes": [{"instead_of": "cable-machine", "use": "A long band."}]}


@pytest.mark.parametrize(
    ("equipment", "changes", "told"),
    [
        (CABLE, {}, True),
        ({"required": ["bench"]}, {}, True),
        (CABLE | USE_BAND, {}, False),
        ({"required": ["mat"]}, {}, False),
        ({"optional": ["cable-machine"]}, {}, False),
        (CABLE, {"setting": "gym"}, False),
        (CABLE, {"phases.0.items.0.optional": True}, False),
    ],
)
def test_equipment_at_home(
    fires: Callable[..., Finding], silent: Callable[..., None], equipment: dict[str, Any], changes: dict[str, Any], told: bool
) -> None:
    one = {"phases.1.items": [{"exercise": "plain"}], **changes}
    others = (("exercise", {"equipment": equipment}), exercise("plain"))
    if told:
        finding = fires("programme", one, "X-08", "bridge", severity=Severity.WARNING, others=others)
        assert finding.related is not None
        assert finding.related.file == "bridge.yaml"
    else:
        silent("programme", one, "X-08", others=others)


@pytest.mark.parametrize(
    ("levels", "told"), [((1, 2, 3), False), ((1, 3), True), ((4, 1, 2), False), ((2, 4), True), ((1, 1), False)]
)
def test_levels_grow_by_one(
    fires: Callable[..., Finding], silent: Callable[..., None], levels: tuple[int, ...], told: bool
) -> None:
    others = tuple(exercise(f"level-{level}", level=level) for level in set(levels))
    changes = programme(*({"exercise": f"level-{level}"} for level in levels))
    if told:
        fires("programme", changes, "X-09", f"level-{levels[1]}", severity=Severity.WARNING, others=others)
    else:
        silent("programme", changes, "X-09", others=others)


@pytest.mark.parametrize(
    ("impacts", "told"), [(("none", "low", "high"), False), (("none", "high"), True), (("high", "none"), False)]
)
def test_impact_grows_by_one_step(
    fires: Callable[..., Finding], silent: Callable[..., None], impacts: tuple[str, ...], told: bool
) -> None:
    others = tuple(exercise(f"impact-{impact}", impact=impact) for impact in impacts)
    changes = programme(*({"exercise": f"impact-{impact}"} for impact in impacts))
    if told:
        fires("programme", changes, "X-09", "impact-high", severity=Severity.WARNING, others=others)
    else:
        silent("programme", changes, "X-09", others=others)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("5 kg", "10 kg", False),
        ("5 kg", "11 kg", True),
        ("RPE 5", "RPE 7", False),
        ("RPE 5", "RPE 8", True),
        ("RIR 4", "RIR 1", True),
        ("50 % 1RM", "70 % 1RM", False),
        ("50 % 1RM", "75 % 1RM", True),
        ("red band", "black band", False),
        ("body weight", "5 kg", False),
    ],
)
def test_loads_grow_in_small_steps(
    fires: Callable[..., Finding], silent: Callable[..., None], before: str, after: str, told: bool
) -> None:
    changes = programme(*({"exercise": "bridge", "dose": {"load": load}} for load in (before, after)))
    if told:
        finding = fires("programme", changes, "X-09", "bridge", severity=Severity.WARNING)
        assert finding.heuristic
    else:
        silent("programme", changes, "X-09")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"sessions_per_week": 15}, True),
        ({"sessions_per_week": 10, "minutes": 30}, True),
        ({"sessions_per_week": 7, "minutes": 30}, False),
        ({"sessions_per_week": 10, "minutes": 20}, False),
        ({"sessions_per_week": 10, "minutes": 60, "supervised": True}, False),
    ],
)
def test_the_week(fires: Callable[..., Finding], silent: Callable[..., None], changes: dict[str, Any], told: bool) -> None:
    if told:
        fires("programme", changes, "X-18", str(changes["sessions_per_week"]), severity=Severity.WARNING)
    else:
        silent("programme", changes, "X-18")


def test_more_than_a_session_a_day(fires: Callable[..., Finding]) -> None:
    fires("programme", {"sessions_per_week": "5-8"}, "SAF-10", "5-8", severity=Severity.WARNING)


HARD = {"level": 3}


@pytest.mark.parametrize(
    ("own", "frequency", "told"),
    [
        (HARD, "5 days a week", True),
        (HARD, "every day", True),
        (HARD, "3-4 days a week", False),
        ({"level": 2}, "every day", False),
        ({**HARD, "type": "mobility"}, "every day", False),
    ],
)
def test_a_muscle_that_works_hard_rests(
    fires: Callable[..., Finding], silent: Callable[..., None], own: dict[str, Any], frequency: str, told: bool
) -> None:
    changes = programme({"exercise": "hard", "dose": {"frequency": frequency}})
    if told:
        fires("programme", changes, "X-18", "hard", severity=Severity.WARNING, others=(exercise("hard", **own),))
    else:
        silent("programme", changes, "X-18", others=(exercise("hard", **own),))


def test_a_muscle_is_told_once_a_phase(fires: Callable[..., Finding]) -> None:
    others = (exercise("hard", **HARD), exercise("harder", **HARD))
    items = [{"exercise": id, "dose": {"frequency": "every day"}} for id in ("hard", "harder")]
    fires("programme", programme(items), "X-18", severity=Severity.WARNING, others=others)


ECCENTRIC = {"level": 3, "contraction": "eccentric"}
DAILY = {"sets": 2, "reps": 5, "frequency": "4 days a week"}


def test_hard_eccentric_work_has_days_of_rest(fires: Callable[..., Finding]) -> None:
    kind, changes = exercise("lowering", **ECCENTRIC, dose=DAILY)
    fires(kind, changes, "SAF-10", "4 days a week", severity=Severity.WARNING)


@pytest.mark.parametrize("item", [{"dose": {"frequency": "4 days a week"}}, {}])
def test_hard_eccentric_work_in_a_programme(fires: Callable[..., Finding], item: dict[str, Any]) -> None:
    dose = {"sets": 2, "reps": 5} | ({"frequency": "1 day a week"} if item else {})
    changes = programme({"exercise": "lowering", **item}, sessions_per_week=5)
    found = fires(
        "programme",
        changes,
        "SAF-10",
        "lowering",
        severity=Severity.WARNING,
        others=(exercise("lowering", **ECCENTRIC, dose=dose),),
    )
    assert found.related is not None


def test_hard_eccentric_work_on_three_days_is_fine(silent: Callable[..., None]) -> None:
    kind, changes = exercise("lowering", **ECCENTRIC, dose={**DAILY, "frequency": "3 days a week"})
    silent(kind, changes, "SAF-10")
