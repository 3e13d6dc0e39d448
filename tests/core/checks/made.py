"""What makes the files that the text of an example cannot show. `made_by` in `explained/` names a function of this module."""

from __future__ import annotations

import datetime
import json
import os
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

from tests.core.checks import figure_faults

import pressup
from pressup.build.plan import resolve_options
from pressup.checks import Check, Example, check
from pressup.checks.check import Problem
from pressup.checks.explain import as_yaml, example_date, example_library
from pressup.checks.rules import HouseCheck, HouseFields
from pressup.content import reader
from pressup.content.fields import Fields
from pressup.content.library import Library
from pressup.findings import Finding, Severity
from pressup.testing.good_records import GOOD_RECORDS

BRIDGE = as_yaml(GOOD_RECORDS["exercise"])


def found(example: Example, text: str, folder: Path) -> tuple[Finding, ...]:
    """What is found in an example: in its bad or good piece, or in a folder that a function of this module makes."""
    today = example_date(example)
    if example.made_by in ("", "pictures"):
        if example.made_by:
            pictures(folder)
        return check(example_library(example, text, GOOD_RECORDS, folder), date=today).findings
    if example.made_by.startswith("figure_"):
        return figure_faults.found(example, text)
    if example.made_by == "options":
        return options(example, text)
    if example.made_by == "broken_plugin":
        return broken_plugin(example, text, folder)
    if example.made_by == "own_fields":
        return own_fields(example, text, folder)
    for kind, data in GOOD_RECORDS.items():
        if kind not in ("exercise", "translation"):
            (folder / f"{data['id']}.yaml").write_text(as_yaml(data), encoding="utf-8")
    limit = MAKERS[example.made_by](folder, text == example.bad)
    with mock.patch.object(reader, "MAX_FILES", limit or reader.MAX_FILES):
        return pressup.load(folder, date=today).findings


def png(width: int, height: int, shade: int) -> bytes:
    """A picture of one grey."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes([shade]) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pictures(folder: Path) -> None:
    """Four pictures: one, the same again, another of that size, one too small to print. Two logos: one, and one with a script."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    (folder / "logo.svg").write_text(f'{head}<circle cx="5" cy="5" r="4"/></svg>', encoding="utf-8")
    (folder / "with-script.svg").write_text(f"{head}<script>alert(1)</script></svg>", encoding="utf-8")
    for name, content in (
        ("one.png", png(1100, 500, 10)),
        ("same.png", png(1100, 500, 10)),
        ("other.png", png(1100, 500, 200)),
        ("small.png", png(400, 300, 10)),
    ):
        (folder / name).write_bytes(content)


def options(example: Example, text: str) -> tuple[Finding, ...]:
    """A publisher with options for an output. They are read by the target when something is built."""
    from pressup.plugin import discover

    library = check(example_library(example, text, GOOD_RECORDS), date=example_date(example))
    _, problems = resolve_options(library, library.publishers[0], discover().targets["pdf"], {})
    return (*library.findings, *problems)


def broken_plugin(example: Example, text: str, folder: Path) -> tuple[Finding, ...]:
    """A library that a plugin's rule looks at, and breaks at or not."""

    def find(library: Library, today: datetime.date) -> Iterator[Problem]:
        if text == example.bad:
            raise ZeroDivisionError(f"no records on {today}")
        yield from ()

    (folder / "bridge.yaml").write_text(BRIDGE)
    house = [HouseCheck("clinic 1.0", Check("CLINIC-01", Severity.WARNING, find))]
    return check(reader.load(folder), date=example_date(example), house_checks=house).findings


def own_fields(example: Example, text: str, folder: Path) -> tuple[Finding, ...]:
    """A record with a field that a plugin asks for."""
    room: object = "two" if text == example.bad else 2
    (folder / "bridge.yaml").write_text(as_yaml({**GOOD_RECORDS["exercise"], "own": {"clinic": {"room": room}}}))
    schema = {"type": "object", "properties": {"room": {"type": "integer"}}}
    fields = [HouseFields("clinic 1.0", Fields("exercise", "clinic", schema))]
    return check(reader.load(folder), date=example_date(example), house_fields=fields).findings


def loop(folder: Path, bad: bool) -> None:
    if bad:
        (folder / "bridge.yaml").symlink_to("bridge.yaml")
    else:
        (folder / "bridge.yaml").write_text(BRIDGE)


def saved(folder: Path, content: bytes) -> None:
    (folder / "bridge.yaml").write_bytes(content)


def utf_16(folder: Path, bad: bool) -> None:
    saved(folder, BRIDGE.encode("utf-16" if bad else "utf-8"))


def windows_1252(folder: Path, bad: bool) -> None:
    saved(folder, BRIDGE.replace("buttocks", "derrière").encode("cp1252" if bad else "utf-8"))


def nul(folder: Path, bad: bool) -> None:
    saved(folder, BRIDGE.replace("buttocks", "buttocks\0" if bad else "buttocks").encode())


def too_large(folder: Path, bad: bool) -> None:
    saved(folder, (BRIDGE + "#" * (1_048_577 if bad else 2_000)).encode())


def link_out(folder: Path, bad: bool) -> None:
    real = (folder.parent if bad else folder) / "real.txt"
    real.write_text(BRIDGE)
    (folder / "bridge.yaml").symlink_to(os.path.relpath(real, folder))


def link_to_folder(folder: Path, bad: bool) -> None:
    saved(folder, BRIDGE.encode())
    (folder / "texts").mkdir()
    if bad:
        (folder / "more").symlink_to("texts")
    else:
        (folder / "more").mkdir()


def empty_folder(folder: Path, bad: bool) -> None:
    saved(folder, BRIDGE.encode())
    for file in list(folder.iterdir()) if bad else []:
        file.unlink()


def too_many(folder: Path, bad: bool) -> int:
    """Half a million files take a minute to write, so the limit is lowered to as many as there are, or one less."""
    saved(folder, BRIDGE.encode())
    return len(list(folder.iterdir())) - bad


def long_number(folder: Path, bad: bool) -> None:
    saved(folder, BRIDGE.replace("level: 1", f"level: {'1' * 301 if bad else 1}").encode())


def control_character(folder: Path, bad: bool) -> None:
    saved(folder, BRIDGE.replace("Lift your hips.", "Lift your\a hips." if bad else "Lift your hips.").encode())


def line_separator(folder: Path, bad: bool) -> None:
    saved(folder, BRIDGE.replace("Lift your hips.", "Lift your\u2028hips." if bad else "Lift your hips.").encode())


def many_problems(folder: Path, bad: bool) -> None:
    saved(folder, (BRIDGE + ("".join(f"field_{number}: 1\n" for number in range(200)) if bad else "")).encode())


def long_name(folder: Path, bad: bool) -> None:
    data = {**GOOD_RECORDS["exercise"], **({"x" * 2_000: 1} if bad else {})}
    (folder / "bridge.json").write_text(json.dumps(data))


def many_marks(folder: Path, bad: bool) -> None:
    saved(folder, BRIDGE.encode())
    article = {**GOOD_RECORDS["article"], "body": "* " * 6_000 if bad else "## How\n\nStart *small*."}
    (folder / "why-move.yaml").write_text(as_yaml(article))


MAKERS: dict[str, Callable[[Path, bool], int | None]] = {
    maker.__name__: maker
    for maker in (
        loop, utf_16, windows_1252, nul, too_large, link_out, link_to_folder, empty_folder, too_many, long_number,
        control_character, line_separator, many_problems, long_name, many_marks,
    )
}  # fmt: skip
