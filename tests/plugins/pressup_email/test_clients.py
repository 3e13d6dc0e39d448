"""What the mail asks of mail programs, by the tables of caniemail.com: E11. What one cannot do must be a known loss."""

from collections.abc import Callable

import pytest
from tests.plugins.pressup_email.clients import FAMILIES, lost, used

from pressup import Newsletter

LOST = {
    "gmail": {
        "css-at-media",  # in its mobile pages, which show the whole width, small
        "css-at-media-prefers-color-scheme",  # it darkens mails by itself
        "css-color-scheme",
        "css-display-none",  # of the hidden preheader, in its mobile pages; it has no height there
        "css-overflow-wrap",  # word-break does the same
        "css-pseudo-element-marker",  # numbers of steps in the colour of the text
        "html-anchor-links",  # the box is further down; only some of its clients jump there
        "html-meta-color-scheme",
        "html-style",  # in its mobile pages: what matters stands in the elements
    },
    "outlook for windows": {
        "css-at-media",  # it shows 600 pixels, which a table for it alone keeps
        "css-at-media-prefers-color-scheme",
        "css-border-spacing",  # of tables whose borders are collapsed
        "css-border-radius",  # corners are square
        "css-color-scheme",
        "css-max-height",  # of the hidden preheader, which a style for it alone hides
        "css-overflow",
        "css-overflow-wrap",
        "css-pseudo-element-marker",
        "css-white-space",  # a long chip may break
        "html-meta-color-scheme",
    },
    "apple mail": {"html-meta-color-scheme"},  # on iOS; the style sheet says the same
}


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_lost_is_known(family: str, html: str) -> None:
    assert lost(html, family) <= LOST[family]


def test_the_lists_hold_nothing_else(
    issues: dict[str, Newsletter], make: Callable[..., bytes], parts: Callable[[bytes], tuple[str, str]]
) -> None:
    pages = [parts(make(issue))[1] for issue in issues.values()]
    for family, known in LOST.items():
        assert known == set().union(*(lost(page, family) for page in pages)), family


def test_a_new_loss_is_noticed(html: str) -> None:
    worse = html.replace("<h1", '<h1 data-x="" ').replace("max-width: 600px", "max-width: 600px; display: flex; gap: 4px")
    assert worse != html
    assert {"css-display-flex", "css-gap"} <= used(worse)
    assert "css-gap" in lost(worse, "gmail") - LOST["gmail"]
