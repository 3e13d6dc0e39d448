"""QR codes are read back from the rendered page in grey, and stand beside the address that they open."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from tests.plugins.pressup_pdf.conftest import Pdf

from pressup import Handout, Library
from pressup.records.shared import Media
from pressup.testing import render_target
from pressup_pdf import qr
from pressup_pdf.target import PdfTarget

DPI = 150
QUIET = 4


@dataclass(frozen=True)
class Read:
    """A code that was read from a page."""

    page: int
    text: str
    level: str
    side_mm: float


def codes(content: bytes, dpi: int = DPI) -> list[Read]:
    """The codes on the pages as a grey printer shows them."""
    found = []
    with pypdfium2.PdfDocument(content) as document:
        for number, page in enumerate(document, 1):
            picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
            for code in zxingcpp.read_barcodes(picture):
                dark = (code.position.top_right.x - code.position.top_left.x) / dpi * 25.4
                found.append(Read(number, code.text, code.ec_level, dark))
            page.close()
    return found


@pytest.mark.parametrize(("paper", "dpi"), [("a4", 150), ("letter", 150), ("a4", 100)])
def test_a_handout_has_the_code_of_its_page_beside_the_address(starter: Callable[..., Pdf], paper: str, dpi: int) -> None:
    pdf = starter("hamstring-basics", paper)
    (code,) = codes(pdf.content, dpi)
    assert code.text == "https://sample-press.example/hamstring-basics"
    assert code.level == "M"
    assert "sample-press.example/hamstring-basics" in pdf.pages[code.page - 1]
    modules = 29  # version 3
    assert code.side_mm * (modules + 2 * QUIET) / modules == pytest.approx(22, abs=1)


@pytest.mark.parametrize("id", ["knee-pain", "bridge", "what-the-hamstrings-do"])
def test_every_sort_of_handout_has_it(starter: Callable[..., Pdf], id: str) -> None:
    assert [code.text for code in codes(starter(id).content)] == [f"https://sample-press.example/{id}"]


def test_an_exercise_with_a_film_has_a_code_on_its_card(handouts: dict[str, Handout], make: Callable[..., Pdf]) -> None:
    handout = handouts["hamstring-basics"]
    rights = {"author": "A. Sample", "licence": "CC-BY-4.0"}
    film = Media.model_validate({"file": "media/bridge.mp4", "role": "video", "alt": "The bridge, twice.", "rights": rights})
    cards = tuple(
        card.model_copy(update={"exercise": card.exercise.model_copy(update={"media": (film,)})})
        if card.exercise.id == "bridge"
        else card
        for card in handout.cards
    )
    pdf = make(handout.model_copy(update={"cards": cards}))
    found = codes(pdf.content)
    assert [code.text.rpartition("/")[2] for code in found] == ["bridge", "hamstring-basics"]
    assert "Watch the film of this exercise: sample-press.example/bridge" in pdf.pages[found[0].page - 1]


def test_it_can_be_left_out(handouts: dict[str, Handout], make: Callable[..., Pdf]) -> None:
    pdf = make(handouts["bridge"], qr=False)
    assert codes(pdf.content) == []
    assert "This handout online" not in pdf.text


def test_who_listens_hears_what_it_opens(starter: Callable[..., Pdf]) -> None:
    said = [str(element.get("/Alt", "")) for tag, element in starter("hamstring-basics").elements() if tag == "Figure"]
    assert said.count("QR code that opens this handout online") == 1


def long_address(length: int) -> str:
    return f"https://clinic.example/{'a' * (length - 23)}"


@pytest.mark.parametrize(
    ("base", "read"),
    [
        ("https://praxis.example/übungen", "https://praxis.example/übungen/bridge"),
        (long_address(200), f"{long_address(200)}/bridge"),
        (long_address(400), None),
        ('https://clinic.example/"><script>', 'https://clinic.example/"><script>/bridge'),
    ],
)
def test_odd_addresses(handouts: dict[str, Handout], library: Library, base: str, read: str | None) -> None:
    publisher = library.publishers[0].model_copy(update={"base_url": base})
    (artifact,) = render_target(PdfTarget, handouts["bridge"], publisher=publisher, assets=library.root)
    assert [code.text for code in codes(artifact.content)] == ([read] if read else [])
    shown = "".join(Pdf(artifact.content).text.split())
    assert f"{base.removeprefix('https://')}/bridge" in shown


def test_a_code_is_the_same_every_time_and_of_squares_only() -> None:
    def draw() -> str:
        qr._code.cache_clear()
        code = qr._code("https://clinic.example/bridge", "<b>")
        assert code.drawing is not None
        return str(code.drawing)

    assert draw() == draw()
    assert set(re.findall(r"<(\w+)", draw())) == {"svg", "title", "path"}
    assert "&lt;b&gt;" in draw()


def test_the_smallest_square_stays_large_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    for length in (30, 100, 200, 300):
        drawing: Any = qr._code(long_address(length), "x").drawing
        side = float(re.search(r'width="([0-9.]+)mm"', drawing)[1])  # type: ignore[index]
        modules = int(re.search(r'viewBox="0 0 (\d+)', drawing)[1])  # type: ignore[index]
        assert side >= 20
        assert side / modules >= 0.499
