"""What a scalar without quotes stands for, by the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema)."""

from __future__ import annotations

import re
from typing import Any

MAX_DIGITS = 300

_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
CONSTANTS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
NUMBER_START = frozenset("0123456789+-.")


class LongNumberError(ValueError):
    """A whole number with more than `MAX_DIGITS` digits."""


def plain(value: str) -> Any:
    """The value of a scalar without quotes: nothing, true or false, a number, or text.

    Raises:
        LongNumberError: when it is a number of too many digits.
    """
    if value[:1] not in NUMBER_START:
        return CONSTANTS.get(value, value)
    if " " in value:  # no number holds one, and most texts that begin with a digit do: `5 s`
        return value
    if _INT.fullmatch(value) or _HEX.fullmatch(value) or _OCTAL.fullmatch(value):
        if len(value) > MAX_DIGITS:
            raise LongNumberError
        return int(value, 0) if value[:2] in ("0x", "0o") else int(value)
    if _FLOAT.fullmatch(value):
        return float(value)
    return CONSTANTS.get(value, value)
