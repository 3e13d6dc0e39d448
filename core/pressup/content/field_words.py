"""What breaks a JSON Schema of a plugin, in our words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pressup.content.suggest import did_you_mean

Said = tuple[str, str, str | None]
"""Message, help, and the key that is meant when it is an unknown one."""

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of fields",
    "null": "empty",
}
_LIMITS = {
    "minimum": "is {value}; it must be at least {wanted}",
    "exclusiveMinimum": "is {value}; it must be more than {wanted}",
    "maximum": "is {value}; it must be at most {wanted}",
    "exclusiveMaximum": "is {value}; it must be less than {wanted}",
    "multipleOf": "is {value}; it must be a multiple of {wanted}",
    "minLength": "has {size} characters; it must have at least {wanted}",
    "maxLength": "has {size} characters; it must have at most {wanted}",
    "minItems": "has {size} entries; it must have at least {wanted}",
    "maxItems": "has {size} entries; it must have at most {wanted}",
    "minProperties": "has {size} fields; it must have at least {wanted}",
    "maxProperties": "has {size} fields; it must have at most {wanted}",
    "uniqueItems": "names something twice",
    "const": "must be “{wanted}”",
    "not": "is not allowed as it is",
    "contains": "lacks an entry that must be there",
}


def problems(error: Any, path: tuple[str | int, ...]) -> Iterator[Said]:
    """What one broken keyword of a schema means: a sentence for each field that is unknown or missing, else one."""
    field = f"“{'.'.join(str(step + 1 if isinstance(step, int) else step) for step in path)}”"
    wanted, value, schema = error.validator_value, error.instance, error.schema
    about = str(schema.get("description", "")) if isinstance(schema, dict) else ""
    match error.validator:
        case "enum":
            words = [str(word) for word in wanted]
            yield f"{field} cannot be “{_short(value)}”.", did_you_mean(str(value), words), None
        case "additionalProperties" if wanted is False:
            known = [str(key) for key in schema.get("properties", {})]
            patterns = [str(pattern) for pattern in schema.get("patternProperties", {})]
            for key in value:
                if key not in known and not any(re.search(pattern, key) for pattern in patterns):
                    yield f"There is no field “{key}” in {field}.", did_you_mean(key, known), key
        case "required":
            # jsonschema tells each missing field by itself, and names it only in its sentence.
            missing = next((key for key in wanted if key not in value and error.message.startswith(repr(key))), "")
            said = schema.get("properties", {}).get(missing, {})
            yield f"The field “{missing}” is missing from {field}.", str(said.get("description", "")), None
        case "type":
            kinds = [str(kind) for kind in (wanted if isinstance(wanted, list) else [wanted])]
            yield f"{field} should be {' or '.join(_TYPES.get(kind, kind) for kind in kinds)}.", about, None
        case "pattern" | "format":
            yield f"{field} does not have the form that is asked for.", about or f"It should fit: {wanted}", None
        case keyword if keyword in _LIMITS:
            size = len(value) if hasattr(value, "__len__") else 0
            yield f"{field} {_LIMITS[keyword].format(value=_short(value), wanted=_short(wanted), size=f'{size:,}')}.", about, None
        case keyword:
            yield f"{field} does not keep the rule “{keyword}” of its schema.", about, None


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"
