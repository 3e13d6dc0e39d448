"""Editors show our errors on the right lines, complete our fields and words, and explain them: the real YAML language server."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pressup

if TYPE_CHECKING:
    from tests.editors.conftest import Editor

BAD = """\
# yaml-language-server: $schema=../../schemas/exercise.schema.json
kind: exercise
id: Heel Raise
name: Heel raise
type: strenght
pattern: calf-raise
position: standing
laterality: bilateral
level: high
colour: red
muscles:
  - { muscle: calf, role: prime }
equipment:
  required: wall
steps:
  - 12
feel_it: back of the lower leg
cautions:
  - Hold on to the wall the whole time.
stop_if: []
contraindications:
  - condition: knee-pain
    strength: never
    reason: It hurts.
dose:
  sets: 2.5
  reps: 8 to 12
  hold: 2 seconds
  load: heavy
  side: top
  frequency: daily
  pain_limit: 11
review:
  status: sample
  version: 0.1
  authors: [{ name: Your name }]
  last_reviewed: 1 May 2026
rights: { author: Your name }
"""
WRONG = [
    (2, "k", 'Missing property "start".'),
    (3, "Heel Raise", "This should be an id: small letters, digits and single hyphens, as in “seated-stretch”."),
    (
        5,
        "strenght",
        'Value is not accepted. Valid values: "strength", "mobility", "stretch", "balance", "aerobic", "motor-control".',
    ),
    (9, "high", 'Incorrect type. Expected "integer".'),
    (10, "colour", "Property colour is not allowed."),
    (12, "prime", 'Value is not accepted. Valid values: "primary", "secondary", "stabiliser", "stretched".'),
    (14, "wall", 'Incorrect type. Expected "array".'),
    (16, "12", 'Incorrect type. Expected "string".'),
    (20, "[]", "Array has too few items. Expected 1 or more."),
    (23, "never", 'Value is not accepted. Valid values: "absolute", "relative", "stage-limited".'),
    (26, "2.5", "Incorrect type. Expected one of integer, string."),
    (27, "8 to 12", "This should be a whole number such as 3, or a range such as 8-12."),
    (28, "2 seconds", "This should be a time such as 5 s, 60-90 s or 2 min."),
    (29, "heavy", "This should be a load such as body weight, 2 kg, 5-10 lb, red band, 70 % 1RM, RPE 6 or RIR 2."),
    (30, "top", 'Value is not accepted. Valid values: "each", "left", "right", "both".'),
    (31, "daily", "This should be a frequency such as 3 days a week, every day, or 2 times a day, 5 days a week."),
    (32, "11", "Value is above the maximum of 10."),
    (35, "0.1", 'Incorrect type. Expected "string".'),
    (37, "1 May 2026", "This should be a date such as 2026-11-22."),
    (38, "rights", 'Missing property "licence".'),
]
"""Every error of the file above: its line, the text that the editor underlines, and what it says."""

DRAFT = """\
# yaml-language-server: $schema=../../schemas/exercise.schema.json
kind: exercise
id: heel-raise
name: Heel raise
type: strength
muscles:
  - { muscle: calf, role: primary }
contraindications:
  - condition: knee-pain
    strength: relative
    reason: It may hurt.
dose:
  sets: 2
  reps: 8-12
"""


def underlined(text: str, place: dict[str, Any]) -> str:
    assert place["start"]["line"] == place["end"]["line"]
    line: str = text.splitlines()[place["start"]["line"]]
    return line[place["start"]["character"] : place["end"]["character"]]


def test_errors_stand_where_they_are_and_say_what_to_write(editor: Editor) -> None:
    found = editor.open("content/exercises/bad.yaml", BAD)
    shown = [(one["range"]["start"]["line"] + 1, underlined(BAD, one["range"]), one["message"]) for one in found]
    assert shown == WRONG
    assert {one["severity"] for one in found} == {1}  # errors, as to Pressup


def test_pressup_finds_the_same_on_the_same_lines(editor: Editor) -> None:
    file = editor.folder / "content" / "exercises" / "bad-too.yaml"
    in_editor = editor.open("content/exercises/bad-too.yaml", BAD)
    file.write_text(BAD, encoding="utf-8")
    library = pressup.load(editor.folder / "content", date=datetime.date(2026, 11, 22))
    told = [finding for finding in library.findings if finding.place.file == file.as_posix()]
    found = [finding for finding in told if finding.severity is pressup.Severity.ERROR]  # an editor shows nothing else
    assert [finding.place.line for finding in found] == [one["range"]["start"]["line"] + 1 for one in in_editor]
    assert {finding.code for finding in found} == {"REC-03", "REC-04", "REC-05", "SAF-03"}
    file.unlink()


def test_the_starter_library_shows_no_error(editor: Editor) -> None:
    content = editor.folder / "content"
    files = {path.relative_to(editor.folder).as_posix(): path.read_text("utf-8") for path in sorted(content.rglob("*.yaml"))}
    assert len(files) > 30
    assert {name: found for name, found in editor.open_all(files).items() if found} == {}


def test_each_kind_of_starter_record_names_its_schema(editor: Editor) -> None:
    folders = {path.parent for path in (editor.folder / "content").rglob("*.yaml")}
    texts = {folder: min(folder.glob("*.yaml")).read_text("utf-8") for folder in sorted(folders)}
    broken = {(folder / "broken.yaml").relative_to(editor.folder).as_posix(): f"{text}zzz: 1\n" for folder, text in texts.items()}
    assert len(broken) > 5
    for name, found in editor.open_all(broken).items():
        last = broken[name].count("\n")
        assert [(one["range"]["start"]["line"] + 1, one["message"]) for one in found] == [(last, "Property zzz is not allowed.")], (
            name
        )


def test_fields_are_completed_with_what_they_mean(editor: Editor) -> None:
    offered = editor.complete("content/exercises/draft-1.yaml", f"{DRAFT}|")
    assert offered["feel_it"] == "Where it should be felt."
    assert offered["breathing"] == "How to breathe."
    assert "name" not in offered  # it is there already
    assert editor.complete("content/exercises/draft-2.yaml", f"{DRAFT}  |")["rest"] == "How long to rest between sets."


def test_words_are_completed_with_what_they_mean(editor: Editor) -> None:
    offered = editor.complete("content/exercises/draft-3.yaml", f"{DRAFT}position: |")
    assert offered["half-kneeling"] == "kneeling on one knee"
    assert len(offered) == 9
    more = DRAFT.replace("dose:\n", "equipment:\n  required:\n    - |\ndose:\n")
    assert editor.complete("content/exercises/draft-4.yaml", more).keys() >= {"mat", "resistance-band"}
    assert set(editor.complete("content/exercises/draft-5.yaml", f"{DRAFT}laterality: |")) == {
        "bilateral",
        "unilateral",
        "alternating",
    }


def test_hovering_explains_fields_and_words(editor: Editor) -> None:
    assert "What it trains." in editor.hover("content/exercises/draft-6.yaml", DRAFT, "type:")
    dose = editor.hover("content/exercises/draft-7.yaml", DRAFT, "reps:")
    assert "How many repetitions in a set; for a stretch, how many times." in dose
    assert "8-12" in dose
    strength = editor.hover("content/exercises/draft-8.yaml", DRAFT, "strength: relative")
    assert "`relative`: only if a professional agrees" in strength
    muscle = editor.hover("content/exercises/draft-9.yaml", DRAFT, "calf, role")
    assert "* `glutes`: buttocks" in muscle


def test_json_files_are_checked_by_the_schema_they_name(editor: Editor) -> None:
    text = """\
{
  "$schema": "../../schemas/article.schema.json",
  "kind": "article",
  "id": "Why Move",
  "title": "Why move",
  "summary": "Movement helps.",
  "body": "Start small.",
  "review": {
    "status": "done",
    "version": "0.1",
    "authors": [{ "name": "Your name" }]
  },
  "rights": { "licence": "CC-BY-4.0", "author": "Your name" }
}
"""
    found = editor.open("content/articles/why-move.json", text)
    shown = [(one["range"]["start"]["line"] + 1, underlined(text, one["range"])) for one in found]
    assert shown == [(4, '"Why Move"'), (9, '"done"')]


def test_vs_codes_settings_attach_schemas_to_files_that_name_none(editor: Editor) -> None:
    folders = ("exercises", "conditions", "programmes", "articles", "newsletters", "references", "publishers", "translations")
    files = {f"clinic/content/{folder}/deeper/new.yaml": "kind: x\n" for folder in folders}
    found = editor.open_all({**files, "clinic/content/pressup.yaml": "kind: library\nzzz: 1\n", "notes.yaml": "kind: x\n"})
    for name in files:
        kind = {one["source"] for one in found[name]}
        folder = name.split("/")[2]
        assert kind == {f"yaml-schema: Pressup {folder.removesuffix('s')}"}, name
    assert [one["message"] for one in found["clinic/content/pressup.yaml"]] == ["Property zzz is not allowed."]
    assert found["notes.yaml"] == []
