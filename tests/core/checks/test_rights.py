"""Rights, the files of pictures, alt text, colours and patients' data, beyond the examples of the explanations."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from tests.core.checks.made import png

from pressup import Finding, Severity
from pressup.checks import licences
from pressup.checks.pictures import ROOM_INCHES
from pressup.checks.privacy import nhs_number, texts
from pressup.checks.rules import record_context
from pressup.records.colour import WHITE, contrast, darker
from pressup.records.publisher import LicencePolicy

if TYPE_CHECKING:
    from tests.core.conftest import Content

Fires = Callable[..., Finding]
Silent = Callable[..., None]
CC0 = {"licence": "CC0-1.0", "author": "A. Painter"}


def media(*entries: dict[str, Any]) -> dict[str, Any]:
    return {"media": [{"alt": "A person lies flat.", "rights": CC0, **entry} for entry in entries]}


# --- RGT-01 ---


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("CC BY 4.0", "CC-BY-4.0"),
        ("(CC BY-SA 3.0)", "CC-BY-SA-3.0"),
        ("Creative Commons Attribution-NonCommercial 3.0", "CC-BY-NC-3.0"),
        ("CC-BY", "CC-BY-4.0"),
        ("CC0", "CC0-1.0"),
        ("MIT license", "MIT"),
        ("Open Government Licence v3", "OGL-UK-3.0"),
        ("All rights reserved", "proprietary, and under “grant” what the owner allows"),
    ],
)
def test_a_near_miss_is_told(fires: Fires, said: str, meant: str) -> None:
    found = fires("exercise", {"rights.licence": said}, "RGT-01", said, f"“{said}” is no licence id that SPDX lists.")
    assert found.help == f"Did you mean {meant}?"


@pytest.mark.parametrize("said", ["cc-by-4.0", "CC-BY-4.0 OR MIT", "LicenseRef-clinic", "OGL-UK-3.0", "(MIT AND CC0-1.0)"])
def test_what_spdx_lists_in_any_case_and_expressions(silent: Silent, said: str) -> None:
    silent("exercise", {"rights.licence": said}, "RGT-01")


@pytest.mark.parametrize("said", ["", "((((", "MIT OR", "X" * 100, "AND", "not MIT", "(" * 49 + "MIT" + ")" * 48, "\\", "a\nb"])
def test_hostile_licences_are_no_licences(said: str) -> None:
    assert licences.canonical(said) is None
    assert licences.advice(said).endswith((".", "?"))


def test_a_picture_needs_what_a_text_needs(fires: Fires) -> None:
    changes = media({"file": "a.png", "rights": {"licence": "proprietary", "author": "A"}})
    fires("article", changes, "RGT-01", "proprietary", files={"a.png": b"x"})


def test_a_day_without_a_source(fires: Fires) -> None:
    message = "The rights name a day on which this was taken, and no source."
    fires("article", {"rights.retrieved": "2026-02-01"}, "RGT-01", "'2026-02-01'", message)


# --- RGT-02 ---


@pytest.mark.parametrize(
    ("licence", "text", "picture"),
    [
        ("CC-BY-4.0", True, True),
        ("CC-BY-3.0-DE", True, True),
        ("CC-BY-NC-4.0", False, False),
        ("CC-BY-ND-4.0", False, True),
        ("CC-BY-SA-4.0", False, False),
        ("CC-BY-NC-ND-3.0-IGO", False, False),
        ("CC-PDM-1.0", True, True),
        ("GFDL-1.3-or-later", False, False),
        ("Unlicense", True, True),
        ("OGL-UK-3.0", True, True),
        ("GPL-2.0-only WITH Classpath-exception-2.0", False, False),
        ("LicenseRef-clinic", False, False),
        ("proprietary", True, True),
        ("CC-BY-NC-4.0 OR CC-BY-4.0", True, True),
        ("CC-BY-NC-4.0 AND CC-BY-4.0", False, False),
        ("(CC-BY-NC-4.0 AND MIT) OR (MIT AND CC0-1.0)", True, True),
        ("CC0-1.0 AND (CC-BY-NC-4.0 OR CC-BY-ND-4.0)", False, True),
    ],
)
def test_what_a_business_may_print(licence: str, text: bool, picture: bool) -> None:
    policy = LicencePolicy()
    assert (licences.refusal(licence, policy, changed=True) is None) == text
    assert (licences.refusal(licence, policy, changed=False) is None) == picture


@pytest.mark.parametrize(
    ("policy", "licence"),
    [
        (LicencePolicy(commercial=False), "CC-BY-NC-4.0"),
        (LicencePolicy(share_alike=True), "CC-BY-SA-4.0"),
        (LicencePolicy(share_alike=True), "GFDL-1.3-no-invariants-only"),
        (LicencePolicy(allowed=("LicenseRef-clinic",)), "LicenseRef-clinic"),
        (LicencePolicy(allowed=("cc-by-nd-4.0",)), "CC-BY-ND-4.0"),
        (LicencePolicy(commercial=False, share_alike=True), "CC-BY-NC-SA-4.0"),
    ],
    ids=str,
)
def test_what_a_publisher_accepts(policy: LicencePolicy, licence: str) -> None:
    assert licences.refusal(licence, LicencePolicy(), changed=True)
    assert licences.refusal(licence, policy, changed=True) is None


def test_each_publisher_is_asked(good: Content) -> None:
    good.record("publisher", {"licences": {"commercial": False}})
    good.record("publisher", {"id": "other-press", "name": "Other Press"})
    good.record("exercise", {"rights.licence": "CC-BY-NC-4.0"})
    found = good.only()
    assert (found.code, good.text_at(found.place)) == ("RGT-02", "CC-BY-NC-4.0")
    message = "The text is under CC-BY-NC-4.0, and Other Press publishes commercially, which this licence does not permit."
    assert found.message == message
    assert found.related is not None
    assert found.related.file == "other-press.yaml"


def test_the_newsletter_of_another_publisher_is_not_printed(good: Content) -> None:
    good.record("publisher", {"id": "other-press", "name": "Other Press", "licences": {"commercial": False}})
    good.record("newsletter", {"publisher": "other-press", "rights.licence": "CC-BY-NC-4.0"})
    assert good.findings() == ()


# --- RGT-04 and RGT-05 ---


def test_two_exercises_with_one_picture(fires: Fires) -> None:
    files = {"a.png": png(1100, 500, 7), "b.png": png(1100, 500, 7)}
    other = ("exercise", {"id": "squat", "name": "Squat", **media({"file": "b.png", "role": "mid"})})
    message = "“b.png” is the same picture as one of “Bridge”."
    fires(
        "exercise",
        media({"file": "a.png", "role": "start"}),
        "RGT-04",
        "b.png",
        message,
        Severity.WARNING,
        others=[other],
        files=files,
    )


@pytest.mark.parametrize(
    "entries",
    [
        [{"file": "a.png", "role": "start"}, {"file": "b.png", "role": "detail"}],
        [{"file": "a.png", "role": "start"}, {"file": "b.png", "role": "finish", "decorative": True}],
        [{"file": "a.png", "role": "start"}, {"file": "c.png", "role": "finish"}],
        [{"file": "a.png", "role": "start"}, {"file": "../a.png", "role": "finish"}],
    ],
)
def test_what_may_be_the_same(good: Content, entries: list[dict[str, Any]]) -> None:
    good.write("../a.png", png(1100, 500, 7))
    for name, shade in (("a.png", 7), ("b.png", 7), ("c.png", 8)):
        good.write(name, png(1100, 500, shade))
    good.record("exercise", media(*entries))
    assert [f for f in good.findings() if f.code == "RGT-04"] == []


def test_one_file_for_start_and_finish(fires: Fires) -> None:
    changes = media({"file": "a.png", "role": "start"}, {"file": "a.png", "role": "finish"})
    message = "“a.png” shows the finish, and is the same picture as that of the start."
    fires("exercise", changes, "RGT-04", "a.png", message, Severity.WARNING, files={"a.png": png(1100, 500, 7)})


@pytest.mark.parametrize(("size", "dots"), [((400, 300), 98), ((700, 100), 100), ((1049, 10), 149)])
def test_a_picture_with_too_few_dots(fires: Fires, size: tuple[int, int], dots: int) -> None:
    message = f"“a.png” prints with {dots} dots an inch, and looks blurred on paper."
    found = fires("article", media({"file": "a.png"}), "RGT-05", "a.png", message, Severity.WARNING, files={"a.png": png(*size, 7)})
    assert found.help == "Use a picture at least 1050 pixels wide or 459 high, which has 150 dots an inch."


@pytest.mark.parametrize(
    "data",
    [png(1050, 10, 7), png(10, 459, 7), b"no picture", b"", png(400, 300, 7)[:20], b"\x89PNG\r\n\x1a\n" + b"\xff" * 500],
    ids=range(6),
)
def test_what_is_fine_enough_or_no_picture(silent: Silent, data: bytes) -> None:
    silent("article", media({"file": "a.png"}), "RGT-05", files={"a.png": data})


def test_a_jpeg_with_much_before_its_size(fires: Fires) -> None:
    import io

    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (300, 200)).save(buffer, "JPEG", icc_profile=b"\0" * 200_000)
    assert b"\xff\xc0" not in buffer.getvalue()[:65_536]
    fires("article", media({"file": "a.jpg"}), "RGT-05", "a.jpg", severity=Severity.WARNING, files={"a.jpg": buffer.getvalue()})


def test_the_room_for_pictures_is_that_of_the_style_sheet() -> None:
    from importlib.resources import files

    style = files("pressup_pdf").joinpath("style/text.css").read_text()
    wide, high = (round(inches * 72) for inches in ROOM_INCHES)
    assert f".picture img {{ max-width: {wide}pt; max-height: {high}pt }}" in style


# --- ACC-01 and ACC-03 ---


@pytest.mark.parametrize(
    ("alt", "marked", "severity"),
    [
        ("a-1.png", "a-1.png", Severity.ERROR),
        ("A-1", "A-1", Severity.ERROR),
        ("pictures/a-1.png", "pictures/a-1.png", Severity.ERROR),
        ("Photo of a knee.", "Photo of", Severity.WARNING),
        ("An image showing a knee.", "An image showing", Severity.WARNING),
        ("Bild von einem Knie.", "Bild von", Severity.WARNING),
        ("word " * 31, None, Severity.WARNING),
    ],
)
def test_alt_text_that_does_not_help(fires: Fires, alt: str, marked: str | None, severity: Severity) -> None:
    changes = media({"file": "pictures/a-1.png", "alt": alt.strip()})
    fires("exercise", changes, "ACC-01", marked, severity=severity, files={"pictures/a-1.png": b"x"})


@pytest.mark.parametrize("alt", ["Bridge", "A picture frame on the wall.", "x" * 150, "The image is still."])
def test_alt_text_that_does(silent: Silent, alt: str) -> None:
    silent("exercise", media({"file": "bridge.png", "alt": alt}), "ACC-01", files={"bridge.png": b"x"})


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", WHITE) == contrast(WHITE, "#000000") == 21
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.005)  # the two greys that WCAG's techniques name
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("colour", ["#FF8800", "#FFFFFF", "#777777", "#00FF00", "#FFFF00", "#8888FF"])
def test_the_darker_colour_will_do_and_is_near(colour: str) -> None:
    better = darker(colour)
    assert 4.5 <= contrast(better, WHITE) < 4.7
    assert darker(better) == better or contrast(darker(better), WHITE) < 4.7


def test_the_ratio_is_told_and_not_rounded_up(fires: Fires) -> None:
    message = "#777777 on white has a contrast of 4.47 to 1; text needs 4.5 to 1."
    found = fires(
        "publisher",
        {"colours": {"brand": "#777777", "accent": "#000000"}},
        "ACC-03",
        "'#777777'",
        message,
        severity=Severity.WARNING,
    )
    assert found.help == "Text will print in #767676, the nearest darker colour that will do, and shapes in #777777."


def test_one_colour_for_both_is_no_trouble(silent: Silent) -> None:
    silent("publisher", {"colours": {"brand": "#0B5563", "accent": "#0b5563"}}, "ACC-03")


# --- PRV-01 ---


@pytest.mark.parametrize("key", ["patient", "Patient_Name", "recipient", "nhs-number", "NHS no", "date_of_birth", "DOB", "mrn"])
def test_a_field_for_a_patient_is_refused(good: Content, key: str) -> None:
    good.record("programme", {key: "x"})
    found = [f for f in good.findings() if f.place.file == "first-steps.yaml"]
    assert [(f.code, f.severity, good.text_at(f.place)) for f in found] == [("PRV-01", Severity.ERROR, key)]


@pytest.mark.parametrize("key", ["purposes", "patience", "birth", "number"])
def test_another_unknown_field_is_unknown(good: Content, key: str) -> None:
    good.record("programme", {key: "x"})
    assert "PRV-01" not in {f.code for f in good.findings()}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Patient: John Smith.", "Patient: John Smith"),
        ("For patient name: Mrs. Anna O’Neill", "patient name: Mrs. Anna O’Neill"),
        ("Patientin: Frau Erika Mustermann", "Patientin: Frau Erika Mustermann"),
        ("Her NHS number is 943 476 5919.", "NHS number is 943 476 5919"),
        ("NHS No: 943-476-5919", "NHS No: 943-476-5919"),
        ("DOB 01/02/1980", "DOB 01/02/1980"),
        ("date of birth: 3 March 1980", "date of birth: 3 March 1980"),
        ("D.O.B. 1980-03-01", "D.O.B. 1980-03-01"),
        ("MRN: 00123456", "MRN: 00123456"),
        ("Hospital number A1234567", None),
        ("patient ID 55512345", "patient ID 55512345"),
    ],
)
def test_what_looks_like_a_patient(fires: Fires, text: str, marked: str | None) -> None:
    found = fires("programme", {"purpose": text}, "PRV-01", marked, severity=Severity.WARNING)
    assert found.heuristic


@pytest.mark.parametrize(
    "text",
    [
        "Patient: take this sheet home.",
        "Patient: Start slowly and rest.",
        "Every patient has an NHS number.",
        "Write your date of birth here: ______",
        "NHS number 943 476 5918 is made up.",
        "Call NHS 111, or 020 7946 0000.",
        "Ask your patient ID card office.",
        "MRN stands for medical record number.",
        "Give birth, then wait 6 weeks.",
        "Published 01/02/2020.",
    ],
)
def test_what_does_not(silent: Silent, text: str) -> None:
    silent("programme", {"purpose": text}, "PRV-01")


@pytest.mark.parametrize(
    ("number", "right"), [("943 476 5919", True), ("9434765918", False), ("4010232137", True), ("12345", False)]
)
def test_the_last_digit_of_an_nhs_number_checks_the_others(number: str, right: bool) -> None:
    assert nhs_number(number) is right


def test_long_texts_do_not_take_long(good: Content) -> None:
    repeated = ["patient: ", "DOB ", "NHS number 1", "Patient: Aa Aa ", "MRN 123456 "]
    for body in (*(words * (190_000 // len(words)) for words in repeated), "Patient: " + "A" * 190_000, "mrn " + "1" * 190_000):
        good.record("article", {"body": body})
        library = good.load()
        record = library.records["why-move"]
        begin = time.process_time()
        list(texts(record, record_context(record, library.settings)))
        assert time.process_time() - begin < 1
