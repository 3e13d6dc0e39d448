"""What is the publisher's own: colours, logo, header and footer, fonts."""

import io
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from tests.plugins.pressup_pdf.conftest import Pdf

import pressup
from pressup import Handout, Library, Publisher
from pressup.build.cache import Cache
from pressup.testing import render_target
from pressup_pdf.colours import tint
from pressup_pdf.target import PdfTarget
from pressup_pdf.typeface import FontError, made_of

RECORD = "publishers/sample-press.yaml"


def changed(content: Path, more: str) -> Library:
    """The library with lines added to the publisher's record."""
    record = content / RECORD
    record.write_text(f"{record.read_text()}{more}")
    return pressup.load(content)


def codes(library: Library, code: str) -> list[str]:
    return [f"{finding.place.line}: {finding.message}" for finding in library.findings if finding.code == code]


def face(name: str = "Regular") -> bytes:
    return (files("fontpkg_atkinson_hyperlegible") / "files" / f"AtkinsonHyperlegible-{name}.ttf").read_bytes()


def renamed(data: bytes, family: str = "Clinic Sans", **os2: int) -> bytes:
    """A font under another name, as a publisher's own."""
    font = TTFont(io.BytesIO(data))
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = family
    for field, value in os2.items():
        setattr(font["OS/2"], field, value)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def render(library: Library, document: Handout, publisher: Publisher | None = None, **options: object) -> Pdf:
    publisher = publisher or library.publishers[0]
    (artifact,) = render_target(PdfTarget, document, options=options, publisher=publisher, assets=library.root)
    return Pdf(artifact.content)


# --- the logo ---


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_the_logo_is_a_figure_with_alt_text_on_page_1_and_decoration_on_the_others(starter: Callable[..., Pdf], paper: str) -> None:
    pdf = starter("knee-pain", paper)
    figures = [element for tag, element in pdf.elements() if tag == "Figure" and str(element.get("/Alt")) == "Sample Press"]
    assert len(figures) == 1
    tags = [tag for tag, _ in pdf.elements()]
    assert tags.index("Figure") < tags.index("H1")
    marks = [
        b"0.560784 0.815686 0.858824 RG" in page.Contents.read_bytes() or "/XObject" in page.Resources for page in pdf.file.pages
    ]
    assert marks == [True] * len(marks)
    assert len(marks) > 1


def test_the_logo_prints_without_colour_where_figures_do(library: Library) -> None:
    options = PdfTarget.options.model_validate({"ink": "grey"})
    drawn = pressup.RenderContext(options, library.publishers[0], "en-GB", assets=library.root).logo(grey=True)
    assert drawn is not None
    assert b"#0B5563" not in drawn.content
    assert b"#404040" in drawn.content  # 0.299 * 11 + 0.587 * 85 + 0.114 * 99 = 64.5


def test_the_logo_is_left_out_where_ink_is_saved(library: Library, handouts: dict[str, Handout]) -> None:
    alt = library.publishers[0].logo.alt  # type: ignore[union-attr]
    for ink, there in (("colour", True), ("grey", True), ("saving", False)):
        pdf = render(library, handouts["knee-pain"], ink=ink)
        assert (alt in [str(element.get("/Alt")) for tag, element in pdf.elements() if tag == "Figure"]) is there, ink
        assert library.publishers[0].name in pdf.text


# --- header and footer ---


def test_header_and_footer_stand_on_every_page_as_text(library: Library, handouts: dict[str, Handout]) -> None:
    lines = {"header": 'Physio "at" home } @page { size: a6 }', "footer": "Registered charity </style> 12345"}
    publisher = library.publishers[0].model_copy(update=lines)
    for layout in ("standard", "large-print"):
        pdf = render(library, handouts["knee-pain"], publisher, layout=layout)
        assert all(lines["header"] in page for page in pdf.pages)
        assert sum(lines["footer"] in page for page in pdf.pages) == (len(pdf.pages) if layout == "standard" else 1)
        assert [round(float(side)) for side in pdf.file.pages[0].MediaBox] == [0, 0, 595, 842]


# --- colours ---


def test_a_pale_brand_is_darkened_for_text_and_stays_for_fills(library: Library, handouts: dict[str, Handout]) -> None:
    colours = library.publishers[0].colours.model_copy(update={"brand": "#F2B705"})
    publisher = library.publishers[0].model_copy(update={"colours": colours, "logo": None})
    assert (colours.brand_text, colours.accent_text) == ("#967103", "#B8461E")
    pdf = render(library, handouts["hamstring-curl"], publisher)
    drawn = b"".join(page.Contents.read_bytes() for page in pdf.file.pages)

    def fill(colour: str) -> bytes:
        return " ".join(f"{int(colour[at : at + 2], 16) / 255:.6f}".rstrip("0") for at in (1, 3, 5)).encode() + b" rg"

    assert fill("#967103") in drawn
    assert fill(tint("#F2B705")) in drawn
    assert fill(tint("#967103")) not in drawn


# --- fonts ---


def test_font_files_of_the_publisher_are_embedded(content: Path) -> None:
    for weight in ("Regular", "Bold"):
        (content / "fonts").mkdir(exist_ok=True)
        (content / "fonts" / f"{weight}.ttf").write_bytes(renamed(face(weight)))
    rights = "{ licence: OFL-1.1, author: Braille Institute of America }"
    library = changed(content, f"fonts: {{ regular: fonts/Regular.ttf, bold: fonts/Bold.ttf, rights: {rights} }}\n")
    assert codes(library, "PDF-01") == []
    document = next(d for d in documents(library) if d.id == "knee-pain")
    assert {name.partition("-")[0].replace("-", "") for name in render(library, document).fonts()} == {"Clinic"}


def documents(library: Library) -> list[Handout]:
    from pressup.documents import documents_for

    found = documents_for(library, library.publishers[0], Handout, kinds=("condition",))
    return [document for document in found if isinstance(document, Handout)]


@pytest.mark.parametrize(
    ("fonts", "told"),
    [
        (
            "{ package: fontpkg-no-such }",
            "The font package “fontpkg-no-such” is not installed. Install it beside Pressup: pip install",
        ),
        ("{ package: fontpkg-atkinson-hyperlegible, regular: fonts/r.ttf }", "The font is named twice"),
        ("{ bold: fonts/b.ttf }", "The font lacks its regular weight"),
        ("{ regular: fonts/r.ttf, bold: fonts/b.ttf }", "It is not said under what terms the font may be embedded"),
        ("{ regular: fonts/r.ttf, RIGHTS }", "The font lacks its bold weight"),
        ("{ regular: fonts/r.ttf, bold: fonts/r.ttf, RIGHTS }", "The file is of the weight 400; 700 is wanted here."),
        ("{ regular: fonts/closed.ttf, bold: fonts/b.ttf, RIGHTS }", "The font forbids embedding (fsType)"),
        ("{ regular: fonts/text.ttf, bold: fonts/b.ttf, RIGHTS }", "The file is no font that can be read"),
    ],
)
def test_a_font_that_cannot_be_used_is_a_finding(content: Path, fonts: str, told: str) -> None:
    (content / "fonts").mkdir()
    for name, data in {"r": face(), "b": face("Bold"), "closed": renamed(face(), fsType=2), "text": b"Not a font."}.items():
        (content / "fonts" / f"{name}.ttf").write_bytes(data)
    line = len((content / RECORD).read_text().splitlines()) + 1
    library = changed(content, f"fonts: {fonts}\n".replace("RIGHTS", "rights: { licence: OFL-1.1, author: A. Maker }"))
    (found,) = codes(library, "PDF-01")
    assert found.startswith(f"{line}: {told}")


def test_a_character_that_the_font_lacks_is_a_finding_at_its_place(content: Path) -> None:
    library = changed(content, "fonts: { package: fontpkg-atkinson-hyperlegible }\n")
    assert codes(library, "PDF-01") == []
    curl = content / "exercises/hamstring-curl.yaml"
    curl.write_text(curl.read_text().replace("name: Hamstring curl", "name: Hamstring curl ☃"))
    found = [finding for finding in pressup.load(content).findings if finding.code == "PDF-01"]
    assert [(Path(f.place.file).name, f.message) for f in found] == [
        ("hamstring-curl.yaml", "The publisher’s font has no sign for “☃” (U+2603)."),
    ]
    line = curl.read_text().splitlines()[found[0].place.line - 1]
    assert line[found[0].place.column - 1 :][:1] == "☃"


def test_both_weights_are_cut_out_of_a_variable_font(library: Library) -> None:
    variable = two_masters()
    publisher = Publisher.model_validate(
        {
            **library.publishers[0].model_dump(exclude={"outputs"}),
            "fonts": {"regular": "fonts/v.ttf", "rights": {"licence": "OFL-1.1", "author": "A. Maker"}},
        }
    )
    made = made_of(publisher, {"regular": variable})
    assert made.regular != made.bold
    assert made == made_of(publisher, {"regular": bytes(variable)})
    assert "fvar" not in TTFont(io.BytesIO(made.bold))
    with pytest.raises(FontError, match="does not reach the weight 700"):
        made_of(publisher, {"regular": two_masters(600)})


def two_masters(heaviest: int = 900) -> bytes:
    """A variable font of weight, made of the starter's regular one: enough to cut weights out of it."""
    from fontTools.ttLib.tables._f_v_a_r import Axis, table__f_v_a_r
    from fontTools.ttLib.tables._g_v_a_r import table__g_v_a_r
    from fontTools.ttLib.tables.TupleVariation import TupleVariation

    font = TTFont(io.BytesIO(face()))
    axis = Axis()
    axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue, axis.axisNameID = "wght", 400, 400, heaviest, 2
    font["fvar"] = table__f_v_a_r()
    font["fvar"].axes = [axis]
    font["gvar"] = table__g_v_a_r()
    font["gvar"].version, font["gvar"].reserved = 1, 0
    font["gvar"].variations = {name: [] for name in font.getGlyphOrder()}
    glyph = font["glyf"]["a"]
    count = len(glyph.getCoordinates(font["glyf"])[0]) + 4
    font["gvar"].variations["a"] = [TupleVariation({"wght": (0, 1, 1)}, [(10, 0)] * count)]
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def test_a_changed_font_makes_handouts_again(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (content / "fonts").mkdir()
    for weight in ("Regular", "Bold"):
        (content / "fonts" / f"{weight}.ttf").write_bytes(renamed(face(weight)))
    rights = "{ licence: OFL-1.1, author: Braille Institute of America }"
    library = changed(content, f"fonts: {{ regular: fonts/Regular.ttf, bold: fonts/Bold.ttf, rights: {rights} }}\n")
    monkeypatch.setenv("PRESSUP_CACHE_DIR", str(tmp_path / "cache"))

    def made_anew() -> int:
        report = pressup.render(library, "pdf", output=tmp_path / "output", select=["knee-pain"], cache=Cache.of())
        assert report.ok, report.faults
        return sum(not made.cached for made in report.made)

    assert [made_anew(), made_anew()] == [1, 0]
    (content / "fonts" / "Bold.ttf").write_bytes(renamed(face("Bold"), "Other Sans"))
    assert made_anew() == 1
