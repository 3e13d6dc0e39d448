"""The plain text part: from the record, narrow, with the same items and warnings: E7, E8."""

import re
from collections.abc import Callable

import pytest

from pressup import Newsletter, Publisher, sample_mark
from pressup.build.verify import normal
from pressup_email.pages import WIDTH, fill

Make = Callable[..., bytes]
Parts = Callable[[bytes], tuple[str, str]]


def test_it_is_narrow(text: str) -> None:
    assert WIDTH <= 78
    assert max(len(line) for line in text.splitlines()) <= 78
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    assert "\n\n\n" not in text


def test_it_holds_no_markup(text: str) -> None:
    assert not re.search(r"</?[a-z][^>]*>|&[a-z]+;|&#|\{\{|\{%", text)


def test_every_item_is_there_with_its_address(text: str, html: str, issue: Newsletter) -> None:
    flat = " ".join(text.split())
    for item in issue.items:
        assert item.heading in flat
        assert not item.teaser or item.teaser in flat
    links = {url.replace("&amp;", "&") for url in re.findall(r'href="(https://[^"]+)"', html)}
    assert len(links) >= 4
    assert links == set(re.findall(r"https://[^\s>]+", text))


def test_every_safety_text_is_there(text: str, issue: Newsletter, publisher: Publisher) -> None:
    for kind, wanted in (*issue.safety_texts(publisher), ("sample mark", sample_mark(issue.lang))):
        assert normal(wanted) in normal(text), (kind, wanted)


def test_the_foot(text: str, publisher: Publisher) -> None:
    flat = " ".join(text.split())
    assert publisher.contact.postal_address in flat
    assert "Unsubscribe: https://sample-press.example/leave" in flat
    assert publisher.mailing is not None and publisher.mailing.reason in flat


def test_steps_are_numbered(text: str, issue: Newsletter) -> None:
    for exercise in issue.exercises():
        for number, step in enumerate(exercise.steps, 1):
            assert f"{number}. {step}" in " ".join(text.split())


def test_characters_of_html_are_plain(issues: dict[str, Newsletter], make: Make, parts: Parts) -> None:
    assert "Strength for winter: two moves & a plan" in parts(make(issues["2026-12-full"]))[0]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("one  two\n three", "one two three"),
        ("w" * 100, "w" * 76 + "\n" + "w" * 24),
        ("see https://a.example/" + "x" * 90, "see\nhttps://a.example/" + "x" * 90),
        ("60\u00a0s", "60\u00a0s"),
        ("", ""),
    ],
)
def test_fill(text: str, made: str) -> None:
    assert fill(text) == made


def test_fill_indents() -> None:
    lines = fill("word " * 30, "- ").splitlines()
    assert lines[0].startswith("- word") and lines[1].startswith("  word")
    assert max(map(len, lines)) <= WIDTH
