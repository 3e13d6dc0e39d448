"""What makes a feed valid: the rules of JSON Feed 1.1 as a JSON Schema, and those that a schema cannot say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


class FeedError(ValueError):
    """The feed breaks a rule of JSON Feed. The message says where and which."""


@cache
def schema_text() -> str:
    """The schema of the feed, as it is published beside it."""
    return files("pressup_jsonfeed").joinpath("feed.schema.json").read_text("utf-8")


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    schema = json.loads(schema_text())
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def problems(feed: Any) -> Iterator[str]:
    """Every rule that a feed breaks: the place, and what is wrong there."""
    for error in sorted(_validator().iter_errors(feed), key=lambda error: [str(part) for part in error.absolute_path]):
        # The library's messages repeat the value, which may be a whole item; the broken rule says more.
        rule = f"{error.validator} {json.dumps(error.validator_value)[:200]} does not hold"
        yield f"{error.json_path}: {error.message if len(error.message) < 200 else rule}"
    if isinstance(feed, Mapping):
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
    """Let a valid feed pass.

    Raises:
        FeedError: with the first rule that is broken, and how many more are.
    """
    found = list(problems(feed))
    if found:
        more = f" ({len(found) - 1} more)" if len(found) > 1 else ""
        raise FeedError(f"The feed is not valid JSON Feed 1.1. {found[0]}{more}")
