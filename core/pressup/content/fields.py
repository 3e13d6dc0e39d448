"""A publisher's own fields: what stands under `own` in a record, checked against the JSON Schema of a plugin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pressup.content.library import Library
from pressup.content.suggest import did_you_mean
from pressup.findings import Finding, Severity
from pressup.records import KINDS, Record

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """A publisher's own fields of one kind of record.

    Attributes:
        kind: The kind of record, such as `exercise`.
        name: The name under which the fields stand: `own: {NAME: ...}`. Small letters, digits, hyphens and underscores.
        schema: JSON Schema 2020-12 of what stands there. Its `description`s are shown in editors. It may refer to itself (`#/...`)
            and to nothing outside.
        required: Whether every record of the kind must have them.
    """

    kind: str
    name: str
    schema: Mapping[str, Any]
    required: bool = False


def problem_with_fields(fields: Any) -> str:
    """What keeps an object from being fields of a publisher, in a sentence; an empty text when nothing does."""
    import jsonschema

    if not isinstance(fields, Fields):
        return f"pressup_register_fields gave {fields!r}, which is no pressup.Fields"
    if fields.kind not in KINDS:
        return f"the fields “{fields.name}” are for the kind “{fields.kind}”, which does not exist; kinds: {', '.join(KINDS)}"
    if not (isinstance(fields.name, str) and fields.name.replace("-", "").replace("_", "").isalnum() and fields.name.islower()):
        return f"the fields “{fields.name}” need a name of small letters, digits, hyphens and underscores"
    try:
        jsonschema.Draft202012Validator.check_schema(fields.schema)
    except jsonschema.SchemaError as error:
        return f"the schema of the fields “{fields.name}” is no JSON Schema: {error.message}"
    return ""


def check_fields(library: Library, registered: Sequence[Fields]) -> Iterator[tuple[Finding, str]]:
    """What is wrong with the own fields of all records, each with the id of its record."""
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
            if name in known:
                key = (record.kind, name)
                validator = validators.get(key) or validators.setdefault(key, _validator(known[name]))
                yield from ((finding, record.id) for finding in _values(library, record, name, value, validator))


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

    # An empty registry: a schema that refers to an address is refused, and nothing is fetched.
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(fields.schema, registry=referencing.Registry(), format_checker=checker)


def _values(library: Library, record: Record, name: str, value: Any, validator: Any) -> Iterator[Finding]:
    for error in sorted(
        validator.iter_errors(value), key=lambda error: ([str(step) for step in error.absolute_path], error.message)
    ):
        path: Path = ("own", name, *error.absolute_path)
        message, help, key = _words(error, path)
        place = library.place(record, path) if key is None else library.place(record, (*path, key), key=True)
        yield Finding("OWN-02", Severity.ERROR, message, place, help)


def _words(error: Any, path: Path) -> tuple[str, str, str | None]:
    """A broken rule of a JSON Schema in our words: message, help, and the key that is meant when it is an unknown one."""
    field = f"“{'.'.join(str(step + 1 if isinstance(step, int) else step) for step in path)}”"
    wanted: Any = error.validator_value
    value: Any = error.instance
    match error.validator:
        case "enum":
            return f"{field} cannot be “{value}”.", did_you_mean(str(value), [str(word) for word in wanted]), None
        case "additionalProperties" if wanted is False:
            known = list(error.schema.get("properties", {}))
            unknown = next((str(key) for key in value if key not in known), "")
            return f"There is no field “{unknown}” in {field}.", did_you_mean(unknown, map(str, known)), unknown
        case "required":
            missing = next((key for key in wanted if key not in value), "")
            return f"The field “{missing}” is missing from {field}.", "", None
        case "type":
            kinds = [str(kind) for kind in (wanted if isinstance(wanted, list) else [wanted])]
            return f"{field} should be {' or '.join(_TYPES.get(kind, kind) for kind in kinds)}.", "", None
        case "minimum" | "exclusiveMinimum":
            return (
                f"{field} is {value}; it must be {'at least' if error.validator == 'minimum' else 'more than'} {wanted}.",
                "",
                None,
            )
        case "maximum" | "exclusiveMaximum":
            return (
                f"{field} is {value}; it must be {'at most' if error.validator == 'maximum' else 'less than'} {wanted}.",
                "",
                None,
            )
        case "pattern" | "format":
            return f"{field} does not have the form that is asked for.", error.schema.get("description", str(wanted)), None
        case _:
            return f"{field}: {error.message}.", error.schema.get("description", ""), None


_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of fields",
    "null": "empty",
}
