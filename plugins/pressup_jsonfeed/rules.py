"""What makes a feed or a catalogue valid: their JSON Schemas, and the rules of JSON Feed 1.1 that a schema cannot say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


class FeedError(ValueError):
    """The feed or the catalogue breaks a rule of its format. The message says where and which."""


@cache
def schema_text() -> str:
    """The schema of the feed, as it is published beside it."""
    return files("pressup_jsonfeed").joinpath("feed.schema.json").read_text("utf-8")


@cache
def catalogue_schema_text() -> str:
    """The schema of the catalogue, as it is published beside it. The parts of a record are those of an item of the feed."""
    schema = json.loads(files("pressup_jsonfeed").joinpath("catalogue.schema.json").read_text("utf-8"))
    shared = json.loads(schema_text())["$defs"]
    schema["$defs"] |= {name: part for name, part in shared.items() if name != "item"}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


@cache
def _schema(part: str) -> dict[str, Any]:
    """Of the feed, or of a part of the catalogue: `index`, `record` or `search`."""
    if part == "feed":
        return dict(json.loads(schema_text()))
    return {"$defs": json.loads(catalogue_schema_text())["$defs"], "$ref": f"#/$defs/{part}"}


@cache
def _validator(part: str) -> Any:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(_schema(part), validate_formats=True)


def _rule(part: str, path: Iterable[str | int]) -> str:
    """A broken rule: where a message would repeat the value, which may be a whole item, the rule says more."""
    rule: Any = _schema(part)
    for step in path:
        rule = rule[step]
    return f"{json.dumps(rule)[:200]} does not hold"


def problems(feed: Any, part: str = "feed") -> Iterator[str]:
    """Every rule that a page of a feed, or a part of the catalogue, breaks: the place, and what is wrong there."""
    for error in sorted(_validator(part).iter_errors(feed), key=lambda error: [str(step) for step in error.instance_path]):
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
        yield f"${place}: {error.message if len(error.message) < 200 else _rule(part, error.schema_path)}"
    if part == "feed" and isinstance(feed, Mapping):
        yield from _lint(feed)


def _lint(feed: Mapping[str, Any]) -> Iterator[str]:
    items = feed.get("items")
    seen: set[str] = set()
    for number, item in enumerate(items if isinstance(items, list) else ()):
        id = str(item.get("id")) if isinstance(item, Mapping) else ""
        if id and id in seen:
            yield f"$.items[{number}].id: “{id}” is the id of an earlier item"
        seen.add(id)
    if feed.get("next_url") and feed.get("next_url") == feed.get("feed_url"):
        yield "$.next_url: the next page is this page again"


def refuse_faulty(feed: Any) -> None:
    """Let a valid page of a feed pass.

    Raises:
        FeedError: with the first rule that is broken, and how many more are.
    """
    _refuse("The feed is not valid JSON Feed 1.1.", problems(feed))


def refuse_faulty_catalogue(part: str, data: Any) -> None:
    """Let a valid part of the catalogue pass: `index`, `record` or `search`.

    Raises:
        FeedError: with the first rule that is broken, and how many more are.
    """
    _refuse(f"The {part} “{data.get('id', part)}” of the catalogue breaks its schema.", problems(data, part))


def _refuse(what: str, broken: Iterator[str]) -> None:
    found = list(broken)
    if found:
        more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
        raise FeedError(f"{what} {found[0]}{more}")
