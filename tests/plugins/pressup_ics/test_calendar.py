"""The calendar of a programme: its days, its texts, and the same ids whatever day it begins on."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event

import pressup
from pressup import Artifact, Handout, Library, Publisher, Range
from pressup.build.verify import missing_texts, normal
from pressup.documents import documents_for
from pressup.testing import render_target
from pressup.testing.rendering import context_for
from pressup_ics.schedule import sessions
from pressup_ics.target import IcsTarget

CONTENT = Path(__file__).parents[3] / "content"
MONDAY = "2026-12-07"
Make = Callable[..., tuple[bytes, list[Any]]]


@pytest.fixture(scope="session")
def library() -> Library:
    return pressup.load(CONTENT)


@pytest.fixture(scope="session")
def programme(library: Library) -> Handout:
    (found,) = documents_for(library, library.publishers[0], Handout, kinds=["programme"])
    assert isinstance(found, Handout)
    return found


@pytest.fixture
def make(programme: Handout, library: Library) -> Make:
    """A calendar's bytes and events, read back by the library; the first event is what to read before."""

    def render(document: Handout = programme, publisher: Publisher = library.publishers[0], **options: object) -> Any:
        (file,) = render_target(IcsTarget, document, publisher=publisher, options={"start": MONDAY, **options})
        assert (file.path, file.media_type) == (f"{document.id}.ics", "text/calendar")
        read = Calendar.from_ical(file.content)
        assert read.errors == [] and all(event.errors == [] for event in read.walk("VEVENT"))
        return file.content, read.walk("VEVENT")

    return render


def days(event: Any) -> list[datetime.date]:
    """The days of an event, worked out by another library."""
    start = event["DTSTART"].dt
    if "RRULE" not in event:
        return [start]
    at_midnight = start if isinstance(start, datetime.datetime) else datetime.datetime.combine(start, datetime.time())
    return [day.date() for day in rrulestr(event["RRULE"].to_ical().decode(), dtstart=at_midnight)]


def test_sessions_fill_the_weeks_of_their_phase(make: Make) -> None:
    _, (before, *phases) = make()
    monday = datetime.date.fromisoformat(MONDAY)
    assert days(before) == [monday]
    for number, event in enumerate(phases):
        first = monday + datetime.timedelta(weeks=2 * number)
        assert days(event) == [first + datetime.timedelta(days=day) for day in (0, 2, 4, 7, 9, 11)]


def test_a_programme_may_begin_on_any_day(make: Make) -> None:
    wednesday = datetime.date(2026, 12, 9)
    _, (_before, first, *_) = make(start="2026-12-09")
    assert days(first) == [wednesday + datetime.timedelta(days=day) for day in (0, 2, 4, 7, 9, 11)]


@pytest.mark.parametrize(
    ("a_week", "weeks", "offsets", "times"),
    [
        ("1", "1", [0], 1),
        ("2-3", "1", [0, 3], 1),
        ("4", "2", [7, 8, 10, 12], 1),
        ("5", "1", [0, 1, 2, 4, 5], 1),
        ("7", "1", [0, 1, 2, 3, 4, 5, 6], 1),
        ("14", "1", [0, 1, 2, 3, 4, 5, 6], 2),
    ],
)
@pytest.mark.parametrize("start", [datetime.date(2026, 12, 7), datetime.date(2027, 2, 27)])
def test_sessions_are_spread_over_the_week(
    a_week: str, weeks: str, offsets: list[int], times: int, start: datetime.date, programme: Handout
) -> None:
    subject = programme.subject.model_copy(update={"sessions_per_week": Range.parse(a_week)})
    made = sessions(subject, Range.parse(weeks), start)  # type: ignore[arg-type]
    event = Event()
    event.add("dtstart", made.first)
    event.add("rrule", made.rule)
    assert days(event) == [start + datetime.timedelta(days=day) for day in offsets]
    assert (made.count, made.times_a_day) == (len(offsets), times)


def test_times_are_the_readers_own(make: Make) -> None:
    content, (before, first, *_) = make(time="18:00")
    assert b"DTSTART:20261207T180000\r\n" in content and b"TZID" not in content
    assert first["DURATION"].dt == datetime.timedelta(minutes=30)
    assert before["DTSTART"].dt == datetime.date(2026, 12, 7)
    assert len(days(first)) == 6


def test_ids_stay_whatever_day_it_begins_on(make: Make) -> None:
    one, other = make()[1], make(start="2027-01-04", time="07:30")[1]
    assert [event["UID"] for event in one] == [event["UID"] for event in other]
    assert len({event["UID"] for event in one}) == len(one) == 4
    assert one[0]["UID"] == "hamstring-basics@sample-press.example"


def test_every_session_says_what_to_do_and_when_to_stop(make: Make, programme: Handout) -> None:
    _, (_before, *phases) = make()
    assert len(phases) == 3
    for event, phase in zip(phases, programme.subject.phases, strict=True):  # type: ignore[union-attr]
        text = str(event["DESCRIPTION"])
        assert str(event["SUMMARY"]).startswith(phase.name)
        shown = [card.exercise for card in programme.cards if any(dose.phase == phase.name for dose in card.doses)]
        assert shown
        for exercise in shown:
            assert exercise.name in text
            assert all(sign in text for sign in exercise.stop_if)
        for flag in programme.red_flags:
            assert flag.text in text and flag.action in text
        assert "Call 999." in text and "Sample" in text
        assert "6 to 10 out of 10: Stop." in text
        assert len(text) < 8_192  # more than this Google's calendar cuts off
    assert "2\u00a0sets, 10\u00a0reps" in str(phases[0]["DESCRIPTION"])


def test_the_whole_holds_every_safety_text(make: Make, programme: Handout, library: Library) -> None:
    content, events = make()
    text = normal("\n".join(str(event["DESCRIPTION"]) for event in events))
    for kind, wanted in programme.safety_texts(library.publishers[0]):
        assert normal(wanted) in text, (kind, wanted)
    assert not [line for line in content.split(b"\r\n") if len(line) > 75 or b"\n" in line or b"\r" in line]


def test_when_it_last_changed_is_what_the_review_says(make: Make, programme: Handout) -> None:
    assert {str(event["DTSTAMP"].dt.date()) for event in make()[1]} == {"1970-01-01"}
    review = programme.subject.review.model_copy(update={"last_reviewed": "2026-05-01"})
    dated = programme.model_copy(update={"subject": programme.subject.model_copy(update={"review": review})})
    assert {str(event["DTSTAMP"].dt.date()) for event in make(dated)[1]} == {"2026-05-01"}


def test_a_dropped_text_is_seen(make: Make, programme: Handout, library: Library) -> None:
    content, _ = make()
    (caution, *_) = programme.cards[0].exercise.cautions
    word = caution.split()[0]
    faulty = Artifact("a.ics", content.replace(b"- " + word.encode(), b"- x"), "text/calendar")
    context = context_for(IcsTarget, programme, {"start": MONDAY}, library.publishers[0], (), None)
    assert ("caution", caution) in missing_texts(IcsTarget(), programme, context, [faulty])


def test_in_german(make: Make, programme: Handout) -> None:
    _, (before, first, *_) = make(programme.model_copy(update={"lang": "de-AT"}))
    assert str(before["SUMMARY"]).startswith("Zuerst lesen: ")
    assert "Aufhören, wenn:" in str(first["DESCRIPTION"])
