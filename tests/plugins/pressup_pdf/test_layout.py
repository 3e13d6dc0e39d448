"""Where things stand on the pages."""

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from pressup import Handout

IDS = ["hamstring-basics", "knee-pain", "hamstring-strain", "signs-of-weak-hamstrings", "nordic-hamstring-exercise"]


@pytest.mark.parametrize(("paper", "first"), [("a4", 0), ("a4", 2), ("letter", 0), ("letter", 5)])
def test_a_card_stays_on_one_page(make: Callable[..., Any], handouts: dict[str, Handout], paper: str, first: int) -> None:
    """However far down the page it begins: without the first cards, the others move."""
    document = handouts["hamstring-basics"]
    cards = document.cards[first:]
    pages = make(document.model_copy(update={"cards": cards}), paper=paper).pages
    for card in cards:
        exercise = card.exercise
        wanted = [*exercise.steps, *exercise.stop_if, *exercise.cautions]
        wanted += [step.change for step in exercise.progressions if step.change]
        wanted += [entry.reason for entry in exercise.contraindications] + [dose.note for dose in card.doses if dose.note]
        holding = sorted({page for text in wanted for page, content in enumerate(pages) if text in content})
        whole = [page for page in holding if all(text in pages[page] for text in wanted)]
        assert whole, f"{exercise.name} is split over pages {holding}"


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_safety_page_is_one_page(starter: Callable[..., Any], paper: str) -> None:
    pages = starter("hamstring-basics", paper).pages
    assert "This does not replace advice" in pages[0]
    assert "What you can reach" not in pages[0]
    assert "What you can reach" in pages[1]


def test_the_programme_fits_its_budget_of_pages(starter: Callable[..., Any]) -> None:
    assert len(starter("hamstring-basics").pages) <= 10


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("id", IDS)
def test_nothing_leaves_the_margins_and_no_heading_ends_a_page(starter: Callable[..., Any], id: str, paper: str) -> None:
    """No character stands outside the text column, but for head and foot; and nothing large is the last line of a page."""
    content = starter(id, paper).content
    side = 45.6 if paper == "a4" else 54
    with pypdfium2.PdfDocument(content) as pdf:
        for number, page in enumerate(pdf, 1):
            width, height = page.get_size()
            text = page.get_textpage()
            lines = []
            for place in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(place)
                assert side - 1 <= left, f"page {number}"
                assert right <= width - side + 2, f"page {number}: {text.get_text_bounded(left, bottom, right, top)!r}"
                assert 0 < bottom < top < height
                lines.append((bottom, top - bottom, text.get_text_bounded(left, bottom, right, top)))
            body = sorted(line for line in lines if 48 < line[0] < height - 55)
            assert body, f"page {number} is empty"
            address = body[0][2].startswith("sample-press.example/")  # large beside its code, and no heading
            assert body[0][1] < 14 or address, f"page {number} ends with {body[0][2]!r}"
            text.close()
            page.close()


@pytest.mark.parametrize("id", ["hamstring-basics", "knee-pain", "bridge", "tight-hamstrings-and-knee-pain"])
def test_the_main_text_has_at_least_12_points(starter: Callable[..., Any], id: str) -> None:
    """ACC-04: only the margins of the page, raised numbers, the list of sources and the imprint are smaller.

    12 points are 16 CSS pixels.
    """
    small, large, over = [], 0, False
    with pypdfium2.PdfDocument(starter(id).content) as document:
        for page in document:
            text = page.get_textpage()
            height = page.get_height()
            content = text.get_text_range()
            quiet = [content.find(words) for words in ("Where this comes from", "About this handout")]
            end = 0 if over else min((start for start in quiet if start >= 0), default=len(content))
            over = end < len(content)
            for i in range(text.count_chars()):
                size = pypdfium2.raw.FPDFText_GetFontSize(text, i)
                _, bottom, _, top = text.get_charbox(i)
                letter = text.get_text_range(i, 1)
                margin = top > height - 60 or bottom < 60
                if letter.isalpha() and not margin and i < end:
                    large += 1
                    if size < 15.99:
                        small.append((letter, round(size, 1)))
            text.close()
            page.close()
        assert large > 500
    assert len(small) == 0, small[:20]
