"""What all outputs show of a document: moves and their doses, who must not do what, sources and the imprint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from pressup import (
    Handout,
    Library,
    Programme,
    Reference,
    citation,
    flag_groups,
    imprint,
    move_groups,
    not_for,
    pain_scale,
    plan_phases,
    plan_table,
    ruled_out,
    title_of,
    weeks_text,
)
from pressup.documents import documents_for
from pressup.records import Range

if TYPE_CHECKING:
    from tests.core.conftest import Content


def handout(library: Library, id: str) -> Handout:
    (found,) = documents_for(library, library.publishers[0], Handout, select=[id])
    return cast("Handout", found)


@pytest.fixture
def programme(good: Content) -> Handout:
    """Three phases: a dose that stays, one that changes one part, and a move that may be left out."""
    good.record("condition", {"stages": [{"id": "early", "name": "the first days"}]})
    state = {"flag": "a fever.", "strength": "absolute", "reason": "Rest first."}
    stage = {"condition": "knee-pain", "strength": "stage-limited", "stage": "early", "reason": "It is too soon."}
    good.record("exercise", {"contraindications": [state, stage], "dose": {"sets": 2, "reps": 8, "frequency": "3 days a week"}})
    good.record(
        "exercise",
        {"id": "hold", "name": "Hold", "type": "stretch", "dose": {"reps": 3, "hold": "20 s", "frequency": "3 days a week"}},
    )
    bridge: dict[str, Any] = {"exercise": "bridge", "note": "Go slow."}
    good.record(
        "programme",
        {
            "weeks": 3,
            "phases": [
                {"id": "one", "name": "One", "weeks": 1, "items": [bridge, {"exercise": "hold"}]},
                {"id": "two", "name": "Two", "weeks": 2, "items": [bridge, {"exercise": "hold", "optional": True}]},
                {"id": "three", "name": "Three", "weeks": 3, "items": [bridge | {"dose": {"sets": 3}}]},
            ],
        },
    )
    library = good.load()
    return handout(library, "first-steps")


def test_moves_are_numbered_through_their_groups(programme: Handout) -> None:
    groups = list(move_groups(programme, programme.cards))
    assert [(title, [(move.number, move.exercise.id) for move in moves]) for title, moves in groups] == [
        ("Strengthen", [(1, "bridge")]),
        ("Stretch", [(2, "hold")]),
    ]
    assert [move.is_stretch for _, moves in groups for move in moves] == [False, True]


def test_a_later_dose_says_what_changes_and_a_note_of_all_phases_stands_once(programme: Handout) -> None:
    ((_, (bridge,)), _) = move_groups(programme, programme.cards)
    assert bridge.chips_weeks == "Weeks 1 to 2"
    assert [(later.weeks, later.text.replace("\u00a0", " ")) for later in bridge.later] == [("Week 3", "3 sets")]
    assert [(note.weeks, note.text) for note in bridge.notes] == [("", "Go slow.")]


def test_the_table_says_when_a_move_is_done_or_may_be(programme: Handout) -> None:
    subject = cast("Programme", programme.subject)
    moves = [move for _, members in move_groups(programme, programme.cards) for move in members]
    table = plan_table(subject, moves, "en")
    assert [row.cells for row in table.rows] == [("yes", "yes", "yes"), ("yes", "may", "no")]
    assert table.has_optional
    assert [row.starts_group for row in table.rows] == [False, True]
    assert [phase.moves for phase in plan_phases(subject, moves, "en")] == [(1, 2), (1, 2), (1,)]


def test_a_long_plan_has_a_column_a_phase(programme: Handout) -> None:
    subject = cast("Programme", programme.subject).model_copy(update={"weeks": 12})
    phases = tuple(
        phase.model_copy(update={"weeks": weeks})
        for phase, weeks in zip(subject.phases, (Range(1, 4), Range(5, 5), Range(6, 12)), strict=True)
    )
    table = plan_table(subject.model_copy(update={"phases": phases}), [], "en")
    assert table.columns == (("Weeks", "1–4"), ("Week", "5"), ("Weeks", "6–12"))


def test_who_must_not_do_it_is_told_for_a_heading_and_for_a_line(programme: Handout) -> None:
    fever, stage = not_for(programme.cards[0].exercise, programme)
    assert (fever.label, fever.who, fever.limit) == ("Do not do this if you have", "a fever", "a fever: do not do this.")
    assert stage.who == "Knee pain (the first days)"
    assert stage.limit == "Knee pain: do not do this in the stage “the first days”."
    assert stage.reason == "It is too soon."


def test_flags_stand_by_urgency_and_by_what_to_do(programme: Handout, good: Content) -> None:
    publisher = good.load().publishers[0]
    groups = list(flag_groups(programme, publisher))
    assert [flag for group in groups for _, flags in group.actions for flag in flags] == list(programme.red_flags)
    for group in groups:
        assert {flag.urgency for _, flags in group.actions for flag in flags} == {group.urgency}
        assert all({flag.action for flag in flags} == {action} for action, flags in group.actions)


def test_a_condition_says_which_exercises_it_rules_out(good: Content) -> None:
    stages = [{"id": "early", "name": "The first days"}]
    selectors = [
        {"type": "strength", "min_level": 4, "reason": "Too hard."},
        {"impact": "high", "stage": "early", "reason": "Too soon."},
        {"stage": "early", "reason": "Rest."},
    ]
    good.record("condition", {"stages": stages, "contraindicated": selectors})
    found = handout(good.load(), "knee-pain")
    assert ruled_out(found) == (
        ("Strengthen, level 4 and harder", "Too hard."),
        ("Running and jumping (The first days)", "Too soon."),
        ("All exercises (The first days)", "Rest."),
    )


SOURCE = {
    "kind": "reference",
    "format": 1,
    "id": "smith-2020",
    "type": "article-journal",
    "title": "A trial.",
    "author": [{"family": "Smith", "given": "J"}],
    "issued": {"date-parts": [[2020]]},
    "container-title": "Journal of Knees",
    "volume": "3",
    "issue": "2",
    "page": "1-9",
    "verified": "seen",
}
WHOLE = "Smith J. A trial. Journal of Knees 2020;3(2):1–9."


@pytest.mark.parametrize(
    ("more", "text", "address", "url"),
    [
        ({}, WHOLE, "", None),
        ({"DOI": "10.1000/a(1)<b>"}, WHOLE, "doi:10.1000/a(1)<b>", "https://doi.org/10.1000/a(1)%3Cb%3E"),
        ({"URL": "https://www.example.org/a"}, WHOLE, "example.org/a", "https://www.example.org/a"),
        ({"URL": "http://example.org/a"}, WHOLE, "example.org/a", None),
        ({"ISBN": "9780000000002"}, WHOLE, "ISBN 9780000000002", None),
        ({"volume": None, "page": None}, "Smith J. A trial. Journal of Knees 2020.", "", None),
        (
            {"author": [{"literal": "The Knee Board"}, {"family": "Smith"}], "publisher": "The Knee Board", "volume": None},
            "The Knee Board and others. A trial. Journal of Knees 2020:1–9.",
            "",
            None,
        ),
        ({"publisher": "Knee House", "number": "K7"}, "Smith J. A trial. Knee House, Journal of Knees K7 2020;3(2):1–9.", "", None),
    ],
)
def test_a_source_is_cited(more: dict[str, Any], text: str, address: str, url: str | None) -> None:
    found = citation(Reference.model_validate(SOURCE | more), "en")
    assert (found.text, found.address, found.url, found.doubt) == (text, address, url, "")


def test_what_to_doubt_about_a_source_is_said() -> None:
    doubtful = Reference.model_validate(SOURCE | {"verified": "from-memory", "retracted": True, "note": "A small trial."})
    told = "This source has been withdrawn. We have not looked up this entry yet. A small trial."
    assert citation(doubtful, "en").doubt == told


def test_the_imprint_says_who_and_who_has_not(good: Content) -> None:
    library = good.load()
    found = handout(library, "first-steps")
    rows = dict(imprint(found, library.publishers[0], lambda day: f"<{day}>"))
    assert list(rows)[:4] == ["Publisher", "Written by", "Reviewed by", "Version"]
    assert rows["Rights"].startswith("© ")


def test_what_could_not_be_read_is_named_by_its_id(programme: Handout) -> None:
    assert title_of(programme, "not-there") == "not there"
    assert weeks_text(Range(6, 6), "en") == "Week 6"
    assert weeks_text(Range(1, 2), "de") == "Wochen 1 bis 2"


def test_pain_below_the_bands_looks_like_none(starter: Library) -> None:
    subject = cast("Programme", starter.records["hamstring-basics"])
    assert dict(pain_scale(subject.model_copy(update={"pain_rule": None}))) == {}
    assert [look for _, look in pain_scale(subject)] == ["go"] * 4 + ["ease"] * 2 + ["stop"] * 5
