"""On which days the sessions of a phase are."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from pressup import Programme, Range

WEEK = 7
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of a phase.

    Attributes:
        first: The day of its first session.
        weekdays: On which days of the week, as RFC 5545 writes them, beginning with the first session's.
        count: How many days with a session there are in all.
        times_a_day: How many sessions are on one day.
    """

    first: datetime.date
    weekdays: tuple[str, ...]
    count: int
    times_a_day: int

    @property
    def rule(self) -> dict[str, object]:
        """The rule by which they come again."""
        return {"FREQ": "WEEKLY", "COUNT": self.count, "BYDAY": list(self.weekdays)}


def sessions(programme: Programme, weeks: Range, start: datetime.date) -> Sessions:
    """The sessions of some weeks of a programme that begins on a day.

    They are spread over the week, three for example on the first, third and fifth day. Where a programme says “2-3 a week”, it is
    two: a reader adds a session more easily than one feels bad about a session left out.
    """
    wanted = max(1, programme.sessions_per_week.min)
    days = min(wanted, WEEK)
    first = start + datetime.timedelta(weeks=max(0, weeks.min - 1))
    weekdays = tuple(_DAYS[(first.weekday() + number * WEEK // days) % WEEK] for number in range(days))
    return Sessions(first, weekdays, days * max(1, weeks.max - weeks.min + 1), -(-wanted // WEEK))
