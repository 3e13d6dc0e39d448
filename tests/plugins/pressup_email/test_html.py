"""The HTML part: size, structure, what it shows, colours, hostile texts, no network: E6, E7, E9, E10, E13, E14."""

import re
import threading
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pytest

from pressup import Exercise, Newsletter, Publisher, dose_text, sample_mark
from pressup.build.verify import normal
from pressup_email.colours import DARK_PANEL, contrast, palette
from pressup_email.message import MailError
from pressup_email.pages import inline

Make = Callable[..., bytes]
Parts = Callable[[bytes], tuple[str, str]]
VOID = {"meta", "br", "img", "link", "hr", "input"}


class Page(HTMLParser):
    """A page as a list of elements, with the text inside each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element: tuple[str, dict[str, str | None], list[str]] = (tag, dict(attrs), [])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(tag == "style" for tag, _, _ in self.open):
            return
        self.text += data
        for _, _, texts in self.open:
            texts.append(data)

    def all(self, *tags: str) -> list[tuple[str, dict[str, str | None], str]]:
        return [(tag, attrs, "".join(texts).strip()) for tag, attrs, texts in self.elements if tag in tags]


@pytest.fixture
def page(html: str) -> Page:
    return Page(html)


def test_the_page_says_its_language_and_title(page: Page, issue: Newsletter) -> None:
    assert page.all("html")[0][1]["lang"] == "en-GB"
    assert page.all("title")[0][2] == issue.issue.title


def test_one_h1_and_no_skipped_level(page: Page, issue: Newsletter) -> None:
    levels = [int(tag[1]) for tag, _, _ in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    headings = [text for _, _, text in page.all("h2")]
    assert headings[: len(issue.items)] == [item.heading for item in issue.items]


def test_tables_only_lay_out(page: Page, html: str) -> None:
    tables = page.all("table")
    assert tables and all(attrs.get("role") == "presentation" for _, attrs, _ in tables)
    assert html.count("<table") == html.count('role="presentation"')  # in the comments for Outlook too
    assert not page.all("th", "caption")


def test_pictures_say_what_they_show(page: Page) -> None:
    for _, attrs, _ in page.all("img"):
        assert attrs.get("alt") is not None and attrs.get("width") and attrs.get("height")


def test_links_that_sound_alike_lead_to_the_same_place(page: Page) -> None:
    targets: dict[str, set[str | None]] = {}
    for _, attrs, text in page.all("a"):
        targets.setdefault(text, set()).add(attrs.get("href"))
        assert text
    assert [text for text, urls in targets.items() if len(urls) > 1] == []
    assert len(targets) >= 5


def test_equal_labels_of_two_actions_are_told_apart(issues: dict[str, Newsletter], make: Make, parts: Parts) -> None:
    labels = [text for _, _, text in Page(parts(make(issues["2026-12-full"]))[1]).all("a")]
    assert "Read more: Hamstring basics for sore knees: 6 weeks" in labels
    assert "Read more" not in labels


def test_links_inside_the_mail_arrive(page: Page) -> None:
    ids = {attrs["id"] for _, attrs, _ in ((tag, attrs, "") for tag, attrs, _ in page.elements) if attrs.get("id")}
    inside = {str(attrs["href"])[1:] for _, attrs, _ in page.all("a") if str(attrs.get("href")).startswith("#")}
    assert inside == {"get-help"} and inside <= ids


def test_there_is_one_button(page: Page, html: str, issue: Newsletter) -> None:
    (button,) = [(attrs, text) for _, attrs, text in page.all("a") if attrs.get("class") == "btn"]
    url = str(button[0]["href"])
    assert url.startswith("https://sample-press.example/")
    assert url.removeprefix("https://") in page.text  # plain, for who cannot follow the button


def test_the_preheader_is_hidden_and_comes_first(page: Page, issue: Newsletter) -> None:
    _, attrs, text = next(element for element in page.all("div"))
    assert "display: none" in str(attrs["style"])
    assert text == issue.issue.preheader != issue.issue.subject
    assert 40 <= len(text) <= 130


def test_every_safety_text_is_there(page: Page, issue: Newsletter, publisher: Publisher) -> None:
    text = normal(page.text)
    for kind, wanted in (*issue.safety_texts(publisher), ("sample mark", sample_mark(issue.lang))):
        assert normal(wanted) in text, (kind, wanted)


def test_safety_comes_twice(page: Page) -> None:
    first, box = page.text.index("Get help before you move"), page.text.index("Do not exercise. Get help first.")
    step = page.text.index(page.all("ol")[0][2][:20])
    assert first < step < box


def test_steps_are_a_real_list(page: Page, issue: Newsletter) -> None:
    steps = [text for _, _, text in page.all("li")]
    for exercise in issue.exercises():
        assert set(exercise.steps) <= set(steps)
    assert len([1 for _, attrs, _ in page.all("ol") if attrs.get("class") == "steps"]) == len(issue.exercises())


def test_a_dose_is_at_most_four_chips(page: Page, issue: Newsletter) -> None:
    chips = [text for _, attrs, text in page.all("span") if attrs.get("class") == "chip"]
    assert 2 <= len(chips) <= 4 * len(issue.exercises())
    for exercise in issue.exercises():
        assert dose_text(exercise.dose, "en-GB").split(", ")[0] in chips
        if exercise.id == "assisted-nordic":
            assert "Also: strong band, rest 120\u00a0s between sets, pain up to 3 out of 10." in page.text


def test_who_must_not_do_it_is_told_so_without_a_double_no(issues: dict[str, Newsletter], make: Make, parts: Parts) -> None:
    for part in parts(make(issues["2026-12-full"])):
        flat = " ".join(part.replace("<strong>", "").replace("</strong>", "").split())
        assert "Hamstring strain: do not do this in the stage “acute”. It loads a muscle" in flat
        assert "New or bad pain in the lower back: do this only if a professional agrees. Bending" in flat


def test_the_foot(page: Page, publisher: Publisher) -> None:
    assert publisher.contact.postal_address in page.text
    assert publisher.mailing is not None and publisher.mailing.reason in page.text
    assert ("https://sample-press.example/leave", "Unsubscribe") in [(attrs["href"], text) for _, attrs, text in page.all("a")]
    assert str(publisher.funding) in page.text


def test_doubt_stands_beside_the_claims(issues: dict[str, Newsletter], make: Make, parts: Parts) -> None:
    for part in parts(make(issues["2026-11-bridge"])):
        flat = " ".join(part.split())
        assert "care for knee arthritis. The evidence for this is fairly good. [1]" in flat
        assert "https://www.nice.org.uk/guidance/ng226" in flat


def test_size(html: str, issues: dict[str, Newsletter], make: Make, parts: Parts) -> None:
    assert 5_000 < len(html.encode()) < 40_000
    issue = issues["2026-11-bridge"]
    long = issue.model_copy(update={"items": issue.items[1:2] * 150})
    with pytest.raises(MailError, match=r"has 1\d\d,\d{3} bytes; from 102,400 on it may be cut off"):
        make(long)
    with pytest.raises(MailError, match="from 10,000 on"):
        make(issue, html_limit=10_000)


def test_the_limit_cannot_be_raised(issues: dict[str, Newsletter], make: Make) -> None:
    with pytest.raises(ValueError, match="html_limit"):
        make(issues["2026-11-bridge"], html_limit=102_401)


def test_dark_rules_are_kept_and_light_ones_are_inline(html: str) -> None:
    assert "@media (prefers-color-scheme: dark)" in html and "@media (max-width: 480px)" in html
    assert re.sub("<!--.*?-->", "", html).count("<style") == 2  # and one in a comment for Outlook
    assert "<link" not in html and "@import" not in html and "url(" not in html
    assert 'style="margin: 4px 0 12px;font-size: 34px' in html


@pytest.mark.parametrize("colour", ["#0B5563", "#B8461E", "#000000", "#FF0000", "#0000FF", "#123456", "#FFFFFF", "#FFFF00"])
def test_any_colour_becomes_readable(colour: str) -> None:
    made = palette(colour, colour)
    assert contrast(made.dark_brand, DARK_PANEL) >= 4.5
    assert contrast(made.dark_brand, "#0C1A1E") >= 4.5  # the words on the dark button
    assert contrast(made.on_brand, made.brand) >= 4.5


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("#16272D", "#FFFFFF"), ("#4A5B61", "#FFFFFF"), ("#8E1B1B", "#FFFFFF"), ("#8E1B1B", "#FBF3EE"), ("#16272D", "#FBF3EE"),
        ("#E6EEF0", "#172327"), ("#AFC0C5", "#172327"), ("#F6BDB8", "#172327"), ("#F6BDB8", "#2B1B1B"), ("#E6EEF0", "#2B1B1B"),
        ("#E6EEF0", "#1C2F34"),
    ],
)  # fmt: skip
def test_the_fixed_colours_are_readable(text: str, ground: str, html: str) -> None:
    assert text in html and ground in html
    assert contrast(text, ground) >= 4.5


HOSTILE = (
    """</p></td><script>alert(1)</script><img src="https://evil.example/t.png"> & "q" {{ 7*7 }} <a href='javascript:x'>x</a>"""
)


def test_hostile_texts_stay_texts(issues: dict[str, Newsletter], publisher: Publisher, make: Make, parts: Parts) -> None:
    issue = issues["2026-11-bridge"]
    exercise = issue.items[0].record
    assert isinstance(exercise, Exercise)
    lists = dict.fromkeys(("steps", "cautions", "stop_if"), (HOSTILE,))
    changed = exercise.model_copy(update={"feel_it": HOSTILE, **lists})
    first = issue.items[0].model_copy(update={"heading": HOSTILE, "teaser": HOSTILE, "record": changed})
    flags = tuple(flag.model_copy(update={"text": HOSTILE, "action": HOSTILE}) for flag in issue.red_flags)
    record = issue.issue.model_copy(update={"title": HOSTILE, "lead": HOSTILE, "preheader": HOSTILE})
    sender = publisher.model_copy(update={"name": HOSTILE, "disclaimer": HOSTILE, "funding": HOSTILE})
    document = issue.model_copy(update={"issue": record, "items": (first, *issue.items[1:]), "red_flags": flags})
    text, html = parts(make(document, sender))
    page = Page(html)
    assert not page.all("script")
    drawn = [f"cid:{panel}-bridge@news.sample-press.example" for panel in ("start", "finish")]
    assert [attrs["src"] for _, attrs, _ in page.all("img")] == drawn
    for _, attrs, _ in page.elements:
        assert not [name for name in attrs if name.startswith("on")]
        assert str(attrs.get("href", "https://")).startswith(("https://", "#"))
    assert page.text.count(HOSTILE) >= 12
    assert "{{ 7*7 }}" in text


class _Count(BaseHTTPRequestHandler):
    hits: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.hits.append(self.path)
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Count)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_nothing_is_fetched(address: str) -> None:
    html = f'<html><head><link rel="stylesheet" href="{address}/a.css"></head><body><p>x</p></body></html>'
    assert "<p" in inline(html, "p { color: red }")
    assert _Count.hits == []


def test_no_file_is_read(tmp_path: Path) -> None:
    style = tmp_path / "a.css"
    style.write_text("p { color: red }", "utf-8")
    for href in (style.as_uri(), str(style), "../a.css"):
        html = f'<html><head><link rel="stylesheet" href="{href}"></head><body><p>x</p></body></html>'
        assert "red" not in inline(html, "")
