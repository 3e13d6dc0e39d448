"""Every layout of a programme: whole, within its pages, each move and each figure once, nothing of a move torn apart."""

from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pytest

from pressup import Handout, Library
from pressup.build.verify import normal
from pressup.testing import render_target
from pressup_pdf.target import PdfTarget

PAGES = {"standard": 8, "compact": 4, "cards": 12, "poster": 3, "list": 5, "large-print": 18}
PAPERS = ["a4", "letter", "a5"]
ALL_IDS = ["hamstring-basics", "knee-pain", "hamstring-strain", "signs-of-weak-hamstrings", "nordic-hamstring-exercise", "bridge"]
SHORT = [
    ("knee-pain", "compact", "letter", "saving"),
    ("hamstring-strain", "large-print", "a4", "grey"),
    ("signs-of-weak-hamstrings", "poster", "a5", "colour"),
    ("nordic-hamstring-exercise", "cards", "a5", "saving"),
    ("nordic-hamstring-exercise", "large-print", "letter", "colour"),
    ("bridge", "list", "letter", "grey"),
    ("single-leg-deadlift", "compact", "a5", "grey"),
]


def told(card: Any) -> Iterator[str]:
    """What a person needs while doing a move."""
    exercise = card.exercise
    yield from (*exercise.stop_if, *exercise.cautions)
    yield from (dose.note for dose in card.doses if dose.note)


def head(card: Any) -> str:
    """How a card begins."""
    return f"{card.exercise.name} Level {card.exercise.level} of 5"


def assert_whole(pdf: Any, document: Handout, library: Library, ink: str = "colour") -> None:
    """All safety texts can be read back, each figure is there once, and each page says that it is a sample."""
    text = normal(pdf.text)
    missing = [safety for safety in document.safety_texts(library.publishers[0]) if normal(safety[1]) not in text]
    assert missing == []
    texts = [str(element.get("/Alt")) for tag, element in pdf.elements() if tag == "Figure"]
    assert sum(text.startswith("QR code") for text in texts) <= 1
    assert texts.count("Sample Press") == (ink != "saving")  # the logo, on page 1
    figures = [text for text in texts if text != "Sample Press" and not text.startswith("QR code")]
    drawn = [card for card in document.cards if card.exercise.figure]
    assert len(figures) == len(drawn) == len(set(figures))
    assert all("Sample – not clinically reviewed" in page for page in pdf.pages)


@pytest.mark.parametrize("layout", list(PAGES))
def test_a_programme_in_every_layout(
    starter: Callable[..., Any], handouts: dict[str, Handout], library: Library, layout: str
) -> None:
    document = handouts["hamstring-basics"]
    pdf = starter("hamstring-basics", layout=layout)
    pages = pdf.pages
    assert_whole(pdf, document, library)
    assert len(pages) <= PAGES[layout]
    assert "Emergency" in pages[0]
    for card in document.cards:
        wanted = [normal(text) for text in told(card)]
        if layout not in ("poster", "list"):
            wanted += [normal(step) for step in card.exercise.steps]
        assert any(all(text in normal(page) for text in wanted) for page in pages), f"{card.exercise.name} is split"


@pytest.mark.parametrize("layout", ["standard", "compact", "cards"])
def test_page_one_of_an_exercise_says_what_to_do_and_when_to_stop(
    starter: Callable[..., Any], handouts: dict[str, Handout], layout: str
) -> None:
    (card,) = handouts["squat"].cards
    first = normal(starter("squat", layout=layout).pages[0])
    assert [text for text in (*card.exercise.steps, *told(card)) if normal(text) not in first] == []


@pytest.mark.parametrize("layout", list(PAGES))
def test_no_text_is_drawn_twice(starter: Callable[..., Any], handouts: dict[str, Handout], layout: str) -> None:
    """Some versions of WeasyPrint drew parts of a block twice when it moved to the next page."""
    text = normal(starter("hamstring-basics", layout=layout).text)
    cards = handouts["hamstring-basics"].cards
    everything = [part for card in cards for part in (*told(card), *card.exercise.steps, card.exercise.start)]
    for part in dict.fromkeys(everything):
        alike = sum(normal(part) in normal(other) for other in everything)
        assert text.count(normal(part)) <= alike, part
    for card in cards:
        feel = normal(f"Feel it here: {card.exercise.feel_it}")
        assert text.count(feel) <= sum(feel in normal(f"Feel it here: {other.exercise.feel_it}") for other in cards)


def test_two_cards_a_page(starter: Callable[..., Any], handouts: dict[str, Handout]) -> None:
    cards = handouts["hamstring-basics"].cards
    for paper in ("a4", "letter"):
        pages = starter("hamstring-basics", paper).pages
        assert len(pages) <= PAGES["standard"]
        held = [sum(head(card) in page for card in cards) for page in pages]
        assert [count for count in held if count] == [1, 2, 2, 2], paper


def test_one_exercise_a_page(starter: Callable[..., Any], handouts: dict[str, Handout]) -> None:
    for layout in ("cards", "large-print"):
        pages = starter("hamstring-basics", layout=layout).pages
        held = [sum(head(card) in page for card in handouts["hamstring-basics"].cards) for page in pages]
        assert max(held) == 1, layout


def test_eight_exercises_fit_on_four_pages(make: Callable[..., Any], handouts: dict[str, Handout], library: Library) -> None:
    document = handouts["hamstring-basics"]
    first = document.cards[0]
    for extra in ("clamshell", "nordic-hamstring-exercise"):
        (card,) = handouts[extra].cards
        added = card.model_copy(update={"weeks": first.weeks, "doses": first.doses})
        eight = document.model_copy(update={"cards": (*document.cards, added)})
        pdf = make(eight, layout="compact")
        assert len(pdf.pages) <= 4, extra
        assert_whole(pdf, eight, library)


def test_large_print_is_large_and_breaks_no_word(starter: Callable[..., Any], handouts: dict[str, Handout]) -> None:
    pdf = starter("hamstring-basics", layout="large-print")
    steps = [step for card in handouts["hamstring-basics"].cards for step in card.exercise.steps]
    assert all(step in pdf.text for step in steps), "a hyphen would stand inside a word"
    with pypdfium2.PdfDocument(pdf.content) as document:
        for page in document:
            text = page.get_textpage()
            sizes = {
                round(pypdfium2.raw.FPDFText_GetFontSize(text.raw, place), 1)
                for place in range(text.count_chars())
                if text.get_text_range(place, 1).isalpha()
            }
            assert min(sizes) >= 21.3, "16 points are 21.3 CSS pixels"
            text.close()
            page.close()


def test_large_print_needs_more_than_a5(handouts: dict[str, Handout]) -> None:
    with pytest.raises(ValueError, match="does not fit on A5"):
        render_target(PdfTarget, handouts["bridge"], options={"layout": "large-print", "paper": "a5"})


@pytest.mark.parametrize(("id", "layout", "paper", "ink"), SHORT)
def test_other_handouts_in_some_layouts(
    starter: Callable[..., Any], handouts: dict[str, Handout], library: Library, id: str, layout: str, paper: str, ink: str
) -> None:
    assert_whole(starter(id, paper, layout, ink), handouts[id], library, ink)


@pytest.mark.full
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("layout", list(PAGES))
def test_all_handouts_in_all_layouts(
    make: Callable[..., Any], handouts: dict[str, Handout], library: Library, layout: str, paper: str
) -> None:
    if (layout, paper) == ("large-print", "a5"):
        pytest.skip("refused, see above")
    for document in handouts.values():
        pdf = make(document, layout=layout, paper=paper)
        assert_whole(pdf, document, library)
        for card in document.cards if document.kind == "programme" else ():
            wanted = [normal(text) for text in told(card)]
            assert any(all(text in normal(page) for text in wanted) for page in pdf.pages), card.exercise.name
