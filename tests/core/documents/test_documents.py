"""Documents carry all that they show: cards with merged doses, red flags of wider conditions, numbered references."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from pressup import Catalogue, Document, Handout, Library, Newsletter, Publisher, Range
from pressup.documents import documents_for

if TYPE_CHECKING:
    from tests.core.conftest import Content


def flag(text: str, urgency: str) -> dict[str, str]:
    return {"text": text, "urgency": urgency, "action": f"Act on {urgency}."}


def claim(text: str, *references: str) -> dict[str, Any]:
    return {"text": text, "relation": "consensus", "grade": "low", "references": list(references), "uncertainty": "?"}


@pytest.fixture
def rich(good: Content) -> Library:
    """A programme for a condition with two wider ones, with an exercise in two phases and another in one."""
    for id in ("ref-a", "ref-b", "ref-c"):
        good.record("reference", {"id": id, "title": f"Title {id}"})
    good.record(
        "condition", {"parent": "leg-pain", "red_flags": [flag("One.", "soon"), flag("Both.", "soon")], "recommended": ["bridge"]}
    )
    good.record("condition", {"id": "leg-pain", "name": "Leg pain", "parent": "pain", "red_flags": [flag("Both.", "emergency")]})
    good.record("condition", {"id": "pain", "name": "Pain", "red_flags": [flag("Two.", "same-day"), flag("Three.", "emergency")]})
    good.record(
        "exercise", {"claims": [claim("B.", "ref-b", "ref-a")], "contraction": "isometric", "progressions": [{"to": "squat"}]}
    )
    good.record("exercise", {"id": "squat", "name": "Squat", "position": "standing", "equipment": {"required": ["chair"]}})
    good.record(
        "programme",
        {
            "phases.0.items.0.note": "Go slow.",
            "phases.1.items": [{"exercise": "squat"}, {"exercise": "bridge", "dose": {"duration": "2 min"}, "optional": True}],
            "claims": [claim("A.", "ref-b"), claim("B.", "ref-c")],
            "red_flags": [flag("Own.", "same-day")],
            "references": ["smith-2020"],
            "education": ["why-move"],
        },
    )
    library = good.load()
    assert library.ok, "\n".join(map(str, library.findings))
    return library


def publisher(library: Library) -> Publisher:
    return library.publishers[0]


def handout(library: Library, id: str) -> Handout:
    (document,) = documents_for(library, publisher(library), Handout, select=[id])
    assert isinstance(document, Handout)
    return document


def test_a_programme_carries_each_exercise_once_in_the_order_of_first_use(rich: Library) -> None:
    cards = handout(rich, "first-steps").cards
    assert [card.exercise.id for card in cards] == ["bridge", "squat"]


def test_a_card_holds_the_merged_dose_of_every_phase(rich: Library) -> None:
    bridge, squat = handout(rich, "first-steps").cards
    first, second = bridge.doses
    assert (first.phase, first.weeks, first.note, first.optional) == ("Get going", Range(1, 2), "Go slow.", False)
    assert (str(first.dose.sets), str(first.dose.reps), str(first.dose.frequency)) == ("2", "8-12", "3 days a week")
    assert (second.phase, second.optional) == ("Build up", True)
    assert (second.dose.reps, str(second.dose.duration), str(second.dose.sets)) == (None, "2 min", "3")
    assert [entry.phase for entry in squat.doses] == ["Build up"]
    assert (bridge.weeks, squat.weeks) == (Range(1, 4), Range(3, 4))
    assert bridge.first_dose == first.dose


def test_red_flags_come_from_all_wider_conditions_most_urgent_first_each_once(rich: Library) -> None:
    flags = handout(rich, "first-steps").red_flags
    assert [(entry.urgency, entry.text) for entry in flags] == [
        ("emergency", "Both."),
        ("emergency", "Three."),
        ("same-day", "Own."),
        ("same-day", "Two."),
        ("soon", "One."),
    ]


def test_a_condition_carries_its_wider_ones_and_names_what_it_recommends(rich: Library) -> None:
    document = handout(rich, "knee-pain")
    assert [condition.id for condition in document.conditions] == ["knee-pain", "leg-pain", "pain"]
    assert [exercise.id for exercise in document.recommended] == ["bridge"]
    assert "bridge" in document.named_ids and "bridge" not in document.record_ids
    assert document.cards == ()
    assert [entry.text for entry in document.flags("emergency")] == ["Both.", "Three."]


def test_only_what_is_said_of_a_named_exercise_counts(rich: Library) -> None:
    def with_bridge(**changes: object) -> Library:
        return replace(rich, records={**rich.records, "bridge": rich.records["bridge"].model_copy(update=changes)})

    document = handout(rich, "knee-pain")
    assert handout(with_bridge(cautions=("Stop early.",)), "knee-pain") == document
    assert handout(with_bridge(name="Bridge again"), "knee-pain") != document


def test_an_article_carries_the_red_flags_of_its_conditions(rich: Library) -> None:
    assert {entry.text for entry in handout(rich, "why-move").red_flags} == {"One.", "Both.", "Two.", "Three."}


def test_a_handout_of_an_exercise_is_made_when_it_is_named(rich: Library) -> None:
    document = handout(rich, "squat")
    assert (document.kind, document.cards[0].doses, document.cards[0].weeks) == ("exercise", (), None)
    assert document.cards[0].first_dose == document.cards[0].exercise.dose


def test_references_are_numbered_in_the_order_of_their_first_use(rich: Library) -> None:
    document = handout(rich, "first-steps")
    assert [reference.id for reference in document.references] == ["ref-b", "ref-c", "smith-2020", "ref-a"]
    assert [document.number(id) for id in ("ref-b", "ref-c", "smith-2020", "ref-a", "zzz")] == [1, 2, 3, 4, None]


def test_claims_stand_once(rich: Library) -> None:
    assert [entry.text for entry in handout(rich, "first-steps").claims] == ["A.", "B."]


def test_titles_and_words_come_along(rich: Library) -> None:
    document = handout(rich, "first-steps")
    assert document.titles["why-move"] == "Why move"
    assert document.titles["squat"] == "Squat"
    assert document.word("equipment", "chair") == "chair"
    assert document.word("position", "supine") == "lying on your back"
    assert document.word("muscle", "not-a-word") == "not a word"


def test_record_ids_are_all_that_it_carries(rich: Library) -> None:
    document = handout(rich, "first-steps")
    assert set(document.record_ids) == {
        "first-steps",
        "bridge",
        "squat",
        "knee-pain",
        "leg-pain",
        "pain",
        "ref-a",
        "ref-b",
        "ref-c",
        "smith-2020",
    }
    assert list(document.record_ids) == sorted(document.record_ids)


def test_safety_texts_are_all_that_may_not_be_dropped(rich: Library) -> None:
    document = handout(rich, "first-steps")
    texts = {text for _, text in document.safety_texts(publisher(rich))}
    assert {"One.", "Two.", "Three.", "Both.", "Own.", "Act on emergency.", "Act on same-day."} <= texts
    assert {"Keep your ribs down.", "your back hurts.", "Go slow.", "Call 999.", "Call 111.", "Call your GP surgery."} <= texts
    assert publisher(rich).disclaimer in texts


def test_help_lines_without_a_red_flag_of_their_urgency_may_be_left_out(good: Content) -> None:
    library = good.load()
    texts = {text for _, text in handout(library, "knee-pain").safety_texts(publisher(library))}
    assert "Call 111." in texts
    assert "Call 999." not in texts


def documents(library: Library) -> list[Document]:
    forms: list[type[Document]] = [Handout, Newsletter, Catalogue]
    return [document for form in forms for document in documents_for(library, publisher(library), form)]


def test_documents_are_frozen_picklable_and_the_same_every_time(rich: Library) -> None:
    assert [type(document).__name__ for document in documents(rich)] == ["Handout"] * 5 + ["Newsletter", "Catalogue"]
    for document, again in zip(documents(rich), documents(rich), strict=True):
        with pytest.raises(ValidationError):
            document.title = "other"  # type: ignore[misc]
        assert pickle.loads(pickle.dumps(document)) == document
        text = document.model_dump_json()
        assert text == again.model_dump_json()
        assert json.loads(text)["id"] == document.id


@pytest.mark.parametrize("by_alias", [True, False])
def test_a_document_can_be_sent_as_json_and_read_back(rich: Library, by_alias: bool) -> None:
    for document in documents(rich):
        sent = document.model_dump_json(by_alias=by_alias)
        assert type(document).model_validate_json(sent) == document


def test_a_document_of_the_starter_library_is_complete(starter: Library) -> None:
    document = handout(starter, "hamstring-basics")
    assert document.sample
    assert [card.exercise.id for card in document.cards][:3] == ["hamstring-curl", "bridge", "seated-hamstring-stretch"]
    assert len({card.exercise.id for card in document.cards}) == len(document.cards)
    urgencies = [entry.urgency for entry in document.red_flags]
    assert urgencies == sorted(urgencies, key=["emergency", "same-day", "soon"].index)
    assert document.references


def test_a_document_with_one_sample_in_it_is_a_sample(good: Content) -> None:
    good.record("exercise", {"review": {"status": "sample", "version": "0.1", "authors": [{"name": "A"}]}})
    library = good.load()
    assert handout(library, "first-steps").sample
    assert not handout(library, "knee-pain").sample
    (made,) = documents_for(library, publisher(library), Catalogue)
    assert made.sample


def test_a_newsletter_carries_its_records_and_the_red_flags_of_all_conditions(good: Content) -> None:
    good.record("condition", {"id": "hip-pain", "name": "Hip pain", "red_flags": [flag("Hip.", "emergency")]})
    items = [{"exercise": "bridge"}, {"article": "why-move", "heading": "Read"}, {"heading": "News", "teaser": "We moved."}]
    good.record("newsletter", {"items": items, "conditions": ["hip-pain"]})
    library = good.load()
    (document,) = documents_for(library, publisher(library), Newsletter)
    assert isinstance(document, Newsletter)
    assert [item.heading for item in document.items] == ["Bridge", "Read", "News"]
    assert [item.record.id if item.record else None for item in document.items] == ["bridge", "why-move", None]
    assert [entry.text for entry in document.red_flags] == ["Hip.", "You cannot stand on your leg."]
    assert [exercise.id for exercise in document.exercises()] == ["bridge"]
    assert "Keep your ribs down." in {text for _, text in document.safety_texts(publisher(library))}


def test_a_newsletter_is_made_for_its_publisher_and_only_with_a_mailing(good: Content) -> None:
    good.record("publisher", {"id": "quiet-press", "mailing": ...})
    good.record("publisher", {"id": "other-press"})
    good.record("newsletter", {"publisher": "other-press"})
    library = good.load()
    made = {p.id: len(list(documents_for(library, p, Newsletter))) for p in library.publishers}
    assert made == {"quiet-press": 0, "other-press": 1, "test-press": 0}


def test_the_catalogue_has_an_entry_for_every_record_that_can_be_shown(rich: Library) -> None:
    (document,) = documents_for(rich, publisher(rich), Catalogue)
    assert isinstance(document, Catalogue)
    assert [entry.id for entry in document.entries] == [
        "bridge",
        "first-steps",
        "knee-pain",
        "leg-pain",
        "pain",
        "squat",
        "why-move",
    ]
    assert (document.id, document.title) == ("catalogue", "Test Press")
    texts = list(document.safety_texts(publisher(rich)))
    assert len(texts) == len(set(texts))


def ids(library: Library, form: type[Document], **chosen: Any) -> list[str]:
    return [document.id for document in documents_for(library, publisher(library), form, **chosen)]


def test_which_documents_are_made(good: Content) -> None:
    library = good.load()
    assert ids(library, Handout) == ["first-steps", "knee-pain", "why-move"]
    assert ids(library, Handout, kinds=["exercise"]) == ["bridge"]
    assert ids(library, Handout, select=["why-move", "bridge"]) == ["bridge", "why-move"]
    assert ids(library, Handout, select=["issue-1"]) == []
    assert ids(library, Newsletter, select=["issue-1"]) == ["issue-1"]
    assert ids(library, Newsletter, select=["bridge"]) == []
    assert ids(library, Catalogue, select=["catalogue"]) == ["catalogue"]
    assert ids(library, Catalogue, select=["bridge"]) == []


def test_deprecated_records_get_no_handout_of_their_own(good: Content) -> None:
    good.record("article", {"status": "deprecated"})
    library = good.load()
    assert "why-move" not in ids(library, Handout)
    (document,) = documents_for(library, publisher(library), Catalogue)
    assert isinstance(document, Catalogue)
    assert "why-move" not in [entry.id for entry in document.entries]
