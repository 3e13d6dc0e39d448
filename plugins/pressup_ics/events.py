"""From a programme to a calendar: one repeated event a phase, and one to read before the first session."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vText

from pressup import Handout, Programme, RenderContext
from pressup_ics.schedule import sessions
from pressup_ics.words import Words, clean

if TYPE_CHECKING:
    from pressup_ics.target import IcsOptions

PRODUCT = "-//Pressup//Pressup//EN"
MINUTES = 30
"""How long a session takes when the programme does not say."""
NO_DATE = datetime.date(1970, 1, 1)
"""RFC 5545 asks when an event last changed, and a sample does not say."""


def calendar(entry: Handout, context: RenderContext[IcsOptions]) -> Calendar:
    """The calendar of a programme.

    Raises:
        ValueError: for a handout of something else.
    """
    programme = entry.subject
    if not isinstance(programme, Programme):
        raise ValueError(f"Only a programme has sessions, and “{entry.id}” is of the kind {entry.kind}.")  # noqa: TRY004
    words = Words(entry, programme, context)
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    recipient = context.personal.recipient if context.personal else None
    title = f"{entry.title} ({recipient})" if recipient else entry.title
    made.add("x-wr-calname", vText(_one_line(title)))
    before = _event(entry, context, "", words.t.gettext("Read this first: {title}").format(title=title), words.before())
    before.add("dtstart", context.options.start)
    made.add_component(before)
    for phase in programme.phases:
        planned = sessions(programme, phase.weeks, context.options.start)
        event = _event(entry, context, phase.id, f"{phase.name}: {entry.title}", words.session(phase, planned.times_a_day))
        _when(event, planned.first, context.options.time, programme.minutes.max if programme.minutes else MINUTES)
        event.add("rrule", planned.rule)
        made.add_component(event)
    return made


def _event(entry: Handout, context: RenderContext[IcsOptions], part: str, title: str, text: str) -> Event:
    """An event without its time. What it says of itself is the same whatever day it begins on."""
    host = urlsplit(context.publisher.base_url).hostname or context.publisher.id
    event = Event()
    event.add("uid", f"{entry.id}.{part}@{host}" if part else f"{entry.id}@{host}")
    event.add("dtstamp", datetime.datetime.combine(_last_change(entry), datetime.time(), datetime.UTC))
    event.add("summary", _one_line(title), parameters={"LANGUAGE": entry.lang})
    event.add("description", clean(text), parameters={"LANGUAGE": entry.lang})
    event.add("url", context.url(entry.id))
    event.add("transp", "TRANSPARENT")
    return event


def _when(event: Event, day: datetime.date, time: str, minutes: int) -> None:
    if time:
        event.add("dtstart", datetime.datetime.combine(day, datetime.time.fromisoformat(time)))
        event.add("duration", datetime.timedelta(minutes=minutes))
    else:
        event.add("dtstart", day)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _last_change(entry: Handout) -> datetime.date:
    """When what it says last changed, as far as its review says so: a file without a METHOD means that by DTSTAMP."""
    review = entry.subject.review
    days = [change.date for change in review.changes if change.date] + [review.last_reviewed or ""]
    return datetime.date.fromisoformat(max(days)) if any(days) else NO_DATE
