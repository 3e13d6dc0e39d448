"""JSON Schemas of all kinds of record, generated from the models: the contract that submitters and editors see."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from pressup.records import KINDS, LibraryFile
from pressup.records.base import FORMAT, Part
from pressup.records.patterns import expected

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """pydantic's generator, with field titles that add nothing left out."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 (pydantic's signature)
        return False


def schema_id(kind: str) -> str:
    """The `$id` of a kind's schema: a URN with the format's number."""
    return f"urn:pressup:schema:{kind}:{FORMAT}"


@cache
def schema(kind: str) -> JsonSchemaValue:
    """The JSON Schema 2020-12 of a kind of record, or of `library` for the library file.

    Raises:
        KeyError: when there is no such kind.
    """
    model: type[BaseModel] = LibraryFile if kind == "library" else KINDS[kind]
    made = model.model_json_schema(schema_generator=_Generator, by_alias=True)
    _describe(made)
    body = _tidy(made)
    head = {"$schema": DIALECT, "$id": schema_id(kind), "title": f"Pressup {kind}"}
    return {**head, **{key: value for key, value in body.items() if key != "title"}}


def _describe(made: JsonSchemaValue) -> None:
    """Put the string behind each field into its schema, as the description that an editor shows."""
    parts = {part.__name__: part for part in _subclasses(Part)}
    for name, node in (*made.get("$defs", {}).items(), (made.get("title", ""), made)):
        part = parts.get(name)
        if part is None:
            continue
        descriptions = field_docstrings(part)
        for field_name, field in part.model_fields.items():
            shown = node.get("properties", {}).get(field.alias or field_name)
            if shown is not None and field_name in descriptions:
                shown["description"] = descriptions[field_name]


def _subclasses(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for child in base.__subclasses__():
        yield child
        yield from _subclasses(child)


def field_docstrings(model: type[BaseModel]) -> dict[str, str]:
    """The strings that stand behind the fields of a model and of the models it is made from."""
    found: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if cls is BaseModel or not issubclass(cls, BaseModel):
            continue
        (definition,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
        body = definition.body if isinstance(definition, ast.ClassDef) else []
        for field, behind in pairwise(body):
            text = behind.value if isinstance(behind, ast.Expr) else None
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Constant):
                found[field.target.id] = str(text.value)
    return found


def _tidy(node: Any) -> Any:
    """Without `default: null`, which tells an editor nothing, and with words that an editor shows to a person.

    `markdownDescription` and `patternErrorMessage` are keywords of the language servers for YAML and JSON; validators skip them.
    """
    if isinstance(node, dict):
        tidy = {key: _tidy(value) for key, value in node.items() if not (key == "default" and value is None)}
        if "patternProperties" in tidy and "additionalProperties" not in tidy:
            tidy["additionalProperties"] = False  # the model takes no other key, and pydantic does not say so
        if isinstance(tidy.get("description"), str):
            tidy["description"] = " ".join(tidy["description"].split())  # a docstring breaks lines
            if "`" in tidy["description"]:
                tidy["markdownDescription"] = tidy["description"]
        if isinstance(tidy.get("pattern"), str):
            tidy.setdefault("patternErrorMessage", f"This should be {expected(tidy['pattern'])}.")
        return tidy
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    return node


OwnFields = Mapping[str, Mapping[str, tuple[Mapping[str, Any], bool]]]
"""Fields of plugins: by kind of record and by name, their JSON Schema, and whether every record must have them."""


def schema_with(kind: str, own: OwnFields) -> JsonSchemaValue:
    """The JSON Schema of a kind of record with the fields that plugins add under `own`."""
    made = schema(kind)
    fields = own.get(kind)
    if not fields:
        return made
    made = {**made, "properties": dict(made["properties"])}
    required = [name for name, (_, needed) in sorted(fields.items()) if needed]
    made["properties"]["own"] = {
        "type": "object",
        "description": made["properties"]["own"]["description"],
        # An id of its own, so that a `$ref` inside a plugin's schema still means that schema.
        "properties": {name: {"$id": f"urn:pressup:own:{kind}:{name}", **body} for name, (body, _) in sorted(fields.items())},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }
    if required:
        made["required"] = [*made["required"], "own"]
    return made


def schema_files(own: OwnFields = MappingProxyType({})) -> dict[str, str]:
    """Every schema file by name, as it is published."""
    kinds = (*KINDS, "library")
    return {
        f"{kind}.schema.json": json.dumps(schema_with(kind, own), indent=2, ensure_ascii=False) + "\n" for kind in sorted(kinds)
    }
