"""What a handout says, and how often."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest
from pydantic import BaseModel

from pressup import Article, Handout, Library, Programme, Publisher, pain_scale
from pressup.build.verify import normal
from pressup.testing import render_target
from pressup_pdf.target import PdfTarget

IDS = ["hamstring-basics", "knee-pain", "hamstring-strain", "signs-of-weak-hamstrings", "nordic-hamstring-exercise"]


def texts_of(value: Any) -> Iterator[str]:
    """Every text of two words or more inside a record, but for what is not printed as it stands."""
    left_out = {
        "body",
        "review",
        "rights",
        "media",
        "references",
        "claims",
        "aliases",
        "red_flags",
        "recommended",
        "reason",
        "flag",
    }
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in left_out:
                yield from texts_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, str) and " " in value:
        yield value


@pytest.fixture(params=IDS)
def id(request: pytest.FixtureRequest) -> str:
    """One handout of every kind, and one with stages."""
    return str(request.param)


def test_every_safety_text_is_there_exactly_once(
    starter: Callable[[str], Any], handouts: dict[str, Handout], library: Library, id: str
) -> None:
    """A text that several exercises share stands on each of their cards; what to do about a warning sign stands once a group."""
    text = normal(starter(id).text)
    wanted = list(handouts[id].safety_texts(library.publishers[0]))
    once_a_group = {"action of a red flag", "help line"}
    for kind, safety in wanted:
        found = text.count(normal(safety))
        alike = sum(normal(safety) in normal(other) for other_kind, other in set(wanted) if other_kind not in once_a_group)
        cards = sum(safety == other for other_kind, other in wanted if other_kind == kind and kind not in once_a_group)
        assert found >= 1, safety
        assert found <= max(1, alike, cards), f"{safety} stands {found} times"


def test_every_text_of_the_subject_is_there(starter: Callable[[str], Any], handouts: dict[str, Handout], id: str) -> None:
    text = normal(starter(id).text)
    document = handouts[id]
    missing = [part for part in texts_of(document.subject) if normal(part) not in text]
    assert not missing


def test_every_step_of_every_card_is_there(starter: Callable[..., Any], handouts: dict[str, Handout]) -> None:
    """A card of two a page shows the start in its figure and has one tip; with a page of its own a card says all."""
    text, all_said = normal(starter("hamstring-basics").text), normal(starter("hamstring-basics", layout="cards").text)
    for card in handouts["hamstring-basics"].cards:
        exercise = card.exercise
        wanted = (*exercise.steps, exercise.feel_it, exercise.tips[0])
        more = (exercise.start, *exercise.tips, *exercise.mistakes, exercise.breathing or "")
        assert all(normal(part) in text for part in wanted), exercise.id
        assert all(normal(part) in all_said for part in (*wanted, *more)), exercise.id


def test_page_one_holds_the_whole_safety_part(
    starter: Callable[[str], Any], handouts: dict[str, Handout], library: Library
) -> None:
    document = handouts["hamstring-basics"]
    for page in (starter("hamstring-basics").pages[0],):
        for flag in document.red_flags:
            assert flag.text in page
        assert library.publishers[0].disclaimer in page
        assert "Prepared for" in page
        for urgency in ("Emergency Get emergency help now. Call 999.", "Same day", "Soon"):
            assert urgency in page


def test_every_page_says_that_it_is_a_sample_and_which_page_it_is(starter: Callable[[str], Any], id: str) -> None:
    pages = starter(id).pages
    for number, page in enumerate(pages, 1):
        assert "Sample – not clinically reviewed" in page
        assert f"Page {number} of {len(pages)}" in page
        assert "version 0.1" in page
        assert "Sample Press" in page


def test_a_reviewed_handout_has_no_sample_mark_and_names_the_reviewer(
    make: Callable[..., Any], handouts: dict[str, Handout]
) -> None:
    document = handouts["what-the-hamstrings-do"]
    review = document.subject.review.model_copy(
        update={"status": "reviewed", "reviewer": document.subject.review.authors[0].model_copy(update={"name": "Ada Reviewer"})}
    )
    subject = document.subject.model_copy(update={"review": review})
    text = make(document.model_copy(update={"sample": False, "subject": subject, "conditions": ()})).text
    assert "Sample – not clinically" not in text
    assert "No health professional has checked this" not in text
    assert "Reviewed by Ada Reviewer" in text


def test_a_sample_says_that_nobody_reviewed_it(starter: Callable[[str], Any], id: str) -> None:
    assert "Reviewed by none yet" in starter(id).text


def test_doses_by_phase(starter: Callable[[str], Any]) -> None:
    """The bridge begins with 2 sets and goes on with 3: both doses stand on its card, with their weeks."""
    text = starter("hamstring-basics").text
    first = "Weeks 1 to 2: 2 sets 10 reps hold 5 s 3 days a week rest 60 s between sets"
    assert f"{first} Weeks 3 to 6: 3 sets Start Finish Feel it here: back of thighs" in text


def test_a_dose_that_never_changes_has_no_weeks(starter: Callable[[str], Any]) -> None:
    text = starter("hamstring-basics").text
    dose = "2 sets 10 reps each side hold 5 s 3 days a week rest 60 s between sets"
    assert f": {dose} Start" not in text
    assert f"{dose} Start Finish Feel it here: back of the thigh" in text


def test_pain_limit_of_a_dose_is_left_to_the_pain_rule_only_when_they_agree(
    make: Callable[..., Any], starter: Callable[[str], Any], handouts: dict[str, Handout]
) -> None:
    assert "pain up to" not in starter("hamstring-basics").text
    assert "pain up to 3 out of 10" in starter("nordic-hamstring-exercise").text
    document = handouts["hamstring-basics"]
    stricter = document.cards[0].doses[0].dose.model_copy(update={"pain_limit": 1})
    doses = tuple(entry.model_copy(update={"dose": stricter}) for entry in document.cards[0].doses)
    cards = (document.cards[0].model_copy(update={"doses": doses}), *document.cards[1:])
    assert "pain up to 1 out of 10" in make(document.model_copy(update={"cards": cards})).text


def test_the_plan_says_in_which_weeks(starter: Callable[[str], Any]) -> None:
    text = starter("hamstring-basics").text
    assert "3. Romanian deadlift – – • • • • 2 days a week" in text
    assert "7. Standing forward bend – – – – may may 5 days a week" in text


def test_the_last_pain_band_looks_like_a_stop_sign_however_many_there_are(handouts: dict[str, Handout]) -> None:
    programme = handouts["hamstring-basics"].subject
    assert isinstance(programme, Programme)
    assert programme.pain_rule
    three = programme.pain_rule.bands
    assert [look for _, look in pain_scale(programme)] == ["go"] * 4 + ["ease"] * 2 + ["stop"] * 5
    two = programme.pain_rule.model_copy(update={"bands": (three[0], three[2])})
    looks = pain_scale(programme.model_copy(update={"pain_rule": two}))
    assert [look for _, look in looks] == ["go"] * 4 + ["none"] * 2 + ["stop"] * 5


def test_a_long_programme_has_a_column_a_phase(make: Callable[..., Any], handouts: dict[str, Handout]) -> None:
    document = handouts["hamstring-basics"]
    assert isinstance(document.subject, Programme)
    text = make(document.model_copy(update={"subject": document.subject.model_copy(update={"weeks": 12})})).text
    assert "Weeks 1–2 Weeks 3–4 Weeks 5–6 How often" in text


def test_notes_name_their_weeks_unless_they_hold_always(starter: Callable[[str], Any]) -> None:
    text = starter("hamstring-basics").text
    assert "Weeks 3 to 4: Use no weights yet." in text
    assert "Mind this: Leave this out if one stretch is enough for you." in text


def test_doubt_and_sources_stand_with_each_statement(starter: Callable[[str], Any], handouts: dict[str, Handout]) -> None:
    text = starter("hamstring-basics").text
    for claim in handouts["hamstring-basics"].claims:
        assert claim.text in text
        assert not claim.uncertainty or claim.uncertainty in text
    assert "How sure: not very sure." in text
    assert "Lopes HS and others." in text
    assert "2024;13(4):521–536. doi:10.1016/j.jshs.2023.08.004" in text.replace("/ j", "/j")


def test_article_body(starter: Callable[[str], Any], handouts: dict[str, Handout]) -> None:
    subject = handouts["signs-of-weak-hamstrings"].subject
    assert isinstance(subject, Article)
    headings = [line.removeprefix("## ") for line in subject.body.splitlines() if line.startswith("## ")]
    text = starter("signs-of-weak-hamstrings").text
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


@pytest.mark.parametrize("drawn", [True, False], ids=["drawn", "plain"])
def test_the_text_comes_in_reading_order(drawn: bool, make: Callable[..., Any], handouts: dict[str, Handout]) -> None:
    """Not only the tags: the pages' own streams too, which is what simple tools read aloud.

    Column after column: what stands below a figure comes before the steps beside it.
    """
    document = handouts["hamstring-basics"]
    assert all(card.exercise.figure for card in document.cards)
    if not drawn:
        plain = (card.model_copy(update={"exercise": card.exercise.model_copy(update={"figure": None})}) for card in document.cards)
        document = document.model_copy(update={"cards": tuple(plain)})
    text = make(document).text
    for card in document.cards:
        exercise = card.exercise
        numbered = (f"{number}. {step}" for number, step in enumerate(exercise.steps, 1))
        bullets = (f"• {sign}" for sign in exercise.stop_if)
        first = (exercise.feel_it, *numbered) if drawn else (*numbered, exercise.feel_it)
        wanted = [*first, *bullets, *exercise.cautions]
        begin = text.index(f"{exercise.name} Level {exercise.level} of 5")
        places = [text.index(part, begin) for part in wanted]
        assert places == sorted(places), exercise.id


def test_the_publishers_colours_are_used(handouts: dict[str, Handout], library: Library) -> None:
    publisher: Publisher = library.publishers[0]
    colours = publisher.colours.model_copy(update={"brand": "#CC0000"})
    publisher = publisher.model_copy(update={"logo": None})  # a drawing of its own colours
    other = publisher.model_copy(update={"colours": colours})
    fills = []
    for one in (publisher, other):
        (artifact,) = render_target(PdfTarget, handouts["knee-pain"], publisher=one)
        with pikepdf.open(io.BytesIO(artifact.content)) as file:
            fills.append(set(re.findall(rb"[\d.]+ [\d.]+ [\d.]+ rg", file.pages[0].Contents.read_bytes())))
    teal, red = b"0.043137 0.333333 0.388235 rg", b"0.8 0 0 rg"
    assert teal in fills[0]
    assert red not in fills[0]
    assert red in fills[1]
    assert teal not in fills[1]
