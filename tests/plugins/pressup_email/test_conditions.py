"""The red flags of every condition that an issue brings along stand in its mail; a mail without them is refused."""

from typing import Any

import pytest

from pressup import Library, Publisher, RenderContext
from pressup.build.verify import missing_texts
from pressup.documents.gather import newsletter
from pressup.records import NewsletterIssue
from pressup.records.newsletter import NewsletterItem
from pressup_email.target import Email, EmailOptions

WAYS: dict[str, dict[str, Any]] = {
    "item": {"items": (NewsletterItem(condition="knee-osteoarthritis"),)},
    "article": {"items": (NewsletterItem(article="signs-of-weak-hamstrings"),)},
    "programme": {"items": (NewsletterItem(programme="hamstring-basics"),)},
    "issue": {"conditions": ("hamstring-strain",), "items": (NewsletterItem(heading="News"),)},
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_brings_the_red_flags_and_none_may_be_lost(way: str, library: Library, publisher: Publisher) -> None:
    issue = library.get(NewsletterIssue, "2026-11-bridge")
    assert issue is not None
    document = newsletter(library, issue.model_copy(update={"conditions": (), **WAYS[way]}))
    flags = [flag.text for condition in document.conditions for flag in condition.red_flags]
    assert flags
    assert {flag.text for flag in document.red_flags} >= set(flags)
    context = RenderContext(EmailOptions(), publisher, document.lang)
    assert missing_texts(Email(), document, context, Email().render(document, context)) == []
    without = Email().render(document.model_copy(update={"red_flags": document.red_flags[1:]}), context)
    assert ("red flag", document.red_flags[0].text) in missing_texts(Email(), document, context, without)
