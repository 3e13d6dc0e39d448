"""A publisher's own fields: what stands under `own` in a record, checked against the JSON Schema of a plugin."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pressup.content import field_words
from pressup.content.library import Library
from pressup.content.suggest import did_you_mean
from pressup.findings import Finding, Severity
from pressup.records import KINDS, Record

Path = tuple[str | int, ...]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMATS = ("date", "email", "ipv4", "ipv6", "uuid")
"""The formats of JSON Schema that are checked; any other says nothing about a value."""
_NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Fields:
    """A publisher's own fields of one kind of record.

    Attributes:
        kind: The kind of record, such as `exercise`.
        name: The name under which the fields stand: `own: {NAME: ...}`. Small letters, digits, hyphens and underscores.
        schema: JSON Schema 2020-12 of what stands there. Its `description`s are shown in editors. It may refer to itself (`#/...`)
            and to nothing outside. The formats `date`, `email`, `ipv4`, `ipv6` and `uuid` are checked.
        required: Whether every record of the kind must have them.
    """

    kind: str
    name: str
    schema: Mapping[str, Any]
    required: bool = False


OnFailure = Callable[[Fields, Exception], None]
"""Called with fields whose schema failed, and with what it raised."""


def problem_with_fields(fields: Any) -> str:
    """What keeps an object from being fields of a publisher, in a sentence; an empty text when nothing does."""
    if not isinstance(fields, Fields):
        return f"pressup_register_fields gave {fields!r}, which is no pressup.Fields"
    if not isinstance(fields.kind, str) or fields.kind not in KINDS:
        return f"the fields “{fields.name}” are for the kind “{fields.kind}”, which does not exist; kinds: {', '.join(KINDS)}"
    if not (isinstance(fields.name, str) and _NAME.fullmatch(fields.name)):
        return f"the fields “{fields.name}” need a name of small letters, digits, hyphens and underscores"
    problem = _problem_with_schema(fields.schema)
    return f"the schema of the fields “{fields.name}” {problem}" if problem else ""


def _problem_with_schema(schema: Any) -> str:
    import jsonschema
    import referencing.exceptions
    import referencing.jsonschema

    try:
        plain = isinstance(schema, Mapping) and json.loads(json.dumps(dict(schema))) == dict(schema)
    except (TypeError, ValueError, RecursionError):
        plain = False
    if not plain:
        return "must be a mapping of plain values, as in a JSON file"
    if schema.get("$schema", DIALECT) != DIALECT:
        return f"is of another draft than {DIALECT}"
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
    except jsonschema.SchemaError as error:
        return f"is no JSON Schema: {error.message}"
    resource: Any = referencing.Resource.from_contents(dict(schema), referencing.jsonschema.DRAFT202012)
    resolver = referencing.Registry().resolver_with_root(resource)
    for reference in _references(dict(schema)):
        try:
            resolver.lookup(reference)
        except referencing.exceptions.Unresolvable:
            return f"refers to “{reference}”, which is not in it"
    return ""


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key in ("$ref", "$dynamicRef") and isinstance(value, str):
                yield value
            elif key not in ("const", "enum", "default", "examples"):
                yield from _references(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from _references(item)


def check_fields(library: Library, registered: Sequence[Fields], failed: OnFailure) -> Iterator[tuple[Finding, str]]:
    """What is wrong with the own fields of all records, each with the id of its record.

    `failed` is called once for a schema that cannot be used, such as one that refers to itself without end.
    """
    by_kind: dict[str, dict[str, Fields]] = {kind: {} for kind in KINDS}
    for fields in registered:
        by_kind[fields.kind][fields.name] = fields
    validators: dict[tuple[str, str], Any] = {}
    for record in library.records.values():
        known = by_kind[record.kind]
        if not known and not record.own:
            continue
        yield from ((finding, record.id) for finding in _names(library, record, known))
        for name, value in record.own.items():
            key = (record.kind, name)
            if name not in known or validators.get(key, True) is None:
                continue
            try:
                validator = validators.get(key) or validators.setdefault(key, _validator(known[name]))
                found = list(_values(library, record, name, value, validator))
            except Exception as error:  # noqa: BLE001 (the plugin's, and contained)
                validators[key] = None
                failed(known[name], error)
            else:
                yield from ((finding, record.id) for finding in found)


def _names(library: Library, record: Record, known: Mapping[str, Fields]) -> Iterator[Finding]:
    for name in record.own:
        if name not in known:
            message = (
                f"No installed plugin knows the field “own.{name}” of {'an' if record.kind[0] in 'aeiou' else 'a'} {record.kind}."
            )
            help = did_you_mean(name, known) or "Install the plugin that brings it, or take the field away."
            yield Finding("OWN-01", Severity.ERROR, message, library.place(record, ("own", name), key=True), help)
    for name, fields in known.items():
        if fields.required and name not in record.own:
            message = f"The field “own.{name}” is missing; a plugin asks for it in every {record.kind}."
            yield Finding("OWN-01", Severity.ERROR, message, library.place(record, ("own",)), f"Add “{name}” under “own”.")


def _validator(fields: Fields) -> Any:
    import jsonschema
    import referencing

    # An empty registry: nothing is fetched. Formats that every installation knows, so that all find the same.
    checker = jsonschema.FormatChecker(FORMATS)
    return jsonschema.Draft202012Validator(dict(fields.schema), registry=referencing.Registry(), format_checker=checker)


def _values(library: Library, record: Record, name: str, value: Any, validator: Any) -> Iterator[Finding]:
    for error in validator.iter_errors(value):
        path: Path = ("own", name, *error.absolute_path)
        for message, help, key in field_words.problems(error, path):
            place = library.place(record, path) if key is None else library.place(record, (*path, key), key=True)
            yield Finding("OWN-02", Severity.ERROR, message, place, help)
