"""From plain data to a record, and from what pydantic finds wrong to findings that an editor understands."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from pressup.content.mistaken import FEW, mistaken_kind
from pressup.content.source import MAX_FINDINGS, Source
from pressup.content.suggest import did_you_mean, nearest, only_meant
from pressup.content.wrong_value import NAMES, cut, describe, name, quoted_words
from pressup.findings import Finding, Place, Severity
from pressup.records import KINDS, LibraryFile, Record
from pressup.records.base import FORMAT
from pressup.records.marks import Path

_ROUNDS = 3
_MOST_FIXES = 25
_MOST_FIELDS = 50
# Keys under which a clinic would keep what is about one patient, without the signs between their words.
_OF_A_PATIENT = re.compile(
    r"(patient|recipient|client)s?(name|id|number|details|data|notes?|address|email|phone)?|(nhs|mrn|hospital|medicalrecord)(number|no|id)?"
    r"|dob|dateofbirth|birthdate|birthday|nextofkin|(socialsecurity|insurance)(number|no)|ssn"
)
FOR_EVERYBODY = "Take it out: content is for everybody, is kept for years and copied to others. Write it on the print by hand."
"""What to do with what is about one patient."""
# Fields without which nothing is safe to print: when one is missing or empty, that is its rule's finding and not one of shape.
_SAFETY_FIELDS = {"red_flags": "SAF-01", "cautions": "SAF-03", "stop_if": "SAF-03"}


def make_record(source: Source, data: Any, *, kind: str | None = None) -> tuple[Record | None, list[Finding]]:
    """The record that a file's data makes, and what is wrong with its shape.

    `kind` stands in for a missing `kind:` field. The record is None when there is any finding.
    """
    if not isinstance(data, dict):
        message = f"A record is a mapping of fields; this file holds {NAMES.get(type(data), 'something else')}."
        return None, [source.finding("REC-01", message, source.locate(()), "Begin with “kind: exercise”, or another kind.")]
    word = data.get("kind", kind)
    model = KINDS.get(word) if isinstance(word, str) else None
    if model is None:
        return None, [_kind_finding(source, data, word)]
    return _validate(source, data if "kind" in data else {"kind": word, **data}, model, f"the {word}")


def make_library_file(source: Source, data: Any) -> tuple[LibraryFile | None, list[Finding]]:
    """The library's settings, and what is wrong with them."""
    if not isinstance(data, dict):
        return None, [source.finding("REC-01", "The library file is a mapping of settings.", source.locate(()))]
    return _validate(source, data, LibraryFile, "the library file")


def _kind_finding(source: Source, data: dict[str, Any], word: Any) -> Finding:
    if "kind" not in data:
        typo = nearest("kind", data.keys())
        place = source.locate((typo,), key=True) if typo else source.locate(())
        return Finding(
            "REC-02",
            Severity.ERROR,
            "The file does not say what kind of record it is.",
            place,
            f"Write “kind: ” and one of: {', '.join(KINDS)}.",
            fix=source.fix((typo,), "kind", key=True) if typo and only_meant(typo, ["kind"], exchanged=True) else None,
        )
    place = source.locate(("kind",))
    if word is None or isinstance(word, list | dict):
        said = "empty" if word is None else f"{NAMES[type(word)]}, not a word"
        return source.finding("REC-02", f"The kind of record is {said}.", place, f"Write one of: {', '.join(KINDS)}.")
    shown = cut(str(word).lower() if isinstance(word, bool) else str(word))
    right = only_meant(word, KINDS, exchanged=True) if isinstance(word, str) else None
    message, advice = f"{shown} is not a kind of record.", did_you_mean(str(word), KINDS)
    return Finding("REC-02", Severity.ERROR, message, place, advice, fix=source.fix(("kind",), right) if right else None)


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
    if len(problems) > FEW and (wrong := mistaken_kind(source, data, model)):
        return None, [wrong]
    return None, _findings(source, data, model, what, problems)


def mended(data: Any, *, kind: str | None = None) -> tuple[Record | None, tuple[Path, ...]]:
    """What a record of the wrong shape would be without its wrong values, so that rules can look at all the others in the same run.

    Returns:
        The record, and the places of what was left out or taken as the word that was most likely meant; None when a field is wrong
        that cannot be missing. Such a record is never printed.
    """
    model = KINDS.get(str(data.get("kind", kind))) if isinstance(data, dict) else None
    if model is None:
        return None, ()
    changed: list[Path] = []
    for _ in range(_ROUNDS):
        try:
            return model.model_validate({"kind": kind, **data}), tuple(changed)
        except RecursionError:
            return None, ()
        except ValidationError as error:
            problems = error.errors(include_url=False, include_context=True)
        for problem in problems[:MAX_FINDINGS]:
            path = _path(data, problem["loc"])
            if path in changed:
                continue  # a value of two forms gives a problem for each
            if not path or path == ("id",) or not _has(_value_at(data, path[:-1]), path[-1]):
                return None, ()
            expected = str(problem.get("ctx", {}).get("expected", "")) if problem["type"] == "literal_error" else ""
            word = nearest(str(problem["input"]), quoted_words(expected)) if expected else None
            parent = _value_at(data, path[:-1])
            if word is not None:
                data = _with(data, path, word)
            elif isinstance(parent, dict):
                data = _with(data, path[:-1], {key: value for key, value in parent.items() if key != path[-1]})
            else:
                return None, ()
            changed.append(path)
    return None, ()


def _findings(source: Source, data: dict[str, Any], model: type[BaseModel], what: str, problems: list[Any]) -> list[Finding]:
    findings, problems = _split_decimals(source, data, problems)
    missing = {_path(data, problem["loc"]) for problem in problems if problem["type"] == "missing"}
    # A list of one entry that is wrong counts as too short for pydantic; the entry's own finding says all there is to say.
    problems = [p for p in problems if p["type"] != "too_short" or len(p["input"]) < p["ctx"]["min_length"]]
    unknown = [_path(data, problem["loc"]) for problem in problems if problem["type"] == "extra_forbidden"]
    more = max(0, len(unknown) - MAX_FINDINGS)
    findings.extend(_unknown_fields(source, data, model, unknown[:MAX_FINDINGS], missing))
    fixes = 0
    for problem in problems:
        path = _path(data, problem["loc"])
        if problem["type"] == "extra_forbidden" or (problem["type"] == "missing" and path not in missing):
            continue  # told already, or a misspelt key has taken the blame
        if len(findings) >= MAX_FINDINGS:
            more += 1
        elif problem["type"] == "missing":
            findings.append(_missing_field(source, what, path))
        else:
            finding = _wrong_value(source, data, model, problem, path, may_fix=fixes < _MOST_FIXES)
            fixes += finding.fix is not None
            findings.append(finding)
    return [*findings, source.more(more)] if more else findings


def _wrong_value(
    source: Source, data: dict[str, Any], model: type[BaseModel], problem: Any, path: tuple[str | int, ...], *, may_fix: bool
) -> Finding:
    place = source.locate(path)
    message, (advice, right) = describe(problem, path, source.spelling(path), source.line(place.line))
    fits = right is not None and may_fix and _fits(model, data, path, right)
    fix = source.fix(path, right) if right is not None and fits else None
    code = _code("REC-05", path) if _says_nothing(problem["input"]) else "REC-05"
    return Finding(code, Severity.ERROR, message, place, advice, fix=fix)


def _fits(model: type[BaseModel], data: Any, path: tuple[str | int, ...], value: Any) -> bool:
    """Whether a value would be right at a place; other fields may still be wrong."""
    try:
        model.model_validate(_with(data, path, value))
    except ValidationError as error:
        return all(problem["loc"][: len(path)] != path for problem in error.errors(include_url=False, include_context=False))
    return True


def _with(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """A copy of the data with another value at a place; what is not on the way there is shared."""
    if not path:
        return value
    copy = data.copy()
    copy[path[0]] = _with(data[path[0]], path[1:], value)
    return copy


def _split_decimals(source: Source, data: dict[str, Any], problems: list[Any]) -> tuple[list[Finding], list[Any]]:
    """In `{ load: 2,5 kg }` the comma ends the value and makes a field of “5 kg”: one finding instead of two or three."""
    findings: list[Finding] = []
    dropped: set[tuple[str | int, ...]] = set()
    for problem in problems:
        *parent, key = _path(data, problem["loc"])
        if problem["type"] != "extra_forbidden" or problem["input"] is not None or not str(key)[:1].isdecimal():
            continue
        if len(_value_at(data, tuple(parent))) > _MOST_FIELDS:
            continue
        fields = list(_value_at(data, tuple(parent)).items())
        before, value = fields[max(0, [field for field, _ in fields].index(key) - 1)]
        path = (*parent, before)
        if type(value) is int and source.line(source.locate(path).line).count(f"{value},{key}"):
            message = f"“{name(list(path))}” ends at “{value}”: between braces, a comma begins a new field."
            advice = f"Write decimals with a point: {value}.{cut(str(key))[1:-1]}."
            findings.append(Finding("REC-05", Severity.ERROR, message, source.locate(path), advice))
            dropped |= {path, (*parent, key)}
    return findings, [problem for problem in problems if _path(data, problem["loc"]) not in dropped]


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


def _unknown_fields(
    source: Source,
    data: dict[str, Any],
    model: type[BaseModel],
    paths: list[tuple[str | int, ...]],
    missing: set[tuple[str | int, ...]],
) -> list[Finding]:
    """A finding for each field that there is not. A field that seems to be meant is not missing as well."""
    meant: dict[tuple[str | int, ...], str | None] = {}
    findings = []
    for path in paths:
        *parent, key = path
        if _OF_A_PATIENT.fullmatch(re.sub(r"[\W_]+", "", str(key)[:60]).casefold()):
            message = f"{cut(str(key))} would keep what is about one patient."
            findings.append(source.finding("PRV-01", message, source.locate(path, key=True), FOR_EVERYBODY))
            meant[path] = None
            continue
        known = _fields_at(model, tuple(parent))
        taken = _value_at(data, tuple(parent))
        free = [field for field in known if field not in taken]
        guess = nearest(str(key), free)
        if guess:
            missing.discard((*parent, guess))
        right = only_meant(str(key), known, exchanged=True) if guess else None
        meant[path] = right if right in free else None
        where = f" in “{name(parent)}”" if parent else ""
        advice = f"Did you mean “{guess}”?" if guess else f"Known fields: {', '.join(known)}." if len(known) <= 14 else ""
        message = f"There is no field {cut(str(key))}{where}."
        findings.append(source.finding("REC-03", message, source.locate(path, key=True), advice))
    # Two misspellings of one field: only the author knows which value is right.
    wanted = Counter((*path[:-1], right) for path, right in meant.items())
    return [
        replace(finding, fix=source.fix(path, right, key=True)) if right and wanted[*path[:-1], right] == 1 else finding
        for finding, (path, right) in zip(findings, meant.items(), strict=True)
    ]


def _missing_field(source: Source, what: str, path: tuple[str | int, ...]) -> Finding:
    *parent, key = path
    where = f"“{name(parent)}”" if parent else what
    code = _code("REC-04", path)
    return source.finding(code, f"The field “{key}” is missing from {where}.", source.locate(tuple(parent)), "")


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


__all__ = ["Place", "make_library_file", "make_record"]
