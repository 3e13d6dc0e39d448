"""Whatever text stands in every field of a programme, its calendar is one that others read, with no line that text has brought."""

import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from pressup.build.verify import missing_texts
from pressup.testing import render_target, sample_documents, sample_publisher
from pressup.testing.rendering import context_for
from pressup_ics.target import IcsTarget

OPTIONS = {"start": "2026-12-07"}
NAMES = {
    "BEGIN", "END", "VERSION", "PRODID", "X-WR-CALNAME", "SUMMARY", "DTSTART", "DTSTAMP", "UID", "DESCRIPTION", "RRULE", "TRANSP",
    "URL",
}  # fmt: skip
PIECES = st.sampled_from(
    [
        "\r\n", "\n", "\r", "\nEND:VEVENT\nBEGIN:VEVENT", "\r\nATTACH:file:///x", "\\n", "\\", ";", ",", ":", '"',
        "\x00", "\x0b", "\x85", "\u2028", "\t", " ", "😀", "ü" * 40, "e\u0301", "<b>", "%0A", "^n", "X-A;B=C:d",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.lists(PIECES, max_size=8).map("".join)))
@example("x\r\nEND:VEVENT\r\nBEGIN:VALARM")
@example("\\\\n\\;")
def test_any_text_in_a_calendar(text: str) -> None:
    document = sample_documents(f"a{text}z")["programme"]
    (file,) = render_target(IcsTarget, document, options=OPTIONS)
    lines = file.content.split(b"\r\n")
    assert all(len(line) <= 75 and not re.search(rb"[\x00-\x08\n-\x1f\x7f]", line) for line in lines)
    unfolded = file.content.replace(b"\r\n ", b"").decode("utf-8").rstrip("\r\n").split("\r\n")
    assert {re.split("[;:]", line)[0] for line in unfolded} == NAMES
    read = Calendar.from_ical(file.content)
    assert [event.errors for event in read.walk("VEVENT")] == [[], [], []]
    if not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\\\\]", text):
        context = context_for(IcsTarget, document, OPTIONS, sample_publisher(), (), None)
        assert missing_texts(IcsTarget(), document, context, [file]) == []
