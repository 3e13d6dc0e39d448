"""How a publisher wants its figures: the colours and shapes of the picture, the same bytes each time, drawn once."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tomllib
from itertools import product
from pathlib import Path

import pytest
from PIL import Image
from pydantic import ValidationError
from tests.core.figures.figures import FIGURES, drawn, figure

from pressup import Drawing, Exercise, Library, Publisher, draw_figure, figure_alt, figure_png
from pressup.figures.contours import Outline
from pressup.figures.drawing import BUILDS, _drawn, style_of
from pressup.figures.geometry import Point
from pressup.figures.muscles import patches
from pressup.figures.palette import LINE_CONTRAST, Style, contrast, palette
from pressup.figures.person import leg_outline, trunk_outline
from pressup.figures.solve import solve
from pressup.records.publisher import FigureStyle

SKINS = ("#faf3ec", "#f1c9a5", "#c68642", "#8d5524", "#5b3a29", "#3b2219", "#1c0f0a")


@pytest.fixture
def exercise(starter: Library) -> Exercise:
    found = starter.records["romanian-deadlift"]
    assert isinstance(found, Exercise)
    return drawn(found, "deadlift")


@pytest.fixture
def publisher(starter: Library) -> Publisher:
    return starter.publishers[0]


def looking(publisher: Publisher, **look: object) -> Publisher:
    return publisher.model_copy(update={"figures": FigureStyle.model_validate(look)})


def fills(drawing: Drawing) -> list[str]:
    return re.findall(r'fill="(#\w{6})"', drawing.svg)


def share(png: bytes, colour: str) -> float:
    """How much of a picture has a colour."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    wanted = tuple(bytes.fromhex(colour[1:]))
    found = {tuple(pixel): count for count, pixel in image.getcolors(image.width * image.height) or () if isinstance(pixel, tuple)}
    return found.get(wanted, 0) / (image.width * image.height)


def test_without_a_word_from_the_publisher_the_look_is_ours(publisher: Publisher) -> None:
    own = Style(brand=publisher.colours.brand.lower(), accent=publisher.colours.accent.lower())
    assert style_of(publisher.model_copy(update={"figures": FigureStyle()})) == own
    assert style_of(None) == Style()


def test_skin_hair_and_shoes_have_the_publishers_colours(exercise: Exercise, publisher: Publisher) -> None:
    own = {"skin": "#8D5524", "hair_colour": "#C9A13B", "shoe": "#AA2233"}
    plain, other = figure_png(exercise, publisher), figure_png(exercise, looking(publisher, **own))
    for colour in own.values():
        assert share(plain, colour) == 0 and share(other, colour) > 0.0005, colour
    assert share(plain, "#faf3ec") > 0.001 and share(other, "#faf3ec") == 0


def test_shorts_show_legs_and_long_sleeves_hide_arms(exercise: Exercise, publisher: Publisher) -> None:
    skin, plain = "#faf3ec", figure_png(exercise, publisher)
    tint = palette(style_of(publisher))["leg"]
    shorts = figure_png(exercise, looking(publisher, legs="shorts"))
    assert share(shorts, skin) > 1.5 * share(plain, skin) and share(shorts, tint) < 0.8 * share(plain, tint)
    sleeves = figure_png(exercise, looking(publisher, sleeves="long"))
    assert share(sleeves, skin) < 0.7 * share(plain, skin) and share(sleeves, publisher.colours.brand) > share(
        plain, publisher.colours.brand
    )


def test_hair_and_line_change_the_drawing(exercise: Exercise, publisher: Publisher) -> None:
    short, tied, long = (draw_figure(exercise, looking(publisher, hair=hair)) for hair in ("short", "tied", "long"))
    assert len({short.svg, tied.svg, long.svg}) == 3
    assert 'stroke-width="9"' in draw_figure(exercise, looking(publisher, line=9)).svg


def test_a_broad_person_fills_more_of_the_picture_than_a_slim_one(exercise: Exercise, publisher: Publisher) -> None:
    brand = publisher.colours.brand
    slim, medium, broad = (share(figure_png(exercise, looking(publisher, build=build)), brand) for build in BUILDS)
    assert slim * 1.04 < medium < broad / 1.04


@pytest.mark.parametrize("build", BUILDS.values())
@pytest.mark.parametrize("name", FIGURES)
def test_a_marked_muscle_goes_with_the_build(name: str, build: float) -> None:
    """What of the mark is inside the leg or the trunk of the usual build is inside those of every build."""
    posture = solve(figure(name))[1].posture
    for region in ("thigh-back", "thigh-front", "buttock", "calf", "trunk-front"):
        usual, other = (patches(posture, [(region, False)], each)["muscles"][0].points for each in (1.0, build))
        for before, now in zip(usual, other, strict=True):
            if inside(before, leg_outline(posture, "working")) or inside(before, trunk_outline(posture)):
                assert inside(now, leg_outline(posture, "working", build)) or inside(now, trunk_outline(posture, build)), region


def inside(point: Point, outline: Outline) -> bool:
    """Whether a point is inside a polygon, by how many of its sides are to the right."""
    corners = [knot.point for knot in outline]
    found = False
    for a, b in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (a.imag > point.imag) != (b.imag > point.imag):
            found ^= point.real < a.real + (point.imag - a.imag) * (b.real - a.real) / (b.imag - a.imag)
    return found


@pytest.mark.parametrize("grey", [False, True])
@pytest.mark.parametrize("skin", SKINS)
def test_the_line_is_seen_on_every_skin(skin: str, grey: bool) -> None:
    colours = palette(Style(skin=skin), grey=grey)
    for fill in ("skin", "skin_far"):
        assert contrast(colours["skin_line"], colours[fill]) >= LINE_CONTRAST, (skin, fill)


def test_a_light_skin_needs_no_line_of_its_own_and_a_dark_one_has_it(exercise: Exercise, publisher: Publisher) -> None:
    dark = looking(publisher, skin="#3b2219")
    line = palette(style_of(dark))["skin_line"]
    assert f'stroke="{line}"' in draw_figure(exercise, dark).svg
    assert palette(Style())["skin_line"] == palette(Style())["ink"]


def test_a_pale_brand_becomes_a_shirt_that_is_seen(exercise: Exercise, publisher: Publisher) -> None:
    pale = publisher.model_copy(update={"colours": publisher.colours.model_copy(update={"brand": "#F2E14E"})})
    shirt = palette(style_of(pale))["shirt"]
    assert (
        contrast(shirt, "#ffffff") >= 3
        and shirt in fills(draw_figure(exercise, pale))
        and "#f2e14e" not in draw_figure(exercise, pale).svg
    )


@pytest.mark.parametrize("look", [{"line": 2}, {"line": 13}, {"skin": "brown"}, {"hair": "blue"}, {"build": 1.2}, {"hat": True}])
def test_what_a_look_cannot_be_is_refused(look: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        FigureStyle.model_validate(look)


@pytest.mark.parametrize("name", FIGURES)
def test_every_look_keeps_the_bytes_of_a_drawing(name: str, exercise: Exercise, publisher: Publisher) -> None:
    for legs, sleeves, hair in product(("tights", "shorts"), ("short", "long"), ("short", "long")):
        drawing = draw_figure(drawn(exercise, name), looking(publisher, legs=legs, sleeves=sleeves, hair=hair, skin="#c68642"))
        assert len(drawing.svg.encode()) <= 6144


def test_the_drawing_says_what_it_shows_and_no_more_than_it_is_told(exercise: Exercise) -> None:
    svg = draw_figure(exercise).svg
    assert f"<title>{exercise.name}</title><desc>{figure_alt(exercise)}</desc>" in svg
    assert "<desc>" not in draw_figure(exercise, title="A <b> & c", description="").svg
    assert "<title>A &lt;b&gt; &amp; c</title>" in draw_figure(exercise, title="A <b> & c").svg


def test_a_figure_is_drawn_once_however_many_pages_show_it(exercise: Exercise, publisher: Publisher) -> None:
    first = draw_figure(exercise, publisher)
    copied = Exercise.model_validate_json(exercise.model_dump_json(exclude={"id"}).replace("{", f'{{"id": "{exercise.id}",', 1))
    before = _drawn.cache_info().misses
    assert draw_figure(copied, publisher.model_copy()) is first
    assert _drawn.cache_info().misses == before
    assert draw_figure(exercise, publisher, side="left") is not first
    assert draw_figure(exercise, publisher, grey=True) != draw_figure(exercise, publisher, mode="ghost") != first
    assert _drawn.cache_info().maxsize is not None


def test_it_is_the_same_in_every_process(exercise: Exercise) -> None:
    code = (
        "import hashlib, sys; from pressup import *; e = Exercise.model_validate_json(sys.stdin.read());"
        "print(hashlib.sha256(draw_figure(e).svg.encode() + figure_png(e, width=320, side='left')).hexdigest())"
    )
    text = exercise.model_dump_json(exclude_none=True)
    runs = {
        subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(runs) == 1 and len(runs.pop()) == 65


def test_without_a_figure_nothing_is_drawn(exercise: Exercise) -> None:
    bare = exercise.model_copy(update={"figure": None})
    for draw in (draw_figure, figure_png):
        with pytest.raises(ValueError, match="has no figure"):
            draw(bare)


def test_a_new_version_of_what_draws_makes_documents_new() -> None:
    """The fingerprint of a result counts what the distribution requires, so what draws must be required by name."""
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))["project"]
    assert {"pillow", "resvg-py"} <= {re.split("[<>=]", entry)[0] for entry in project["dependencies"]}
