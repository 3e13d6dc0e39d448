"""Rules and fields of plugins: registered, run beside Pressup's own, and contained in every way that they can be wrong."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

import pressup
from pressup import Check, Example, Explanation, Fields, Finding, Library, Problem, Record, RecordCheck, RecordContext, Severity
from pressup.plugin import Plugin, Registry, discover, hooks

if TYPE_CHECKING:
    from tests.core.conftest import Content

TODAY = datetime.date(2026, 11, 22)
CLINIC = Plugin("clinic", "pressup-clinic", "1.0")
OTHER = Plugin("other", "pressup-other", "2.0")
ROOM = {"type": "object", "properties": {"room": {"type": "integer", "minimum": 1}}, "additionalProperties": False}


def registry(checks: Any = (), fields: Any = (), *more: tuple[Plugin, object]) -> Registry:
    """The registry with a plugin that gives these."""

    @hooks.hookimpl
    def pressup_register_checks() -> Any:
        return checks

    @hooks.hookimpl
    def pressup_register_fields() -> Any:
        return fields

    given = SimpleNamespace(pressup_register_checks=pressup_register_checks, pressup_register_fields=pressup_register_fields)
    return discover([(CLINIC, given), *more])


def other(checks: Any = (), fields: Any = ()) -> tuple[Plugin, object]:
    """A second plugin that gives these."""

    @hooks.hookimpl
    def pressup_register_checks() -> Any:
        return checks

    @hooks.hookimpl
    def pressup_register_fields() -> Any:
        return fields

    return OTHER, SimpleNamespace(pressup_register_checks=pressup_register_checks, pressup_register_fields=pressup_register_fields)


def messages(used: Registry) -> list[tuple[str, str]]:
    return [(fault.stage, fault.message) for fault in used.faults]


def found(content: Content, used: Registry) -> list[Finding]:
    return [content.relative(finding) for finding in pressup.load(content.root, date=TODAY, registry=used).findings]


def nothing(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Nothing is ever wrong."""
    yield from ()


def short_names(record: Record, context: RecordContext) -> Iterator[Problem]:
    """A name is short."""
    if record.kind == "exercise":
        yield Problem(record.id, ("name",), f"“{record.display_title}” is too long, in {context.lang}.", "Cut it.", words="rid")


def raises(library: Library, today: datetime.date) -> Iterator[Problem]:
    """It finds one thing and falls."""
    yield Problem("bridge", ("level",), "Found before the fall.")
    raise ValueError("no\nroom.")


def leaves(library: Library, today: datetime.date) -> Iterator[Problem]:
    """It ends the program."""
    raise SystemExit(3)


def problems(*given: Any) -> Callable[[Library, datetime.date], Iterable[Any]]:
    """A rule that tells these problems."""
    return lambda library, today: given


# --- Rules that work ---


def test_rules_of_a_plugin_run_beside_our_own(good: Content) -> None:
    good.record("exercise", {"dose.reps": "12-8"})
    used = registry([Check("CLINIC-01", Severity.NOTE, nothing), RecordCheck("CLINIC-02", Severity.WARNING, short_names, True)])
    assert used.faults == []
    own, theirs = sorted(found(good, used), key=lambda finding: finding.code, reverse=True)
    assert own.code == "DOSE-01"
    assert (theirs.code, theirs.severity, theirs.heuristic) == ("CLINIC-02", Severity.WARNING, True)
    assert (theirs.message, theirs.help) == ("“Bridge” is too long, in en-GB.", "Cut it.")
    assert good.text_at(theirs.place) == "rid"


def test_an_error_of_a_plugin_makes_its_record_faulty(good: Content) -> None:
    library = pressup.load(good.root, date=TODAY, registry=registry([RecordCheck("CLINIC-02", Severity.ERROR, short_names)]))
    assert not library.ok
    assert library.faulty == {"bridge"}


def test_a_reason_in_a_file_takes_a_finding_of_a_plugin_away(good: Content) -> None:
    text = (good.root / "bridge.yaml").read_text(encoding="utf-8")
    line = "name: Bridge  # pressup: ignore CLINIC-02 because the clinic calls it so."
    good.write("bridge.yaml", text.replace("name: Bridge", line, 1))
    assert found(good, registry([RecordCheck("CLINIC-02", Severity.WARNING, short_names)])) == []


def test_several_checks_of_one_plugin_may_share_a_code(good: Content) -> None:
    used = registry([Check("CLINIC-01", Severity.NOTE, nothing), RecordCheck("CLINIC-01", Severity.NOTE, short_names)])
    assert used.faults == []
    assert [finding.code for finding in found(good, used)] == ["CLINIC-01"]


def test_a_missing_field_is_marked_where_it_could_stand(good: Content) -> None:
    check = Check("CLINIC-01", Severity.NOTE, problems(Problem("bridge", ("own", "clinic", "room"), "There is no room.")))
    (finding,) = found(good, registry([check]))
    assert (finding.place.file, finding.place.line) == ("bridge.yaml", 1)


# --- Rules that are not taken ---


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (None, "TypeError: pressup_register_checks gave None, not a list of Check or RecordCheck objects"),
        ("CLINIC-01", "TypeError: pressup_register_checks gave 'CLINIC-01', not a list of Check or RecordCheck objects"),
        ([7], "pressup_register_checks gave 7, which is no pressup.Check and no pressup.RecordCheck"),
        (
            [Check],
            "pressup_register_checks gave <class 'pressup.checks.check.Check'>, "
            "which is no pressup.Check and no pressup.RecordCheck",
        ),
        *(
            (
                [Check(code, Severity.NOTE, nothing)],  # type: ignore[arg-type]
                f"the code “{code}” of a check must be capitals, a hyphen and two or three digits, such as CLINIC-01",
            )
            for code in ("clinic-01", "CLINIC01", "CLINIC-1", "CLINIC-0001", "KLINIKÄ-01", "", None, 7)
        ),
        *(
            (
                [Check(code, Severity.NOTE, nothing)],
                f"the code {code} is of a family that Pressup uses itself; choose another, such as CLINIC-01",
            )
            for code in ("SAF-04", "SAF-99", "FILE-99", "PLUG-01", "OWN-77", "X-99")
        ),
        ([Check("CLINIC-01", "error", nothing)], "the severity of the check CLINIC-01 must be a pressup.Severity"),  # type: ignore[arg-type]
        (
            [Check("CLINIC-01", Severity.ERROR, nothing, heuristic=True)],
            "the check CLINIC-01 is heuristic and an error; a rule of thumb must be a warning or a note",
        ),
        (
            [Check("CLINIC-01", Severity.NOTE, nothing, heuristic="no")],  # type: ignore[arg-type]
            "“heuristic” of the check CLINIC-01 must be True or False",
        ),
        ([Check("CLINIC-01", Severity.NOTE, "find")], "the check CLINIC-01 has no function to find problems"),  # type: ignore[arg-type]
        (
            [Check("CLINIC-01", Severity.NOTE, nothing, explanation="It is so.")],  # type: ignore[arg-type]
            "the explanation of the check CLINIC-01 must be a pressup.Explanation",
        ),
        (
            [Check("CLINIC-01", Severity.NOTE, nothing, explanation=Explanation("A.", None))],  # type: ignore[arg-type]
            "title, reason and source of the explanation of the check CLINIC-01 must be texts",
        ),
        (
            [Check("CLINIC-01", Severity.NOTE, nothing, explanation=Explanation("A.", "B.", "", ["bad"]))],  # type: ignore[arg-type]
            "the examples of the check CLINIC-01 must be a tuple of pressup.Example",
        ),
        (
            [Check("CLINIC-01", Severity.NOTE, nothing, explanation=Explanation("A.", "B.", "", (Example("recipe", "", ""),)))],
            "an example of the check CLINIC-01 is of the kind “recipe”, which does not exist",
        ),
        (
            [Check("CLINIC-01", Severity.NOTE, nothing, explanation=Explanation("A.", "B.", "", (Example("exercise", 1, ""),)))],  # type: ignore[arg-type]
            "an example of the check CLINIC-01 must be made of texts",
        ),
    ],
)
def test_what_is_no_check_is_not_taken_and_fails_the_library(good: Content, given: Any, message: str) -> None:
    used = registry(given)
    assert {plugin.name for plugin, _ in used.checks} == {"pdf"}  # none but those of Pressup itself
    assert messages(used) == [("checks", message)]
    (finding,) = found(good, used)
    assert (finding.code, finding.severity) == ("PLUG-01", Severity.ERROR)
    assert finding.message == f"In plugin clinic (pressup-clinic 1.0), {message}."


def test_a_bad_check_leaves_the_good_ones_of_its_plugin(good: Content) -> None:
    used = registry([7, RecordCheck("CLINIC-02", Severity.WARNING, short_names)])
    assert [finding.code for finding in found(good, used)] == ["PLUG-01", "CLINIC-02"]


@pytest.mark.parametrize("first", [CLINIC, OTHER])
def test_of_two_plugins_with_one_code_neither_is_used(good: Content, first: Plugin) -> None:
    mine, theirs = Check("CLINIC-01", Severity.NOTE, nothing), RecordCheck("CLINIC-01", Severity.NOTE, short_names)
    used = registry([mine] if first is CLINIC else [theirs], (), other([theirs] if first is CLINIC else [mine]))
    assert {plugin.name for plugin, _ in used.checks} == {"pdf"}  # none but those of Pressup itself
    message = "the code CLINIC-01 is also used by plugin clinic (pressup-clinic 1.0); one of the two must choose another"
    assert messages(used) == [("checks", message)]
    assert [finding.code for finding in found(good, used)] == ["PLUG-01"]


# --- Rules that fail ---


@pytest.mark.parametrize(
    ("find", "reason"),
    [
        (leaves, "SystemExit: 3"),
        (problems("wrong"), "it gave 'wrong', which is no pressup.Problem"),
        (lambda library: (), "TypeError: <lambda>() takes 1 positional argument but 2 were given".replace("<lambda>", "{name}")),
        (lambda library, today: None, "TypeError: 'NoneType' object is not iterable"),
        (problems(Problem("nobody", (), "Wrong.")), "it tells a problem of the record “nobody”, which does not exist"),
        (problems(Problem(["bridge"], (), "Wrong.")), "it tells a problem of the record “['bridge']”, which does not exist"),  # type: ignore[arg-type]
        *(
            (
                problems(Problem("bridge", cast("Any", path), "Wrong.")),
                f"it tells a problem at {path!r}, a path that a record of the kind exercise does not have",
            )
            for path in (
                ("stepps",),
                ("steps", 2),
                ("steps", -1),
                ("steps", "0"),
                ("steps", True),
                ("name", 0),
                "name",
                ["name"],
                None,
            )
        ),
        (problems(Problem("bridge", (), "")), "a problem has no message"),
        (problems(Problem("bridge", (), None)), "the message of a problem is None, and no text"),  # type: ignore[arg-type]
        (problems(Problem("bridge", (), "Wrong.", b"")), "the help of a problem is b'', and no text"),  # type: ignore[arg-type]
        (problems(Problem("bridge", (), "Wrong.", words=7)), "the words of a problem is 7, and no text"),  # type: ignore[arg-type]
        (
            problems(Problem("bridge", (), "Wrong.", related="knee-pain")),  # type: ignore[arg-type]
            "“related” of a problem is 'knee-pain', and no pair of a record's id and a path",
        ),
        (
            problems(Problem("bridge", (), "Wrong.", related=("elbow", ()))),
            "it tells a problem of the record “elbow”, which does not exist",
        ),
    ],
)
def test_a_rule_that_fails_is_told_as_its_plugins_fault(good: Content, find: Any, reason: str) -> None:
    good.record("exercise", {"dose.reps": "12-8"})
    used = registry([Check("CLINIC-01", Severity.NOTE, find), RecordCheck("CLINIC-02", Severity.WARNING, short_names)])
    failed, *others = found(good, used)
    assert sorted(finding.code for finding in others) == ["CLINIC-02", "DOSE-01"]
    assert (failed.code, failed.severity, failed.place.length) == ("PLUG-01", Severity.ERROR, 0)
    expected = reason.format(name=f"{find.__qualname__}") if "{name}" in reason else reason
    assert failed.message == f"The rule CLINIC-01 of plugin clinic (pressup-clinic 1.0) failed: {expected}."
    (fault,) = used.faults
    assert (fault.plugin, fault.stage, fault.message) == (CLINIC, "validate", failed.message)
    assert "Traceback" in fault.traceback


def test_what_a_rule_found_before_it_failed_stays(good: Content) -> None:
    failed, before = found(good, registry([Check("CLINIC-01", Severity.WARNING, raises)]))
    assert before.message == "Found before the fall."
    assert failed.message == "The rule CLINIC-01 of plugin clinic (pressup-clinic 1.0) failed: ValueError: no room."


def test_a_rule_of_one_record_tells_of_no_other(good: Content) -> None:
    def elsewhere(record: Record, context: RecordContext) -> Iterator[Problem]:
        yield Problem("bridge", (), "Wrong.")

    (failed,) = [f for f in found(good, registry([RecordCheck("CLINIC-01", Severity.WARNING, elsewhere)])) if f.code == "PLUG-01"]
    assert failed.message.endswith("failed: in the record “first-steps” it tells a problem of “bridge”.")


def test_checking_twice_tells_a_fault_once(good: Content) -> None:
    used = registry([Check("CLINIC-01", Severity.WARNING, raises)])
    assert found(good, used) == found(good, used)
    assert len(used.faults) == 1


# --- Fields that work ---

SHELF = {
    "type": "object",
    "description": "Where the equipment is kept.",
    "properties": {
        "place": {"$ref": "#/$defs/place"},
        "boxes": {"type": "array", "items": {"$ref": "#/$defs/place"}, "maxItems": 2, "uniqueItems": True},
        "colour": {"enum": ["red", "green", "blue"]},
        "since": {"type": "string", "format": "date", "description": "A day such as 2026-11-22."},
        "note": {"type": "string", "maxLength": 9},
    },
    "required": ["place", "colour"],
    "additionalProperties": False,
    "$defs": {"place": {"type": "integer", "minimum": 1, "maximum": 99}},
}


@pytest.mark.parametrize(
    ("value", "marked", "message", "help"),
    [
        ({"place": 0, "colour": "red"}, "0", "“own.shelf.place” is 0; it must be at least 1.", ""),
        ({"place": 3, "colour": "gren"}, "gren", "“own.shelf.colour” cannot be “gren”.", "Did you mean “green”?"),
        ({"place": "x", "colour": "red"}, "x", "“own.shelf.place” should be a whole number.", ""),
        (
            {"place": 3, "colour": "red", "notes": "a"},
            "notes",
            "There is no field “notes” in “own.shelf”.",
            "Did you mean “note”?",
        ),
        (
            {"place": 3, "colour": "red", "note": "a long note"},
            "a long note",
            "“own.shelf.note” has 11 characters; it must have at most 9.",
            "",
        ),
        (
            {"place": 3, "colour": "red", "boxes": [1, 100]},
            "100",
            "“own.shelf.boxes.2” is 100; it must be at most 99.",
            "",
        ),
        ({"place": 3, "colour": "red", "boxes": [5, 5]}, None, "“own.shelf.boxes” names something twice.", ""),
        (
            {"place": 3, "colour": "red", "since": "2026-02-30"},
            "2026-02-30",
            "“own.shelf.since” does not have the form that is asked for.",
            "A day such as 2026-11-22.",
        ),
        ("there", "there", "“own.shelf” should be a mapping of fields.", "Where the equipment is kept."),
    ],
)
@pytest.mark.parametrize("suffix", [".yaml", ".json", ".md"])
def test_own_values_are_checked_and_marked_in_every_file_type(
    content: Content, good_records: Any, suffix: str, value: Any, marked: str | None, message: str, help: str
) -> None:
    data = {**good_records["exercise"], "own": {"shelf": value}}
    if suffix == ".md":
        content.write("bridge.yaml", data)
        content.write("bridge.md", f"---\n{(content.root / 'bridge.yaml').read_text(encoding='utf-8')}---\n\nMore about it.\n")
        (content.root / "bridge.yaml").unlink()
    else:
        content.write(f"bridge{suffix}", data)
    (finding,) = (f for f in found(content, registry((), [Fields("exercise", "shelf", SHELF)])) if f.code.startswith("OWN"))
    assert (finding.code, finding.severity) == ("OWN-02", Severity.ERROR)
    assert (finding.message, finding.help) == (message, help)
    assert marked is None or content.text_at(finding.place).strip("\"'") == marked


def test_all_missing_and_all_unknown_fields_are_told(good: Content) -> None:
    good.record("exercise", {"own": {"shelf": {"one": 1, "two": 2}}})
    told = [finding.message for finding in found(good, registry((), [Fields("exercise", "shelf", SHELF)]))]
    assert sorted(told) == [
        "The field “colour” is missing from “own.shelf”.",
        "The field “place” is missing from “own.shelf”.",
        "There is no field “one” in “own.shelf”.",
        "There is no field “two” in “own.shelf”.",
    ]


def test_good_own_fields_are_silent(good: Content) -> None:
    good.record("exercise", {"own": {"shelf": {"place": 3, "colour": "red", "since": "2026-02-28", "boxes": [1, 2]}}})
    assert found(good, registry((), [Fields("exercise", "shelf", SHELF)])) == []


def test_own_fields_that_nobody_registered(good: Content) -> None:
    good.record("exercise", {"own": {"shlef": {}}})
    (finding,) = found(good, registry((), [Fields("exercise", "shelf", SHELF), Fields("article", "shlef", SHELF)]))
    assert (finding.code, good.text_at(finding.place)) == ("OWN-01", "shlef")
    assert finding.message == "No installed plugin knows the field “own.shlef” of an exercise."
    assert finding.help == "Did you mean “shelf”?"


def test_required_own_fields(good: Content) -> None:
    (finding,) = found(good, registry((), [Fields("condition", "clinic", ROOM, required=True)]))
    assert (finding.code, finding.place.file, finding.place.line) == ("OWN-01", "knee-pain.yaml", 1)
    assert finding.message == "The field “own.clinic” is missing; a plugin asks for it in every condition."


@pytest.mark.parametrize("format", ["idn-hostname", "uri", "iri", "color", "made-up"])
def test_formats_that_only_some_installations_know_are_not_checked(good: Content, format: str) -> None:
    good.record("exercise", {"own": {"f": "not one"}})
    assert found(good, registry((), [Fields("exercise", "f", {"type": "string", "format": format})])) == []


# --- Fields that are not taken, or fail ---


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (None, "TypeError: pressup_register_fields gave None, not a list of Fields objects"),
        ([ROOM], f"pressup_register_fields gave {ROOM!r}, which is no pressup.Fields"),
        (
            [Fields("recipe", "clinic", ROOM)],
            "the fields “clinic” are for the kind “recipe”, which does not exist; "
            "kinds: exercise, condition, programme, article, newsletter, reference, publisher, translation",
        ),
        *(
            ([Fields("exercise", name, ROOM)], f"the fields “{name}” need a name of small letters, digits, hyphens and underscores")  # type: ignore[arg-type]
            for name in ("Clinic", "my clinic", "ä", "-", "", "../x", None, 7)
        ),
        (
            [Fields("exercise", "clinic", {"type": "whole"})],
            "the schema of the fields “clinic” is no JSON Schema: 'whole' is not valid under any of the given schemas",
        ),
        *(
            (
                [Fields("exercise", "clinic", cast("Any", schema))],
                "the schema of the fields “clinic” must be a mapping of plain values, as in a JSON file",
            )
            for schema in (True, None, "object", {"enum": {1, 2}}, {"const": (1,)}, {1: "a"})
        ),
        (
            [Fields("exercise", "clinic", {"$schema": "http://json-schema.org/draft-07/schema#"})],
            "the schema of the fields “clinic” is of another draft than https://json-schema.org/draft/2020-12/schema",
        ),
        *(
            (
                [Fields("exercise", "clinic", {"properties": {"a": {"$ref": reference}}})],
                f"the schema of the fields “clinic” refers to “{reference}”, which is not in it",
            )
            for reference in ("#/$defs/none", "https://evil.example/schema.json", "file:///etc/hostname", "#anchor")
        ),
        (
            [Fields("exercise", "clinic", ROOM), Fields("exercise", "clinic", {})],
            "the fields “clinic” of the kind exercise are given twice",
        ),
    ],
)
def test_what_are_no_fields_is_not_taken_and_fails_the_library(good: Content, given: Any, message: str) -> None:
    used = registry((), given)
    assert used.fields == []
    assert messages(used) == [("fields", message)]
    assert [finding.message for finding in found(good, used)] == [f"In plugin clinic (pressup-clinic 1.0), {message}."]


def test_of_two_plugins_with_the_same_fields_neither_is_used() -> None:
    used = registry((), [Fields("exercise", "clinic", ROOM)], other((), [Fields("exercise", "clinic", {})]))
    assert used.fields == []
    message = "the fields “clinic” of the kind exercise are also given by plugin clinic (pressup-clinic 1.0)"
    assert messages(used) == [("fields", message)]


def test_a_name_may_be_used_for_several_kinds() -> None:
    used = registry((), [Fields("exercise", "clinic", ROOM)], other((), [Fields("article", "clinic", ROOM)]))
    assert used.faults == []
    assert used.own_fields().keys() == {"exercise", "article"}


def test_a_schema_that_never_ends_is_told_as_its_plugins_fault(good: Content) -> None:
    good.record("exercise", {"own": {"loop": {}, "clinic": {"room": 0}}, "dose.reps": "12-8"})
    used = registry((), [Fields("exercise", "loop", {"$ref": "#"}), Fields("exercise", "clinic", ROOM)])
    failed, *others = found(good, used)
    assert {finding.code for finding in others} == {"OWN-02", "DOSE-01"}
    assert failed.code == "PLUG-01"
    assert failed.message.startswith("The schema of the fields “loop” of plugin clinic (pressup-clinic 1.0) failed: RecursionError")
    assert [fault.stage for fault in used.faults] == ["validate"]
