"""From plain data to a record, and from what pydantic finds wrong to findings that an editor understands."""

from __future__ import annotations

import re
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from pressup.content.source import Source
from pressup.content.suggest import did_you_mean, nearest
from pressup.findings import Finding, Place, Severity
from pressup.records import KINDS, LibraryFile, Record
from pressup.records.base import FORMAT
from pressup.records.marks import SLUG_PATTERN
from pressup.records.newsletter import HEADER_PATTERN

# What a text should look like, for patterns that an editor cannot read.
_EXPECTED = {
    SLUG_PATTERN: "an id: small letters, digits and single hyphens, as in “seated-stretch”",
    r"\S": "text that is not only spaces",
    r"^\d{4}-\d{2}-\d{2}$": "a date such as 2026-11-22",
    r"^#[0-9A-Fa-f]{6}$": "a colour such as #0B5563",
    r"^[A-Z]{2}$": "a country as two capitals, such as GB",
    r"^10\.\d{4,9}/\S+$": "a DOI, which begins with “10.” and has no address before it",
    r"^\d{1,9}$": "a PubMed number",
    r"^\d+(\.\d+){0,2}$": "a version such as “1.0”, in quotes",
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$": "a language such as en-GB or de",
    r"^[A-Za-z0-9.!#$%&*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$": "a mail address such as hello@example.org",
    r"^[a-z0-9-]+(\.[a-z0-9-]+)+$": "a list id such as news.example.org",
    r"^[0-9Xx-]{10,17}$": "an ISBN of 10 or 13 digits",
    r"^[A-Za-z0-9.\-]{1,20}$": "a code such as M25.56",
    r"^[A-Za-z0-9_][A-Za-z0-9_./ -]*$": "a path such as pictures/bridge.png, from the top of the content folder",
    r"^sha256:[0-9a-f]{64}$": "a hash that Pressup has printed, beginning with sha256:",
    HEADER_PATTERN: "text on one line",
}
# Fields without which nothing is safe to print: when one is missing or empty, that is its rule's finding and not one of shape.
_SAFETY_FIELDS = {"red_flags": "SAF-01", "cautions": "SAF-03", "stop_if": "SAF-03"}
_NAMES = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a mapping",
    type(None): "empty",
}


def make_record(source: Source, data: Any, *, kind: str | None = None) -> tuple[Record | None, list[Finding]]:
    """The record that a file's data makes, and what is wrong with its shape.

    `kind` stands in for a missing `kind:` field. The record is None when there is any finding.
    """
    if not isinstance(data, dict):
        message = f"A record is a mapping of fields; this file holds {_NAMES.get(type(data), 'something else')}."
        return None, [source.finding("REC-01", message, source.locate(()), "Begin with “kind: exercise”, or another kind.")]
    word = data.get("kind", kind)
    model = KINDS.get(word) if isinstance(word, str) else None
    if model is None:
        return None, [_kind_finding(source, data, word)]
    return _validate(source, {"kind": word, **data}, model, f"the {word}")


def make_library_file(source: Source, data: Any) -> tuple[LibraryFile | None, list[Finding]]:
    """The library's settings, and what is wrong with them."""
    if not isinstance(data, dict):
        return None, [source.finding("REC-01", "The library file is a mapping of settings.", source.locate(()))]
    return _validate(source, data, LibraryFile, "the library file")


def _kind_finding(source: Source, data: dict[str, Any], word: Any) -> Finding:
    if "kind" not in data:
        typo = nearest("kind", data.keys())
        place = source.locate((typo,), key=True) if typo else source.locate(())
        return source.finding(
            "REC-02",
            "The file does not say what kind of record it is.",
            place,
            f"Write “kind: ” and one of: {', '.join(KINDS)}.",
        )
    place = source.locate(("kind",))
    if word is None or isinstance(word, list | dict):
        said = "empty" if word is None else f"{_NAMES[type(word)]}, not a word"
        return source.finding("REC-02", f"The kind of record is {said}.", place, f"Write one of: {', '.join(KINDS)}.")
    shown = _cut(str(word).lower() if isinstance(word, bool) else str(word))
    return source.finding("REC-02", f"{shown} is not a kind of record.", place, did_you_mean(str(word), KINDS))


def _validate(source: Source, data: dict[str, Any], model: type[Any], what: str) -> tuple[Any, list[Finding]]:
    number = data.get("format", FORMAT)
    if type(number) is int and number > FORMAT:
        message = f"This file is written in format {number}; this Pressup reads format {FORMAT}."
        return None, [source.finding("REC-06", message, source.locate(("format",)), "Install a newer Pressup.")]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=True)
    except RecursionError:
        return None, [source.finding("YAML-05", "An alias in this file contains itself.")]
    return None, _findings(source, data, model, what, problems)


def _findings(source: Source, data: dict[str, Any], model: type[BaseModel], what: str, problems: list[Any]) -> list[Finding]:
    missing = {_path(data, problem["loc"]) for problem in problems if problem["type"] == "missing"}
    findings: list[Finding] = []
    # A list of one entry that is wrong counts as too short for pydantic; the entry's own finding says all there is to say.
    problems = [p for p in problems if p["type"] != "too_short" or len(p["input"]) < p["ctx"]["min_length"]]
    for problem in problems:
        path = _path(data, problem["loc"])
        if problem["type"] == "extra_forbidden":
            findings.append(_unknown_field(source, data, model, path, missing))
    for problem in problems:
        path = _path(data, problem["loc"])
        if problem["type"] == "missing":
            if path in missing:  # a misspelt key has taken the blame for the others
                findings.append(_missing_field(source, what, path))
        elif problem["type"] != "extra_forbidden":
            message, advice = _describe(problem, path)
            code = _code("REC-05", path) if _says_nothing(problem["input"]) else "REC-05"
            findings.append(Finding(code, Severity.ERROR, message, source.locate(path), advice))
    return findings


def _code(code: str, path: tuple[str | int, ...]) -> str:
    """The code of something that is missing: that of the rule which needs it, when there is one."""
    optional = path[-1] == "references"
    return code if optional else _SAFETY_FIELDS.get(str(path[0]), code)


def _says_nothing(value: Any) -> bool:
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def _path(data: Any, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The part of pydantic's location that exists in the file, and one step more for what is missing."""
    path: list[str | int] = []
    value = data
    for step in loc:
        path.append(step)
        if not _has(value, step):
            break
        value = value[step]
    return tuple(path)


def _has(value: Any, step: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and step < len(value)
    return isinstance(value, dict) and step in value


def _unknown_field(
    source: Source,
    data: dict[str, Any],
    model: type[BaseModel],
    path: tuple[str | int, ...],
    missing: set[tuple[str | int, ...]],
) -> Finding:
    *parent, key = path
    known = _fields_at(model, tuple(parent))
    taken = _value_at(data, tuple(parent))
    free = [name for name in known if name not in taken]
    guess = nearest(str(key), free)
    if guess:
        missing.discard((*parent, guess))
    where = f" in “{_name(parent)}”" if parent else ""
    advice = f"Did you mean “{guess}”?" if guess else f"Known fields: {', '.join(known)}." if len(known) <= 14 else ""
    return source.finding("REC-03", f"There is no field {_cut(str(key))}{where}.", source.locate(path, key=True), advice)


def _missing_field(source: Source, what: str, path: tuple[str | int, ...]) -> Finding:
    *parent, key = path
    where = f"“{_name(parent)}”" if parent else what
    code = _code("REC-04", path)
    return source.finding(code, f"The field “{key}” is missing from {where}.", source.locate(tuple(parent)), "")


def _name(path: list[str | int]) -> str:
    """A path as an editor would say it: `steps`, item 3."""
    text = ""
    for step in path:
        text += f" {step + 1}" if isinstance(step, int) else f".{step}" if text else step
    return text


def _value_at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def _fields_at(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The fields that may stand at a place in a record."""
    current: Any = model
    for step in path:
        if isinstance(step, int):
            continue
        if not (isinstance(current, type) and issubclass(current, BaseModel)):
            break
        field = next((f for name, f in current.model_fields.items() if step in (name, f.alias)), None)
        current = _model_in(field.annotation) if field else current
    if not (isinstance(current, type) and issubclass(current, BaseModel)):
        return []
    return [field.alias or name for name, field in current.model_fields.items() if field.alias != "$schema"]


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None


def _describe(problem: Any, path: tuple[str | int, ...]) -> tuple[str, str]:
    """What is wrong with a value, and what to write instead."""
    kind, value, context = problem["type"], problem["input"], problem.get("ctx", {})
    field = f"“{_name(list(path))}”"
    got = _NAMES.get(type(value), "something else")
    match kind:
        case "written":
            sentence, _, advice = problem["msg"].partition(". ")
            return f"{field}: {sentence.rstrip('.')}.", advice
        case "literal_error":
            allowed = _quoted_words(context["expected"])
            return f"{field} cannot be {_shown(value)}.", did_you_mean(str(value), allowed)
        case "string_type":
            trap = (
                "Put it in quotes."
                if isinstance(value, int | float | bool)
                else "Write one text here, not a list."
                if isinstance(value, list)
                else ""
            )
            return f"{field} should be text, and is {_shown(value) if trap.startswith('Put') else got}.", trap
        case "string_pattern_mismatch":
            expected = _EXPECTED.get(context["pattern"])
            if expected is None and "https" in context["pattern"]:
                expected = "an address that begins with https://"
            if expected is None:
                expected = f"text of the form {context['pattern']}"
            return f"{field} should be {expected}, and is {_shown(value)}.", ""
        case "string_too_long":
            return f"{field} has {len(value)} characters; {context['max_length']} are allowed.", ""
        case "string_too_short":
            least = context["min_length"]
            return f"{field} is empty." if not value else f"{field} has {len(value)} characters; it needs {least}.", ""
        case "too_short":
            return (
                f"{field} is empty." if not value else f"{field} needs at least {context['min_length']} entries.",
                "Write at least one." if not value else "",
            )
        case "too_long":
            return f"{field} has {len(value)} entries; {context['max_length']} are allowed.", ""
        case "tuple_type" | "list_type":
            return f"{field} should be a list, and is {got}.", "Write each entry on its own line after “- ”."
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{field} should be a mapping of fields, and is {got}.", ""
        case "int_type" | "int_from_float":
            quoted = isinstance(value, str) and re.fullmatch(r"-?[0-9]+", value)
            return f"{field} should be a whole number, and is {_shown(value)}.", "Write it without quotes." if quoted else ""
        case "bool_type":
            return f"{field} should be true or false, and is {_shown(value)}.", "Write true or false, without quotes."
        case "greater_than_equal":
            return f"{field} is {value}; the least is {context['ge']}.", ""
        case "less_than_equal":
            return f"{field} is {value}; the most is {context['le']}.", ""
        case _:
            return f"{field}: {problem['msg']}.", ""


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "empty"
    if isinstance(value, list | dict):
        return _NAMES[type(value)]
    return _cut(str(value).replace("\n", " "))


def _cut(text: str) -> str:
    """A text of the file in quotes, with a long one cut."""
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def _quoted_words(text: str) -> list[str]:
    return text.replace(" or ", ", ").replace("'", "").split(", ")


__all__ = ["Place", "make_library_file", "make_record"]
