"""Content of strangers: nothing comes to life, pictures come from the content folder only, and what cannot be printed is said."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pressup
from pressup import Handout
from pressup.testing import render_target, sample_documents, sample_publisher
from pressup_pdf.environment import css_text
from pressup_pdf.fetcher import ASSET, PackagedOnly, RefusedError
from pressup_pdf.fonts import MissingGlyphError
from pressup_pdf.press import PrintError
from pressup_pdf.target import PdfOptions, PdfTarget

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


@pytest.fixture
def context(tmp_path: Path) -> Any:
    """A render context with an empty content folder."""
    return pressup.RenderContext(PdfOptions(), sample_publisher(), "en-GB", (), tmp_path)


def test_pictures_of_the_content_folder(make: Callable[..., Any], content: Path) -> None:
    (content / "media").mkdir()
    (content / "media" / "start one.png").write_bytes(PIXEL)
    document = with_picture(content, "media/start one.png")
    (artifact,) = render_target(PdfTarget, document, publisher=sample_publisher(), assets=content)
    import io

    from pikepdf import Dictionary
    from pikepdf import open as open_pdf

    file = open_pdf(io.BytesIO(artifact.content))
    figures = [item for item in file.objects if isinstance(item, Dictionary) and item.get("/S") == "/Figure"]
    said = [str(figure.Alt) for figure in figures]
    assert [text for text in said if not text.startswith("QR code")] == ["A person who lies on a mat."]


@pytest.mark.parametrize("file", ["../outside.png", "missing.png", "notes.txt"])
def test_a_picture_that_cannot_be_read_stops_the_handout(content: Path, file: str) -> None:
    (content.parent / "outside.png").write_bytes(PIXEL)
    (content / "notes.txt").write_text("no picture")
    with pytest.raises(PrintError):
        render_target(PdfTarget, with_picture(content, file), publisher=sample_publisher(), assets=content)


def with_picture(content: Path, file: str) -> Handout:
    """The sample exercise with a picture. The path is not checked here: the fetcher must do it too."""
    document = sample_documents()["exercise"]
    assert isinstance(document, Handout)
    exercise: Any = document.subject
    media = type(exercise).model_fields["media"].annotation
    from pressup.records import Media

    picture = Media.model_construct(
        file=file, role="start", alt="A person who lies on a mat.", decorative=False, caption=None, rights=exercise.rights
    )
    assert media is not None
    changed = exercise.model_copy(update={"media": (picture,)})
    card = document.cards[0].model_copy(update={"exercise": changed})
    return document.model_copy(update={"subject": changed, "cards": (card,)})


def test_the_fetcher_knows_nothing_else(context: Any, tmp_path: Path) -> None:
    fetcher = PackagedOnly(context)
    for address in (
        "http://a.example/",
        "file:///etc/passwd",
        "pressup:/icon/nothing.svg",
        "pressup:/font/Arial.ttf",
        ASSET + "a.exe",
    ):
        with pytest.raises(RefusedError):
            fetcher.fetch(address)
    (tmp_path.parent / "b.png").write_bytes(PIXEL)
    with pytest.raises(RefusedError, match="outside"):
        fetcher.fetch(ASSET + "..%2Fb.png")


@pytest.mark.parametrize(
    ("text", "named"), [("Hold 字 for 5 s", "“字” (U+5B57"), ("Well done 🎉", "“🎉” (U+1F389"), ("2 → 3", "“→” (U+2192")]
)
def test_a_sign_that_the_font_lacks_is_an_error(text: str, named: str) -> None:
    with pytest.raises(MissingGlyphError) as caught:
        render_target(PdfTarget, sample_documents(text)["programme"])
    assert named in str(caught.value)


def test_the_report_names_the_sign(content: Path, tmp_path: Path) -> None:
    path = content / "exercises" / "hamstring-curl.yaml"
    path.write_text(path.read_text().replace("Keep both hips heavy on the mat.", "Keep both hips heavy → the mat."))
    report = pressup.render(pressup.load(content), "pdf", output=tmp_path / "out", select=["hamstring-basics", "knee-pain"])
    (fault,) = report.faults
    assert "“→” (U+2192 RIGHTWARDS ARROW)" in fault.message
    assert [made.finished.document_id for made in report.made] == ["knee-pain"]


def test_signs_that_content_may_hold(make: Callable[..., Any]) -> None:
    signs = "– “ ” ’ ‘ … · ≥ ≤ × ° ½ é ü ß ñ ç œ Ø Ł ğ € £ ® ©"
    assert signs in make(sample_documents(signs)["exercise"]).text


def test_look_alikes_of_signs_that_the_font_lacks(make: Callable[..., Any]) -> None:
    assert "single-leg 5 s" in make(sample_documents("single\u2011leg 5\u202fs")["exercise"]).text


def test_css_text_cannot_be_closed() -> None:
    assert css_text('a"; } </style>') == '"a\\22 \\3b \\20 \\7d \\20 \\3c \\2f style\\3e "'
