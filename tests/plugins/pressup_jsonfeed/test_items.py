"""What stands in an item: its identity, its text with every safety text, and its record as data."""

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from pressup import Catalogue, Dose, Exercise, Handout, Library, Publisher, RenderContext, sample_mark
from pressup.build.verify import normal
from pressup.records import Contraindication, Progression
from pressup_jsonfeed.extension import dose_data
from pressup_jsonfeed.target import JsonFeed, JsonFeedOptions

Feed = dict[str, Any]
Make = Callable[..., Feed]


def texts_of(html: str) -> str:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return "".join(tags.texts)


def entry_of(catalogue: Catalogue, id: str) -> Handout:
    return next(entry for entry in catalogue.entries if entry.id == id)


def item_of(feed: Feed, id: str) -> Feed:
    item: Feed = next(item for item in feed["items"] if item["_pressup"]["id"] == id)
    return item


def keys_of(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from keys_of(value)


def test_the_head(feed: Feed, publisher: Publisher) -> None:
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["home_page_url"] == publisher.base_url
    assert feed["feed_url"] == "https://sample-press.example/jsonfeed/catalogue.json"
    assert feed["language"] == "en-GB"
    assert feed["author"] == feed["authors"][0] == {"name": "Sample Press", "url": publisher.contact.url}
    assert publisher.disclaimer in feed["description"]
    assert sample_mark("en-GB") in feed["description"]
    assert feed["_pressup"]["about"].startswith(publisher.base_url)


def test_items_are_sorted_and_named_by_their_permalink(feed: Feed) -> None:
    ids = [item["id"] for item in feed["items"]]
    assert ids == sorted(set(ids))
    assert all(item["id"] == item["url"] == f"https://sample-press.example/{item['_pressup']['id']}" for item in feed["items"])


def test_the_order_of_entries_does_not_matter(catalogue: Catalogue, make: Make) -> None:
    reverse = catalogue.model_copy(update={"entries": tuple(reversed(catalogue.entries))})
    assert make(reverse) == make(catalogue)


@pytest.mark.parametrize("form", ["content_html", "content_text"])
def test_each_item_holds_each_of_its_safety_texts(form: str, feed: Feed, catalogue: Catalogue, publisher: Publisher) -> None:
    kinds = set()
    for entry in catalogue.entries:
        content = item_of(feed, entry.id)[form]
        text = normal(texts_of(content) if form == "content_html" else content)
        for kind, wanted in (*entry.safety_texts(publisher), ("sample mark", sample_mark(entry.lang))):
            kinds.add(kind)
            assert normal(wanted) in text, (entry.id, kind, wanted)
    assert {"disclaimer", "red flag", "help line", "stop sign", "caution", "contraindication", "pain rule", "note"} <= kinds


def test_warning_signs_come_before_anything_to_do(feed: Feed) -> None:
    for form in ("content_html", "content_text"):
        text = item_of(feed, "hamstring-basics")[form]
        assert text.index(sample_mark("en-GB")) < text.index("Call 999.") < text.index("Before you start")


def test_no_heading_level_is_skipped(feed: Feed) -> None:
    for item in feed["items"]:
        levels = [1]
        for tag in item["content_html"].split("<h")[1:]:
            if tag[0].isdigit():
                assert int(tag[0]) <= levels[-1] + 1, item["id"]
                assert tag[0] != "1"
                levels.append(int(tag[0]))


def test_plain_text_has_no_markup(feed: Feed) -> None:
    for item in feed["items"]:
        assert "<p>" not in item["content_text"] and "</" not in item["content_text"]
        assert "&amp;" not in item["content_text"] and "**" not in item["content_text"]


@pytest.mark.parametrize(("content", "there"), [("html", {"content_html"}), ("text", {"content_text"})])
def test_one_form_is_enough(content: str, there: set[str], make: Make) -> None:
    for item in make(content=content)["items"]:
        assert {key for key in item if key.startswith("content_")} == there


def test_the_address_of_the_feed_can_be_another(make: Make) -> None:
    assert make(feed_url="https://cdn.example/f.json")["feed_url"] == "https://cdn.example/f.json"
    with pytest.raises(ValueError, match="feed_url"):
        make(feed_url="http://insecure.example/f.json")


def test_a_dose_in_numbers(feed: Feed) -> None:
    dose = item_of(feed, "bridge")["_pressup"]["dose"]
    assert dose.pop("text").startswith("3\u00a0sets, 10\u00a0reps")
    assert dose == {
        "sets": {"min": 3, "max": 3},
        "reps": {"min": 10, "max": 10},
        "hold": {"min": 5, "max": 5, "unit": "s"},
        "rest": {"min": 60, "max": 60, "unit": "s"},
        "load": {"kind": "body weight"},
        "frequency": {"days_a_week": {"min": 3, "max": 3}, "times_a_day": {"min": 1, "max": 1}},
        "pain_limit": 3,
    }
    other = item_of(feed, "assisted-nordic")["_pressup"]["dose"]
    assert other["tempo"] == {"down": 3, "pause": 0, "up": 1, "pause_after": 0, "unit": "s"}
    assert other["load"] == {"kind": "band", "colour": "strong"}


def test_every_measure_of_a_dose_keeps_its_unit() -> None:
    written = {
        "sets": "2-3",
        "duration": "1-2 min",
        "rest": "90 s",
        "load": "5-10 lb",
        "frequency": "2 times a day, 4-5 days a week",
    }
    data = dose_data(Dose.model_validate(written | {"side": "left", "weeks": "1-6"}), "en-GB")
    assert data["sets"] == {"min": 2, "max": 3}
    assert data["duration"] == {"min": 1, "max": 2, "unit": "min"}
    assert data["rest"] == {"min": 90, "max": 90, "unit": "s"}
    assert data["load"] == {"kind": "lb", "min": 5, "max": 10}
    assert data["frequency"] == {"days_a_week": {"min": 4, "max": 5}, "times_a_day": {"min": 2, "max": 2}}
    assert (data["side"], data["weeks"]) == ("left", {"min": 1, "max": 6})
    assert dose_data(Dose.model_validate({"distance": "1.5 km"}), "en-GB")["distance"] == {"min": 1.5, "max": 1.5, "unit": "km"}


def test_an_exercise_as_data(feed: Feed, library: Library) -> None:
    data = item_of(feed, "assisted-nordic")["_pressup"]
    record = library.get(Exercise, "assisted-nordic")
    assert record is not None
    assert (data["kind"], data["version"], data["sample"]) == ("exercise", "0.1", True)
    assert data["cautions"] == list(record.cautions)
    assert data["stop_if"] == list(record.stop_if)
    assert [entry["reason"] for entry in data["contraindications"]] == [entry.reason for entry in record.contraindications]
    assert data["needs"] == {
        "anchor": record.needs.anchor,
        "partner": record.needs.partner,
        "supervision": record.needs.supervision,
    }
    assert (data["level"], data["laterality"]) == (record.level, record.laterality)
    assert {muscle["id"] for muscle in data["muscles"]} == {role.muscle for role in record.muscles}
    assert data["rights"] == {"licence": "CC-BY-4.0", "author": "The Pressup developers"}
    assert data["review"]["status"] == "sample"


def test_red_flags_as_data(feed: Feed, catalogue: Catalogue) -> None:
    flags = item_of(feed, "knee-pain")["_pressup"]["red_flags"]
    assert [flag["text"] for flag in flags] == [flag.text for flag in entry_of(catalogue, "knee-pain").red_flags]
    assert flags[0]["urgency"] == "emergency"
    assert flags[0]["urgency_label"] == "Emergency"
    assert flags[0]["help_line"] == "Call 999."
    assert {flag["help_line"] for flag in flags if flag["urgency"] == "same-day"} == {"Call 111 or your GP surgery."}


def test_a_programme_carries_its_exercises_with_the_dose_of_each_phase(feed: Feed) -> None:
    data = item_of(feed, "hamstring-basics")["_pressup"]
    bridge = next(exercise for exercise in data["exercises"] if exercise["id"] == "bridge")
    assert [phase["dose"]["sets"]["min"] for phase in bridge["phases"]] == [2, 3, 3]
    assert bridge["stop_if"]
    assert data["pain_rule"]["bands"][0]["pain"] == {"min": 0, "max": 3}


def test_references_are_csl(feed: Feed, catalogue: Catalogue) -> None:
    given = item_of(feed, "knee-pain")["_pressup"]["references"]
    assert given == json.loads(json.dumps([reference.csl() for reference in entry_of(catalogue, "knee-pain").references]))
    assert given[0]["issued"]["date-parts"]


def test_keys_of_the_extension_hold_no_dots(feed: Feed) -> None:
    for part in (feed, *feed["items"]):
        assert not [key for key in keys_of(part["_pressup"]) if "." in key or key.startswith("_")]


def test_a_sample_has_no_dates_and_a_reviewed_record_has_its_own(catalogue: Catalogue, make: Make, feed: Feed) -> None:
    assert not [item for item in feed["items"] if "date_published" in item or "date_modified" in item]
    entry = entry_of(catalogue, "bridge")
    assert isinstance(entry.subject, Exercise)

    def dated(**review: object) -> Feed:
        data = entry.subject.review.model_dump() | review
        subject = entry.subject.model_copy(update={"review": type(entry.subject.review).model_validate(data)})
        changed = catalogue.model_copy(update={"entries": (entry.model_copy(update={"subject": subject}),)})
        item: Feed = make(changed)["items"][0]
        return {key: item[key] for key in ("date_published", "date_modified") if key in item}

    history = [{"version": "2.0", "date": "2026-03-02", "note": "New."}, {"version": "1.0", "date": "2025-01-05", "note": "First."}]
    assert dated(last_reviewed="2026-05-01") == {"date_modified": "2026-05-01T00:00:00Z"}
    assert dated(changes=history, last_reviewed="2026-01-01") == {
        "date_published": "2025-01-05T00:00:00Z",
        "date_modified": "2026-03-02T00:00:00Z",
    }


HOSTILE = """</p><script>alert("x")</script><img src=x onerror=alert(1)> & 'quote' <a href="javascript:alert(1)">x</a>"""


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_hostile_texts_stay_texts(catalogue: Catalogue, publisher: Publisher) -> None:
    entry = entry_of(catalogue, "bridge")
    assert isinstance(entry.subject, Exercise)
    plain = dict.fromkeys(("name", "purpose", "start", "feel_it", "breathing"), HOSTILE)
    lists = dict.fromkeys(("steps", "tips", "mistakes", "cautions", "stop_if"), (HOSTILE,))
    body = f"{HOSTILE}\n\n[x](javascript:alert(1)) [y](data:text/html,x) ![z](https://evil.example/p.png)\n\n# One\n\n#### Two"
    step = Progression(change=HOSTILE, when=HOSTILE)
    reason = Contraindication(flag=HOSTILE, strength="absolute", reason=HOSTILE)
    steps = {"progressions": (step,), "regressions": (Progression(to="bridge", when=HOSTILE),), "contraindications": (reason,)}
    subject = entry.subject.model_copy(update=plain | lists | steps | {"body": body})
    changed = entry.model_copy(update={"subject": subject, "title": HOSTILE, "titles": {"bridge": HOSTILE}})
    hostile = publisher.model_copy(update={"name": HOSTILE, "disclaimer": HOSTILE, "funding": HOSTILE})
    context = RenderContext(JsonFeedOptions(figures="none"), hostile, "en-GB")
    artifact = next(iter(JsonFeed().render(catalogue.model_copy(update={"entries": (changed,)}), context)))
    item = json.loads(artifact.content)["items"][0]
    tags = _Tags()
    tags.feed(item["content_html"])
    assert {tag for tag, _ in tags.seen} <= {"p", "strong", "h2", "h3", "ul", "ol", "li", "a"}
    for tag, attributes in tags.seen:
        assert set(attributes) <= ({"href"} if tag == "a" else set())
        assert (attributes.get("href") or "https://").startswith("https://")
    assert HOSTILE in texts_of(item["content_html"])
    assert HOSTILE in item["content_text"]
    assert item["title"] == HOSTILE
