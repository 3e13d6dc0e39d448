"""What is for one person: clean texts, doses in cards, and nothing of it where it does not belong."""

from __future__ import annotations

import pickle

import pytest

from pressup import Dose, Handout, Personal, RenderContext, TargetOptions
from pressup.errors import UsageError
from pressup.testing import sample_documents, sample_publisher


def programme() -> Handout:
    return next(one for one in sample_documents().values() if isinstance(one, Handout) and one.kind == "programme")


def dose(**fields: object) -> Dose:
    return Dose.model_validate(fields)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"recipient": "Ada\r\nBcc: all"}, "The name of the recipient has a line break in it. Write it on one line."),
        ({"recipient": "x" * 10_000}, "The name of the recipient is 10,000 characters long; at most 80 fit."),
        ({"recipient": "x" * 81}, "The name of the recipient is 81 characters long; at most 80 fit."),
        ({"recipient": "Ada\u202eavO"}, "The name of the recipient holds the invisible character U+202E. Write it again by hand."),
        ({"recipient": "Ada\x1b[2J"}, "The name of the recipient holds the invisible character U+001B. Write it again by hand."),
        ({"recipient": " "}, "The name of the recipient is empty."),
        ({"recipient": "Ada\udcff"}, "The name of the recipient is not written in UTF-8."),
        ({"note": "x" * 401}, "The note is 401 characters long; at most 400 fit."),
        ({"notes": {"bridge": "\u2066x"}}, "The note on “bridge” holds the invisible character U+2066. Write it again by hand."),
        ({"doses": {"bridge": dose(pain_limit=9)}}, "The dose of “bridge” changes pain_limit, which stays as the record says."),
    ],
)
def test_what_cannot_be_printed_safely_is_refused_without_quoting_it(fields: dict[str, object], sentence: str) -> None:
    with pytest.raises(UsageError) as error:
        Personal(**fields)  # type: ignore[arg-type]
    assert str(error.value) == sentence


def test_texts_are_put_on_one_line_in_the_usual_form_of_their_letters() -> None:
    personal = Personal("  A\u030asa ", "One.\r\n\nTwo.", {"bridge": "Three."})
    assert list(personal.texts()) == [
        ("the name of the recipient", "Åsa"),
        ("the note", "One. Two."),
        ("the note on “bridge”", "Three."),
    ]


def test_the_representation_of_a_context_shows_nothing_of_it() -> None:
    personal = Personal("Ada", "Slowly", {"bridge": "Cushion"}, {"bridge": dose(sets=9)})
    context = RenderContext(TargetOptions(), sample_publisher(), "en", personal=personal)
    assert repr(personal) == "Personal()"
    assert not any(word in repr(context) for word in ("Ada", "Slowly", "Cushion", "dose"))


def test_a_context_for_one_person_is_not_packed_for_another_machine() -> None:
    context = RenderContext(TargetOptions(), sample_publisher(), "en", personal=Personal("Ada"))
    with pytest.raises(ValueError, match="stays on this machine"):
        context.carrying([])
    assert pickle.loads(pickle.dumps(context)) == context


def test_a_dose_replaces_what_it_names_in_every_phase_and_keeps_the_rest() -> None:
    handout = programme()
    card = handout.cards[0]
    personal = Personal(doses={card.exercise.id: dose(sets=9, side="left")})
    context = RenderContext(TargetOptions(), sample_publisher(), "en", personal=personal)
    changed = context.cards(handout)[0]
    assert [entry.dose.replaced_by(None).sets for entry in changed.doses] == [dose(sets=9).sets] * len(card.doses)
    for before, after in zip(card.doses, changed.doses, strict=True):
        assert after.dose.side == "left"
        assert (after.dose.reps, after.dose.hold, after.dose.pain_limit) == (
            before.dose.reps,
            before.dose.hold,
            before.dose.pain_limit,
        )
    assert context.cards(handout)[1:] == handout.cards[1:]
    assert handout.cards[0] is card
