"""The feed is valid JSON Feed 1.1, and what is not valid is refused: J1 to J3."""

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pressup import Catalogue
from pressup_jsonfeed.rules import FeedError, problems, refuse_faulty, schema_text

Feed = dict[str, Any]


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(json.loads(schema_text()))


def test_the_feed_of_the_starter_library_is_valid(feed: Feed) -> None:
    schema = json.loads(schema_text())
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert {"uri", "date-time"} <= set(validator.format_checker.checkers)  # type: ignore[union-attr]
    assert [error.message for error in validator.iter_errors(feed)] == []
    assert list(problems(feed)) == []
    assert len(feed["items"]) == 32


def at(path: str, value: Any) -> Callable[[Feed], None]:
    """Put a value at a path such as `items.0.id`; with `...` for the value, take the key away."""

    def change(feed: Any) -> None:
        *parents, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        for part in parents:
            feed = feed[part]
        if value is ...:
            del feed[last]
        else:
            feed[last] = value

    return change


BAD = {
    "no version": (at("version", ...), "version"),
    "version 1.0": (at("version", "https://jsonfeed.org/version/1"), "version"),
    "no title": (at("title", ...), "title"),
    "no items": (at("items", ...), "items"),
    "items no list": (at("items", {}), "items"),
    "item without id": (at("items.0.id", ...), '"id" is a required property'),
    "numeric id": (at("items.0.id", 7), r"items\[0\]\.id"),
    "relative url": (at("items.0.url", "/bridge"), r"items\[0\]\.url"),
    "javascript url": (at("items.0.url", "javascript:alert(1)"), r"items\[0\]\.url"),
    "date without time": (at("items.0.date_published", "2026-11-22"), "date_published"),
    "date that does not exist": (at("items.0.date_published", "2026-02-30T00:00:00Z"), "date_published"),
    "author without anything": (at("authors", [{}]), r"authors\[0\]"),
    "tags no texts": (at("items.0.tags", [1]), r"tags\[0\]"),
    "attachment without type": (at("items.0.attachments", [{"url": "https://a.example/a.pdf"}]), "mime_type"),
    "attachment with a size in text": (
        at("items.0.attachments", [{"url": "https://a.example/a", "mime_type": "a/b", "size_in_bytes": "9"}]),
        "size_in_bytes",
    ),
    "hub without url": (at("hubs", [{"type": "WebSub"}]), "hubs"),
    "extension that is no object": (at("_other", "x"), "_other"),
    "extension with a dot": (at("_other", {"a.b": 1}), "a.b"),
    "unknown key": (at("items.0.titel", "x"), "titel"),
    "no red flags in the extension": (at("items.0._pressup.red_flags", ...), "red_flags"),
    "dose without unit": (at("items.1._pressup.dose.hold", {"min": 5, "max": 5}), "unit"),
    "bad language": (at("language", "English (UK)"), "language"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_faulty_feed_is_refused(name: str, feed: Feed) -> None:
    change, said = BAD[name]
    change(feed)
    with pytest.raises(FeedError, match=said):
        refuse_faulty(feed)


def test_an_item_needs_one_form_of_its_text(feed: Feed) -> None:
    del feed["items"][0]["content_html"]
    refuse_faulty(feed)
    del feed["items"][0]["content_text"]
    with pytest.raises(FeedError, match="content"):
        refuse_faulty(feed)


def test_an_id_that_is_used_twice_is_refused(feed: Feed) -> None:
    feed["items"].append(copy.deepcopy(feed["items"][3]))
    with pytest.raises(FeedError, match=re.escape(f"“{feed['items'][3]['id']}” is the id of an earlier item")):
        refuse_faulty(feed)


def test_a_feed_that_is_its_own_next_page_is_refused(feed: Feed) -> None:
    feed["next_url"] = feed["feed_url"]
    with pytest.raises(FeedError, match="this page again"):
        refuse_faulty(feed)


def test_the_target_itself_refuses(catalogue: Catalogue, make: Callable[..., Feed]) -> None:
    twice = catalogue.model_copy(update={"entries": (*catalogue.entries, catalogue.entries[0])})
    with pytest.raises(FeedError, match="earlier item"):
        make(twice)


def test_every_key_of_the_extension_is_explained(feed: Feed) -> None:
    explained = json.loads(schema_text())["$defs"]["pressup"]["properties"]
    used = set(feed["_pressup"]) | {key for item in feed["items"] for key in item["_pressup"]}
    assert used <= set(explained)
    assert all(explained[key].get("description") or "$ref" in explained[key] for key in used)
