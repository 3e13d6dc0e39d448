"""Every small model of a contraindication, against a plain restatement of the rule: none slips into what is printed."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from tests.core.checks.conftest import TODAY

from pressup import Handout, Library, Newsletter
from pressup.checks.safety import contraindicated
from pressup.content.reader import ReadFile, assemble
from pressup.documents import documents_for
from pressup.records import KINDS, LibraryFile
from pressup.records.vocabulary import packaged
from pressup.testing.good_records import GOOD_RECORDS

if TYPE_CHECKING:
    from tests.core.conftest import Content

TRAITS: dict[str, tuple[Any, Any]] = {
    "exercise": ("bridge", "hop"),
    "type": ("strength", "stretch"),
    "pattern": ("bridge", "squat"),
    "impact": ("low", "high"),
    "min_level": (2, 3),
}
"""Of each trait of a selector, a value that the exercise has and one that it has not."""
STAGES = [{"id": "acute", "name": "The first days"}, {"id": "late", "name": "Later"}]
LIMITS = (None, "acute", "late")
REASON = {"reason": "It hurts."}


def library(*records: tuple[str, dict[str, Any]]) -> Library:
    """A library without files, of good records with some fields changed."""
    made = [KINDS[kind].model_validate({**GOOD_RECORDS[kind], **changes}) for kind, changes in records]
    files = [ReadFile(f"{record.id}.yaml", None, record, record.id, ()) for record in made]
    return assemble(Path("small"), LibraryFile(kind="library"), MappingProxyType(dict(packaged())), files)


def model(condition: dict[str, Any], exercise: dict[str, Any], stage: str | None, *others: tuple[str, dict[str, Any]]) -> Library:
    """A programme of one exercise for knee pain."""
    item = {"exercise": "bridge"}
    phases = [{"id": "only", "name": "Only", "weeks": "1-4", "items": [item]}]
    return library(
        ("exercise", {"pattern": "bridge", "impact": "low", "level": 2, **exercise}),
        ("exercise", {"id": "hop", "name": "Hop"}),
        ("condition", {"stages": STAGES, **condition}),
        ("programme", {"phases": phases, **({"stage": stage} if stage else {})}),
        *others,
    )


def told(made: Library) -> list[tuple[str, tuple[str | int, ...]]]:
    """The places in a programme and the records that they are in conflict with."""
    problems = list(contraindicated(made, TODAY))
    assert {problem.record for problem in problems} <= {"first-steps"}
    assert {problem.path for problem in problems} <= {("phases", 0, "items", 0, "exercise")}
    assert all(problem.related for problem in problems)
    return [problem.related for problem in problems if problem.related]


SELECTORS = [choice for choice in product((None, 0, 1), repeat=len(TRAITS)) if any(pick is not None for pick in choice)]


@pytest.mark.parametrize("where", ["own", "wider", "widest", "merged"])
def test_every_selector_in_every_stage(where: str) -> None:
    for choice, of_entry, of_programme in product(SELECTORS, LIMITS, LIMITS):
        picked = {name: values[pick] for (name, values), pick in zip(TRAITS.items(), choice, strict=True) if pick is not None}
        selector = {**picked, **REASON, **({"stage": of_entry} if of_entry else {})}
        fits = all(pick == 0 for pick in choice if pick is not None)
        in_time = of_entry is None or of_programme is None or of_entry == of_programme
        holder = {"id": "pain", "name": "Pain", "stages": STAGES, "contraindicated": [selector]}
        chain: dict[str, tuple[dict[str, Any], tuple[tuple[str, dict[str, Any]], ...]]] = {
            "own": ({"contraindicated": [selector]}, ()),
            "wider": ({"parent": "pain"}, (("condition", holder),)),
            "widest": (
                {"parent": "leg-pain"},
                (("condition", holder), ("condition", {"id": "leg-pain", "name": "Leg pain", "parent": "pain"})),
            ),
            "merged": ({"status": "merged", "merged_into": "pain"}, (("condition", holder),)),
        }
        condition, others = chain[where]
        related = told(model(condition, {}, of_programme, *others))
        name = "knee-pain" if where == "own" else "pain"
        assert related == ([(name, ("contraindicated", 0))] if fits and in_time else []), (selector, of_programme)


@pytest.mark.parametrize("named", ["knee-pain", "pain", "old-pain", "other"])
def test_every_contraindication_of_an_exercise(named: str) -> None:
    others = (
        ("condition", {"id": "pain", "name": "Pain", "stages": STAGES}),
        ("condition", {"id": "old-pain", "name": "Old pain", "stages": STAGES, "status": "merged", "merged_into": "pain"}),
        ("condition", {"id": "other", "name": "Other", "stages": STAGES, "parent": "knee-pain"}),
    )
    for strength, of_entry, of_programme in product(("absolute", "relative", "stage-limited"), LIMITS, LIMITS):
        entry = {"condition": named, "strength": strength, **REASON, **({"stage": of_entry} if of_entry else {})}
        limited = strength == "stage-limited" and None not in (of_entry, of_programme) and of_entry != of_programme
        wanted = named != "other" and strength != "relative" and not limited
        related = told(model({"parent": "pain"}, {"contraindications": [entry]}, of_programme, *others))
        assert related == ([("bridge", ("contraindications", 0))] if wanted else []), entry


@pytest.mark.parametrize(
    ("exercise", "others", "selector"),
    [
        ({"status": "merged", "merged_into": "hop"}, (), {"exercise": "hop"}),
        ({}, ({"id": "old", "name": "Old", "status": "merged", "merged_into": "bridge"},), {"exercise": "old"}),
        (
            {},
            (
                {"id": "old", "name": "Old", "status": "merged", "merged_into": "newer"},
                {"id": "newer", "name": "Newer", "status": "merged", "merged_into": "bridge"},
            ),
            {"exercise": "old"},
        ),
        ({"status": "deprecated"}, (), {"exercise": "bridge"}),
    ],
)
def test_an_exercise_that_was_merged_or_given_up(
    exercise: dict[str, Any], others: tuple[dict[str, Any], ...], selector: dict[str, Any]
) -> None:
    condition = {"contraindicated": [{**selector, **REASON}]}
    assert told(model(condition, exercise, None, *(("exercise", other) for other in others)))


def test_records_that_are_merged_in_a_circle_do_not_hang() -> None:
    circle = ({"id": "one", "name": "One", "status": "merged", "merged_into": "bridge"},)
    made = model(
        {"contraindicated": [{"exercise": "one", **REASON}], "status": "merged", "merged_into": "knee-pain"},
        {"status": "merged", "merged_into": "one"},
        None,
        *(("exercise", other) for other in circle),
    )
    assert told(made)


def test_a_limit_to_a_stage_that_the_condition_has_not_holds_in_all() -> None:
    entry = {"condition": "knee-pain", "strength": "stage-limited", "stage": "accute", **REASON}
    assert told(model({}, {"contraindications": [entry]}, "late"))


@pytest.mark.parametrize("flag", ["Knee pain", "knee-pain", "SORE  KNEE.", "Gonalgia"])
def test_a_flag_that_is_a_condition_would_stop_nothing(good: Content, flag: str) -> None:
    good.record("condition", {"aliases": ["Sore knee"], "formal_name": "Gonalgia"})
    good.record("exercise", {"contraindications": [{"flag": flag, "strength": "absolute", "reason": "No."}]})
    finding = good.only()
    assert (finding.code, finding.help) == ("SAF-04", "Write “condition: knee-pain” instead.")
    assert finding.related is not None


BACK = {"id": "sore-back", "name": "Sore back", "stages": STAGES}


@pytest.mark.parametrize(
    ("issue", "selector"),
    [
        ({"conditions": ["sore-back"]}, {"exercise": "bridge"}),
        ({"conditions": ["sore-back"]}, {"type": "strength", "stage": "acute"}),
        ({"items": [{"exercise": "bridge"}, {"condition": "sore-back"}]}, {"exercise": "bridge"}),
        ({"items": [{"exercise": "bridge"}, {"article": "back-care"}]}, {"exercise": "bridge"}),
    ],
)
def test_an_issue_shows_no_exercise_beside_a_condition_that_rules_it_out(
    good: Content, issue: dict[str, Any], selector: dict[str, Any]
) -> None:
    good.record("condition", {**BACK, "contraindicated": [{**selector, **REASON}]})
    good.record("article", {"id": "back-care", "title": "Care", "conditions": ["sore-back"]})
    good.record("newsletter", issue)
    finding = good.only()
    assert (finding.code, finding.place.file) == ("SAF-04", "issue-1.yaml")
    assert good.text_at(finding.place) == "bridge"
    assert finding.related is not None
    assert finding.related.file == "sore-back.yaml"


@pytest.mark.parametrize(("stage", "wrong"), [(None, True), ("acute", False)])
def test_an_article_names_no_exercise_that_its_condition_rules_out(good: Content, stage: str | None, wrong: bool) -> None:
    selector = {"exercise": "bridge", **REASON, **({"stage": stage} if stage else {})}
    good.record("condition", {**BACK, "contraindicated": [selector]})
    good.record("article", {"conditions": ["sore-back"], "exercises": ["bridge"]})
    found = good.findings()
    assert [(finding.code, finding.place.file) for finding in found] == ([("SAF-04", "why-move.yaml")] if wrong else [])


STEPS = {
    "progressions": [{"to": "hop", "when": "It feels easy."}, {"change": "Hold for longer.", "when": "It feels easy."}],
    "regressions": [{"to": "hop", "when": "It feels hard."}],
}


@pytest.mark.parametrize(("ruled_out", "kept"), [([{"exercise": "hop", **REASON}], False), ([], True)])
def test_a_step_to_an_exercise_that_is_ruled_out_is_not_printed(ruled_out: list[dict[str, Any]], kept: bool) -> None:
    made = library(
        ("exercise", STEPS),
        ("exercise", {"id": "hop", "name": "Hop"}),
        ("condition", {"contraindicated": ruled_out}),
        ("programme", {}),
        ("newsletter", {"conditions": ["knee-pain"]}),
        ("publisher", {}),
    )
    documents = [*documents_for(made, made.publishers[0], Handout, kinds=["programme"])]
    documents += documents_for(made, made.publishers[0], Newsletter)
    for document in documents:
        (shown,) = document.exercises()
        assert [step.to for step in shown.progressions] == (["hop", None] if kept else [None])
        assert [step.to for step in shown.regressions] == (["hop"] if kept else [])
    alone = next(iter(documents_for(made, made.publishers[0], Handout, select=["bridge"])))
    assert [step.to for step in alone.exercises()[0].progressions] == ["hop", None]


def test_the_editor_is_told_of_a_step_that_is_left_out(good: Content) -> None:
    good.record("exercise", {"progressions": [{"to": "hop"}]})
    good.record("exercise", {"id": "hop", "name": "Hop", "steps": ["Bend both knees.", "Spring off the floor."]})
    good.record("condition", {"contraindicated": [{"exercise": "hop", **REASON}]})
    finding = good.only()
    assert (finding.code, str(finding.severity), finding.place.file) == ("X-03", "note", "first-steps.yaml")
    assert finding.message == "The step from “Bridge” to “Hop” is left out here, because of knee pain."
