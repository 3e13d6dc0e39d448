"""Each trap is explained where it stands: one finding, at the exact part, that says what to write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pressup import Finding
from pressup.content.reader import read_text
from pressup.content.source import Source

STARTER = Path(__file__).parents[3] / "content"
EXERCISE = (STARTER / "exercises" / "assisted-nordic.yaml").read_text(encoding="utf-8")
PROGRAMME = (STARTER / "programmes" / "hamstring-basics.yaml").read_text(encoding="utf-8")

_TIME = "is not a time such as 5 s, 60-90 s or 2 min."
_LOAD = "is not a load such as body weight, 2 kg, 5-10 lb, red band, 70 % 1RM, RPE 6 or RIR 2."
_RANGE = "is not a whole number such as 3, or a range such as 8-12."
_TEMPO = "is not a tempo in seconds such as 3-1-2: down, pause, up."
_OFTEN = "is not a frequency such as 3 days a week, every day, or 2 times a day, 5 days a week."
_DAY = "“review.last_reviewed” should be a date such as 2026-11-22, and is"
_FIRST = "Write the year first, then month and day"

TRAPS: list[tuple[str, str, str, str, str | None]] = [
    # What stands in the file; what is marked; message; help; what --fix writes there.
    ("name: Bridge #2", "#2", "The text ends at “Bridge”, because a # behind a space begins a comment.",
     'Put all of it in quotes: "Bridge #2". If it is a comment, write a space behind the #.', None),
    ("name: “Bridge”", "“Bridge”", "The curly quotes are part of the text, and are printed.",
     'Delete them; if they are meant, put straight quotes round them: "“Bridge”".', None),
    ("name: null", "null", "“name” should be text, and is empty.",
     'Without quotes, null stands for nothing. Write the value; if this is the text, write "null".', None),
    ("name: ~", "~", "“name” should be text, and is empty.",
     'Without quotes, ~ stands for nothing. Write the value; if this is the text, write "~".', None),
    ("name:", "", "“name” should be text, and is empty.", "Write it behind the colon.", None),
    ("name: 007", "007", "“name” should be text, and is “7”.", 'Put it in quotes: "007".', '"007"'),
    ("name: 2.50", "2.50", "“name” should be text, and is “2.5”.", 'Put it in quotes: "2.50".', '"2.50"'),
    ("name: true", "true", "“name” should be text, and is true.",
     'Write the text; if this is the text, put it in quotes: "true".', None),
    ("name: Bridge: easy", ":", "There is a second “: ” on this line, or the line is indented wrongly.",
     'Put the whole text in quotes: name: "Bridge: easy"', None),
    ("level: 02", "02", "“02” begins with a zero, and some tools read such a number as another one.", "Write 2.", "2"),
    ('level: "3"', '"3"', "“level” should be a whole number, and is “3”.", "Write it without quotes: 3.", "3"),
    ("level: 2/5", "2/5", "“level” should be a whole number, and is “2/5”.", "Write only the first number: 2.", None),
    ("level: 3 min", "3 min", "“level” should be a whole number, and is “3 min”.", "Leave out the words and units: write 3.", None),
    ("level: 2,5", "2,5", "“level” should be a whole number, and is “2,5”.", "Only whole numbers stand here.", None),
    ("level: 2–3", "2–3", "“level” should be a whole number, and is “2–3”.", "A range cannot stand here: write one number.", None),
    ("level: two", "two", "“level” should be a whole number, and is “two”.", "Write it in digits: 2.", None),
    ("level: 3.0", "3.0", "“level” should be a whole number, and is “3.0”.", "Write it without the point: 3.", "3"),
    ("\tlevel: 3", "\t", "A tab stands where spaces must.", "Delete the tab, and write spaces: two for each level.", None),
    ("type: “strength”", "“strength”", "“type” cannot be ““strength””.",
     "Curly quotes are part of the word here. Write it without: strength.", "strength"),
    ("type: strenght", "strenght", "“type” cannot be “strenght”.", "Did you mean “strength”?", "strength"),
    ("typ: strength", "typ", "There is no field “typ”.", "Did you mean “type”?", "type"),
    ("position: “kneeling”", "“kneeling”",
     "“position” should be an id: small letters, digits and single hyphens, as in “seated-stretch”, and is ““kneeling””.",
     "Curly quotes are part of the text here. Write it without: kneeling.", "kneeling"),
    ("kind: exersise", "exersise", "“exersise” is not a kind of record.", "Did you mean “exercise”?", "exercise"),
    ("supervised: yes", "yes", "“supervised” should be true or false, and is “yes”.", "Write true, without quotes.", "true"),
    ("supervised: Off", "Off", "“supervised” should be true or false, and is “Off”.", "Write false, without quotes.", "false"),
    ("supervised: 1", "1", "“supervised” should be true or false, and is “1”.", "Write true or false, without quotes.", None),
    ("minutes: 20 min", "20 min", f"“minutes”: “20 min” {_RANGE}",
     "Leave out the unit: the field's name says it. Write 20.", None),
    ("dose:\n  tempo: 3:1:2", "3:1:2", f"“dose.tempo”: “3:1:2” {_TEMPO}",
     "Write it with hyphens: some tools read 3:1:2 as a time of day. Write 3-1-2.", "3-1-2"),
    ("dose:\n  tempo: 3/1/2", "3/1/2", f"“dose.tempo”: “3/1/2” {_TEMPO}", "Write 3-1-2.", "3-1-2"),
    ("dose:\n  tempo: 312", "312", f"“dose.tempo”: “312” {_TEMPO}", "Put hyphens between the numbers: 3-1-2.", None),
    ("dose:\n  hold: 5", "5", f"“dose.hold”: “5” {_TIME}", "Add the unit: 5 s or 5 min.", None),
    ("dose:\n  hold: 5s", "5s", f"“dose.hold”: “5s” {_TIME}", "Put a space between the number and the unit: 5 s.", "5 s"),
    ("dose:\n  hold: 5 sec", "5 sec", f"“dose.hold”: “5 sec” {_TIME}", "Write seconds as s: 5 s.", "5 s"),
    ("dose:\n  hold: 1,5 min", "1,5 min", f"“dose.hold”: “1,5 min” {_TIME}", "Write decimals with a point: 1.5 min.", "1.5 min"),
    ("dose:\n  hold: 1,500 s", "1,500 s", f"“dose.hold”: “1,500 s” {_TIME}",
     "Write 1.500 s or 1500 s: here a comma may mean the one or the other.", None),
    ("dose:\n  hold: 5–10 s", "5–10 s", f"“dose.hold”: “5–10 s” {_TIME}", "Write the range with a plain hyphen: 5-10 s.", "5-10 s"),
    ("dose:\n  load: 2,5 kg", "2,5 kg", f"“dose.load”: “2,5 kg” {_LOAD}", "Write decimals with a point: 2.5 kg.", "2.5 kg"),
    ("dose: { sets: 3, load: 2,5 kg, rest: 60 s }", "2", "“dose.load” ends at “2”: between braces, a comma begins a new field.",
     "Write decimals with a point: 2.5 kg.", None),
    ("dose:\n  load: 0,5", "0,5", f"“dose.load”: “0,5” {_LOAD}", "Write decimals with a point.", None),
    ("dose:\n  load: 2", "2", f"“dose.load”: “2” {_LOAD}", "Add the unit: 2 kg or 2 lb.", None),
    ("dose:\n  load: “2 kg”", "“2 kg”", f"“dose.load”: ““2 kg”” {_LOAD}", "Curly quotes cannot stand here. Write 2 kg.", "2 kg"),
    ("dose:\n  distance: 20 metres", "20 metres", "“dose.distance”: “20 metres” is not a distance such as 20 m or 1.5 km.",
     "Write 20 m.", "20 m"),
    ("dose:\n  reps: 8 to 12", "8 to 12", f"“dose.reps”: “8 to 12” {_RANGE}", "Write the range with a hyphen: 8-12.", "8-12"),
    ("dose:\n  reps: 8–12", "8–12", f"“dose.reps”: “8–12” {_RANGE}", "Write the range with a plain hyphen: 8-12.", "8-12"),
    ("dose:\n  reps: '03'", "'03'", f"“dose.reps”: “03” {_RANGE}", "Write 3.", "3"),
    ("dose:\n  sets: 2.0", "2.0", f"“dose.sets”: “2.0” {_RANGE}", "Only whole numbers stand here: 2.", "2"),
    ("dose:\n  frequency: daily", "daily", f"“dose.frequency”: “daily” {_OFTEN}", "Write every day.", "every day"),
    ("dose:\n  frequency: 3 days per week", "3 days per week", f"“dose.frequency”: “3 days per week” {_OFTEN}",
     "Write 3 days a week.", "3 days a week"),
    ("dose:\n  pain_limit: 3/10", "3/10", "“dose.pain_limit” should be a whole number, and is “3/10”.",
     "Write only the first number: 3.", None),
    ("last_reviewed: 10/01/2026", "10/01/2026", f"{_DAY} “10/01/2026”.",
     f"{_FIRST}: 2026-01-10 if it is 10 January or 2026-10-01 if it is 1 October.", None),
    ("last_reviewed: 22.11.2026", "22.11.2026", f"{_DAY} “22.11.2026”.", f"{_FIRST}: 2026-11-22.", "2026-11-22"),
    ("last_reviewed: 2026/11/22", "2026/11/22", f"{_DAY} “2026/11/22”.", f"{_FIRST}: 2026-11-22.", "2026-11-22"),
    ("last_reviewed: 5 Jan 2026", "5 Jan 2026", f"{_DAY} “5 Jan 2026”.", f"{_FIRST}: 2026-01-05.", "2026-01-05"),
    ("last_reviewed: 31/02/2026", "31/02/2026", f"{_DAY} “31/02/2026”.", f"{_FIRST}, as in 2026-11-22.", None),
    ("last_reviewed: soon", "soon", f"{_DAY} “soon”.", f"{_FIRST}, as in 2026-11-22.", None),
    ("steps:\n  - Lift: slowly", "Lift: slowly", "“steps 1” should be text, and is a mapping.",
     'The colon splits the text. Put all of it in quotes: "Lift: slowly".', None),
]  # fmt: skip


def planted(trap: str) -> Source:
    """A starter record with its field written as in the trap."""
    field = trap.lstrip().partition(":")[0]
    text = PROGRAMME if field in ("supervised", "minutes") else EXERCISE
    field = {"typ": "type"}.get(field, field)
    if field == "last_reviewed":
        return Source("a.yaml", text.replace("  status: sample\n", f"  status: sample\n  {trap}\n"))
    found = re.search(rf"^{field}:.*\n(?:[ -].*\n)*", text, re.MULTILINE)
    return Source("a.yaml", text.replace(found[0], f"{trap}\n") if found else f"{text}{trap}\n")


def marked(source: Source, finding: Finding) -> str:
    place = finding.place
    return source.line(place.line)[place.column - 1 : place.column - 1 + place.length]


@pytest.mark.parametrize(("trap", "part", "message", "help", "right"), TRAPS, ids=[trap[0] for trap in TRAPS])
def test_a_trap(trap: str, part: str, message: str, help: str, right: str | None) -> None:
    source = planted(trap)
    (finding,) = read_text(source).findings
    assert (finding.message, finding.help) == (message, help)
    assert marked(source, finding) == part
    assert (finding.fix.text if finding.fix else None) == right


@pytest.mark.parametrize(
    "good",
    [
        "name: Bridge # the classic",
        "name: Bridge  # 2 of them",
        'name: "Bridge #2"',
        "name: Bridge#2",
        "name: '“Bridge”'",
        "name: The “bridge” move",
        "name: “Bridge” or “hip lift”, as people say",
        "breathing: yes",
        "dose:\n  sets: 0-3",
        "level:\t3",
    ],
)
def test_what_is_no_trap(good: str) -> None:
    assert read_text(planted(good)).findings == ()


def test_hostile_values_cost_little() -> None:
    """A long run of what the traps look for takes no longer than any text of its size."""
    for long in ("0" * 100_000, "1," * 50_000, " #" * 50_000, "- " * 20 + "“" * 100_000, "1 " * 50_000):
        for field in ("level", "name", "minutes", "supervised"):
            assert len(read_text(planted(f'{field}: "{long}"')).findings) <= 1
            assert len(read_text(planted(f"{field}: {long}")).findings) <= 2
