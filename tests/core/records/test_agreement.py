"""Schemas and models agree on shape, over documents that hypothesis makes from the schemas and then spoils in one place."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from pressup.records import KINDS, LibraryFile
from pressup.records.schema import schema

ALL = [*KINDS, "library"]
QUICK = settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
LONG = settings(QUICK, max_examples=1_000)
# A decimal number such as 2.0 is an integer to JSON Schema and none to the models: `test_schema.cannot_be_said` tells it, and
# neither the values made here nor those that spoil are such numbers.
SPOILS: list[Any] = [
    None,
    True,
    0,
    -1,
    7,
    2.5,
    10**30,
    "",
    " ",
    "x",
    "x" * 2_001,
    "\n",
    "é",
    "12-8",
    [],
    [None],
    [[]],
    {},
    {"a": 1},
]


def documents(kind: str) -> st.SearchStrategy[Any]:
    """Documents that a schema allows: every optional field now and then, lists of a few entries, texts by their pattern."""
    root = schema(kind)
    return _values(root, root.get("$defs", {}))


def _values(node: Any, defs: Any) -> st.SearchStrategy[Any]:
    if "$ref" in node:
        return _values(defs[node["$ref"].removeprefix("#/$defs/")], defs)
    if "const" in node:
        return st.just(node["const"])
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if "anyOf" in node:
        return st.one_of([_values(branch, defs) for branch in node["anyOf"]])
    if isinstance(node.get("type"), list):
        return st.one_of([_values({**node, "type": each}, defs) for each in node["type"]])
    match node.get("type"):
        case "object":
            return _objects(node, defs)
        case "array":
            least = node.get("minItems", 0)
            most = min(node.get("maxItems", least + 2), least + 2)
            return st.lists(_values(node["items"], defs), min_size=least, max_size=most)
        case "string":
            return _texts(node)
        case "integer":
            return st.integers(node.get("minimum"), node.get("maximum"))
        case "number":
            least, above = node.get("minimum"), node.get("exclusiveMinimum")
            return st.floats(above if least is None else least, node.get("maximum"), exclude_min=above is not None, allow_nan=False)
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
    assert set(node) <= {"description", "title", "default", "examples"}, node  # anything goes
    return st.sampled_from([None, True, 1, "x", [1], {"a": "b"}])


def _objects(node: Any, defs: Any) -> st.SearchStrategy[Any]:
    fields = {name: _values(field, defs) for name, field in node.get("properties", {}).items()}
    required = set(node.get("required", ()))
    if not fields:
        more = node.get("additionalProperties", True)
        values = st.integers() if isinstance(more, bool) else _values(more, defs)
        names = _texts(node["propertyNames"]) if "propertyNames" in node else st.text(min_size=1, max_size=5)
        for pattern, inner in node.get("patternProperties", {}).items():
            names, values = _texts({"pattern": pattern}), _values(inner, defs)
        return st.dictionaries(names, values, max_size=2)
    optional = {name: values for name, values in fields.items() if name not in required}
    return st.fixed_dictionaries({name: values for name, values in fields.items() if name in required}, optional=optional)


def _texts(node: Any) -> st.SearchStrategy[str]:
    least, most = node.get("minLength", 0), min(node.get("maxLength", 60), node.get("minLength", 0) + 60)
    if node.get("pattern") in (None, r"\S"):
        return st.text(st.characters(codec="utf-8"), min_size=max(1, least), max_size=most).filter(str.strip)
    if least > 1:  # a mail header: no control characters; few texts made from its pattern would be long enough
        return st.text(st.sampled_from("aé1 -,"), min_size=least, max_size=most).filter(str.strip)
    # Ended by \Z, because `$` of Python's regular expressions takes a line end behind it too.
    pattern: str = node["pattern"]
    made = st.from_regex(pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern)
    return made.filter(lambda text: least <= len(text) <= node.get("maxLength", 10_000))


def taken(kind: str, data: Any) -> bool:
    try:
        (LibraryFile if kind == "library" else KINDS[kind]).model_validate(data)
    except ValidationError:
        return False
    return True


def spoilt(data: Any, seed: int) -> Any:
    """The document with one change: a value dropped, renamed, doubled, or replaced."""
    chance = random.Random(seed)
    data = copy.deepcopy(data)
    holders = [holder for holder in _holders(data) if holder]
    holder = chance.choice(holders)
    key = chance.choice(list(holder)) if isinstance(holder, dict) else chance.randrange(len(holder))
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[f"{key}s"] = holder.pop(key)
        case 2 if isinstance(holder, list):
            holder.insert(0, holder[key])
        case _:
            holder[key] = copy.deepcopy(chance.choice(SPOILS))
    return data


def _holders(data: Any) -> list[Any]:
    inner = list(data.values()) if isinstance(data, dict) else data if isinstance(data, list) else None
    return [] if inner is None else [data, *(holder for value in inner for holder in _holders(value))]


def agreement(kind: str, counts: dict[str, int]) -> Any:
    validator = Draft202012Validator(schema(kind))

    def check(data: Any, seed: int) -> None:
        assert validator.is_valid(data), list(validator.iter_errors(data))
        assert taken(kind, data)
        for number in range(5):
            changed = spoilt(data, seed + number)
            verdict = taken(kind, changed)
            assert validator.is_valid(changed) == verdict, changed
            counts["taken" if verdict else "refused"] += 1
        counts["valid"] += 1

    return given(documents(kind), st.integers(0, 10**9))(check)


@pytest.mark.parametrize("profile", [QUICK, pytest.param(LONG, marks=pytest.mark.full)], ids=["quick", "long"])
@pytest.mark.parametrize("kind", ALL)
def test_schema_and_model_agree_on_made_and_on_spoilt_documents(kind: str, profile: Any) -> None:
    counts = {"valid": 0, "taken": 0, "refused": 0}
    profile(agreement(kind, counts))()
    print(kind, counts)
    assert counts["valid"] >= profile.max_examples // 2
    assert counts["refused"] >= counts["valid"]
    assert counts["taken"] > 0
