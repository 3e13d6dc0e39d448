"""The card of an exercise shows its figure, once, with words for who cannot see it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pressup
from pressup import Dose, Exercise, Handout, Library, RenderContext, figure_alt
from pressup.records.figure import Figure
from pressup_pdf.page import html_page
from pressup_pdf.target import PdfOptions

FIGURE = Figure.model_validate({"base": "standing", "finish": {"legs": {"knee": 95, "hip": 95}}})


def drawn(handout: Handout, figure: Figure | None = FIGURE, **dose: object) -> Handout:
    """A handout of one exercise with this figure and dose."""
    (card,) = handout.cards
    changed = card.exercise.model_copy(
        update={"figure": figure, "dose": Dose.model_validate({**card.exercise.dose.model_dump(exclude_none=True), **dose})}
        if dose
        else {"figure": figure}
    )
    return handout.model_copy(update={"subject": changed, "cards": (card.model_copy(update={"exercise": changed}),)})


@pytest.fixture
def handout(handouts: dict[str, Handout]) -> Handout:
    return handouts["romanian-deadlift"]


@pytest.fixture
def page(library: Library) -> Callable[..., str]:
    """The page of a handout, without its QR code: that is another drawing."""

    def render(document: Handout, **options: object) -> str:
        return html_page(
            document,
            RenderContext(
                PdfOptions.model_validate({"qr": False, **options}), library.publishers[0], document.lang, assets=library.root
            ),
        )

    return render


def svg(page: str) -> str:
    (found,) = re.findall("<svg.*?</svg>", page, re.DOTALL)
    return str(found)


def alts(pdf: Any) -> list[str]:
    """What the drawings say; the logo and the QR code beside the address have tests of their own."""
    texts = (str(element.get("/Alt")) for tag, element in pdf.elements() if tag == "Figure")
    return [text for text in texts if text != "Sample Press" and not text.startswith("QR code")]


def test_the_pdf_shows_it_once_and_says_what_it_shows(handout: Handout, make: Callable[..., Any]) -> None:
    pdf = make(drawn(handout))
    assert alts(pdf) == [figure_alt(drawn(handout).cards[0].exercise, "en-GB")]
    assert alts(make(drawn(handout, None))) == []
    for step in handout.cards[0].exercise.steps:
        assert pdf.text.count(step) == 1


def test_it_is_an_image_with_a_name_in_the_page(handout: Handout, page: Callable[..., str]) -> None:
    drawing = svg(page(drawn(handout)))
    said = figure_alt(drawn(handout).cards[0].exercise)
    assert drawing.startswith("<svg ") and 'role="img"' in drawing and f'aria-label="{said}"' in drawing
    assert f"<title>{said}</title>" in drawing


def test_without_a_figure_the_card_is_as_it_was(handout: Handout, page: Callable[..., str]) -> None:
    made = page(drawn(handout, None))
    assert "<svg" not in made and "drawn" not in made and "<figure" not in made
    assert made.index('class="steps"') < made.index('class="feel"') < made.index('class="stop"')


def test_grey_ink_takes_the_greys(handout: Handout, page: Callable[..., str], library: Library) -> None:
    colour, grey = svg(page(drawn(handout))), svg(page(drawn(handout), ink="grey"))
    assert library.publishers[0].colours.brand.lower() in colour
    named = set(re.findall("#(\\w{6})", grey))
    assert named and all(name[:2] == name[2:4] == name[4:] for name in named)


@pytest.mark.parametrize(("side", "mirrored"), [("left", True), ("right", False), ("each", False)])
def test_a_dose_for_the_left_side_mirrors_it(side: str, mirrored: bool, handout: Handout, page: Callable[..., str]) -> None:
    usual = svg(page(drawn(handout)))
    assert (svg(page(drawn(handout, side=side))) != usual) == mirrored


def test_photos_stand_beside_it(handout: Handout, page: Callable[..., str], content: Path) -> None:
    record = content / "exercises/romanian-deadlift.yaml"
    rights = "rights: { licence: CC0-1.0, author: A. Person }"
    picture = f"media: [{{ file: media/start.png, alt: A person stands., role: start, {rights} }}]\n"
    record.write_text(record.read_text("utf-8").replace("\nreview:", f"\n{picture}review:", 1), "utf-8")
    (content / "media").mkdir()
    (content / "media/start.png").write_bytes(b"")
    exercise = pressup.load(content).records["romanian-deadlift"]
    assert isinstance(exercise, Exercise) and exercise.media
    both = exercise.model_copy(update={"figure": FIGURE})
    card = handout.cards[0].model_copy(update={"exercise": both})
    made = page(handout.model_copy(update={"subject": both, "cards": (card,)}))
    assert made.count('alt="A person stands."') == 1 and made.count("<svg") == 1


def test_hostile_words_stay_words(handout: Handout, page: Callable[..., str], make: Callable[..., Any]) -> None:
    words = 'A "<script>alert(1)</script>" & \U0001f600 person'
    document = drawn(handout, FIGURE.model_copy(update={"alt": words}))
    assert "<script" not in page(document)
    assert alts(make(document)) == [words]
