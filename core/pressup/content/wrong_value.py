"""What pydantic finds wrong with a value, in an editor's words: what it should be, what it is, and what to write."""

from __future__ import annotations

from typing import Any, NamedTuple

from pressup.content import traps
from pressup.content.source import Spelling
from pressup.content.suggest import did_you_mean, only_meant
from pressup.content.traps import Help
from pressup.records.patterns import expected

_DATE = r"^\d{4}-\d{2}-\d{2}$"
NAMES = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a mapping",
    type(None): "empty",
}


class Said(NamedTuple):
    """A sentence on what is wrong, with what to write instead."""

    message: str
    help: Help = Help()


def describe(problem: Any, path: tuple[str | int, ...], old: Spelling | None, line: str) -> Said:
    """What is wrong with a value and what to write instead.

    Args:
        problem: What pydantic says.
        path: Where the value stands in the record.
        old: How it is written, if it is a scalar on one line.
        line: The line that it begins on.
    """
    kind, value, context = problem["type"], problem["input"], problem.get("ctx", {})
    field = f"“{name(list(path))}”"
    written = old.written if old else None
    said = _of_type(kind, value, context, field, written, line)
    if said is None:
        said = _of_size(kind, value, context, field) or Said(f"{field}: {problem['msg']}.")
    if value is None and not said.help.text:
        return Said(said.message, traps.nothing(written, path[-1]))
    return said


def _of_type(kind: str, value: Any, context: Any, field: str, written: str | None, line: str) -> Said | None:
    got = NAMES.get(type(value), "something else")
    match kind:
        case "written":
            from pressup.content import respell

            message = f"{field}: {context['shown']} is not {context['expected']}."
            return Said(message, respell.written(context["form"], value, context["hint"].strip()))
        case "literal_error":
            allowed = quoted_words(context["expected"])
            right = only_meant(value, allowed, exchanged=True) if isinstance(value, str) else None
            return Said(f"{field} cannot be {shown(value)}.", traps.words(value, right, did_you_mean(str(value), allowed)))
        case "string_type":
            is_ = shown(value) if isinstance(value, int | float) else got
            split = isinstance(value, dict) and len(value) == 1 and line.lstrip().startswith("- ")
            return Said(
                f"{field} should be text, and is {is_}.", traps.colon_in_item(line) if split else traps.text(value, written)
            )
        case "string_pattern_mismatch":
            return _of_pattern(value, context["pattern"], field)
        case "tuple_type" | "list_type":
            return Said(f"{field} should be a list, and is {got}.", Help("Write each entry on its own line after “- ”."))
        case "model_type" | "model_attributes_type" | "dict_type":
            return Said(f"{field} should be a mapping of fields, and is {got}.")
        case "int_type" | "int_from_float":
            return Said(f"{field} should be a whole number, and is {shown(value)}.", traps.whole_number(value))
        case "bool_type":
            return Said(f"{field} should be true or false, and is {shown(value)}.", traps.truth(value))
    return None


def _of_pattern(value: str, pattern: str, field: str) -> Said:
    return Said(
        f"{field} should be {expected(pattern)}, and is {shown(value)}.",
        traps.date(value) if pattern == _DATE else traps.quotes(value),
    )


def _of_size(kind: str, value: Any, context: Any, field: str) -> Said | None:
    match kind:
        case "string_too_long":
            return Said(f"{field} has {len(value)} characters; {context['max_length']} are allowed.")
        case "string_too_short":
            least = context["min_length"]
            return Said(f"{field} is empty." if not value else f"{field} has {len(value)} characters; it needs {least}.")
        case "too_short":
            if not value:
                return Said(f"{field} is empty.", Help("Write at least one."))
            return Said(f"{field} needs at least {context['min_length']} entries.")
        case "too_long":
            return Said(f"{field} has {len(value)} entries; {context['max_length']} are allowed.")
        case "greater_than_equal":
            return Said(f"{field} is {value}; the least is {_whole(context['ge'])}.")
        case "less_than_equal":
            return Said(f"{field} is {value}; the most is {_whole(context['le'])}.")
    return None


def _whole(limit: Any) -> Any:
    """A limit as people write it: 200, not 200.0."""
    return int(limit) if isinstance(limit, float) and limit.is_integer() else limit


def name(path: list[str | int]) -> str:
    """A path as an editor would say it: `steps`, item 3."""
    text = ""
    for step in path:
        text += f" {step + 1}" if isinstance(step, int) else f".{step}" if text else step
    return text


def shown(value: Any) -> str:
    """A value as a sentence names it."""
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "empty"
    if isinstance(value, list | dict):
        return NAMES[type(value)]
    return cut(str(value).replace("\n", " "))


def cut(text: str) -> str:
    """A text of the file in quotes, with a long one cut."""
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"


def quoted_words(text: str) -> list[str]:
    """The words that pydantic says are allowed."""
    return text.replace(" or ", ", ").replace("'", "").split(", ")
