"""The target: its options, and from a programme to the bytes of its calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from pressup import Artifact, Handout, RenderContext, Target, TargetOptions

MEDIA_TYPE = "text/calendar"


class IcsOptions(TargetOptions):
    """Options of the calendar."""

    start: Annotated[datetime.date, Field(examples=["2026-12-07"])]
    """The day of the first session."""
    time: Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$")] = ""
    """At what time sessions begin, such as `18:00`, wherever the reader is. Left out, they stand above the day."""


class IcsTarget(Target[IcsOptions]):
    """A calendar (RFC 5545) for each programme: its sessions, repeated over the weeks of each phase, from a day that you name.

    Each session holds what to do and how much, when to stop, how much pain is all right, and the warning signs with whom to call.
    An entry of the first day holds what to read before. Times are “floating”: 18:00 is 18:00 wherever the reader is.

    Ids of events stay the same, so that a calendar that is read in again, with another start perhaps, moves the events it has.
    """

    name = "ics"
    summary = "A calendar of the sessions of each programme"
    documents = (Handout,)
    only = ("programme",)
    options = IcsOptions
    personal = True

    def render(self, document: Handout, context: RenderContext[IcsOptions]) -> Iterable[Artifact]:
        """Make the calendar of one programme; see `Target.render`."""
        from pressup_ics.events import calendar

        yield Artifact(f"{document.id}.ics", calendar(document, context).to_ical(), MEDIA_TYPE)

    def extract_text(self, artifact: Artifact) -> str:
        """The texts of its events, without the line breaks and escapes of the format."""
        from icalendar import Calendar

        read = Calendar.from_ical(artifact.content)
        texts = [str(read.get("X-WR-CALNAME", ""))]
        for event in read.walk("VEVENT"):
            texts += [str(event.get("SUMMARY", "")), str(event.get("DESCRIPTION", ""))]
        return "\n".join(texts)
