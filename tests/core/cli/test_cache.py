"""`pressup cache`, and what `render` takes from it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.core.cli.conftest import Program
    from tests.core.conftest import Content


def kept() -> Path:
    return Path(os.environ["PRESSUP_CACHE_DIR"]) / "made"


def results(pressup: Program) -> int:
    found = json.loads(pressup("cache", "info", "--format", "json").out)["results"]
    assert isinstance(found, int)
    return found


def test_info_says_where_it_is_and_how_big(pressup: Program, clinic: Content) -> None:
    assert pressup("cache", "info").out == f"folder   {kept().as_posix()}\nresults  0\nsize     0 bytes of 2.0 GB\n"
    pressup("render")
    size = sum(file.stat().st_size for part in ("results", "objects") for file in (kept() / part).rglob("*") if file.is_file())
    data = json.loads(pressup("cache", "info", "--format", "json").out)
    assert data == {"folder": kept().as_posix(), "results": 3, "size": size, "limit": 2_000_000_000}
    assert f"size     {size / 1000:.1f} kB of 2.0 GB\n" in pressup("cache", "info").out


def test_render_takes_from_it_what_is_the_same(pressup: Program, clinic: Content) -> None:
    first = pressup("render")
    file = Path("output/text/why-move.txt")
    before = file.stat()
    second = pressup("render")
    assert (second.code, second.out) == (first.code, first.out)
    assert second.err.startswith("3 from the cache, 0 failed, ")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns), "it was not written again"
    assert results(pressup) == 3
    assert pressup("render", "--no-cache").err.startswith("0 from the cache, 0 failed, ")
    clinic.record("article", {"title": "Why moving helps"})
    pressup("render")
    assert results(pressup) > 3
    assert "Why moving helps" in file.read_text()


def test_without_it_nothing_is_kept(pressup: Program, clinic: Content) -> None:
    assert pressup("render", "--no-cache").code == 0
    assert not kept().exists()


def test_prune_takes_the_oldest_away(pressup: Program, clinic: Content) -> None:
    pressup("render")
    assert pressup("cache", "prune").out.startswith("0 results taken away, 0 bytes; 3 results left, ")
    for file in sorted((kept() / "results").rglob("*.json"))[:2]:
        os.utime(file, (0, 0))
    assert pressup("cache", "prune", "--older-than", "30").out.startswith("2 results taken away, ")
    assert results(pressup) == 1
    done = pressup("cache", "prune", "--max-size", "0", "-q")
    assert (done.code, done.out, results(pressup)) == (0, "", 0)
    assert pressup("render").code == 0


@pytest.mark.parametrize(("text", "left"), [("1GB", 3), ("1.5 mb", 3), ("500k", 3), ("1", 0), ("1B", 0), ("0.001KB", 0)])
def test_sizes_are_written_as_people_do(pressup: Program, clinic: Content, text: str, left: int) -> None:
    pressup("render")
    pressup("cache", "prune", "--max-size", text)
    assert results(pressup) == left


def test_clear_takes_everything_away(pressup: Program, clinic: Content) -> None:
    pressup("render")
    assert pressup("cache", "clear").out.startswith("3 results taken away, ")
    assert results(pressup) == 0
    pressup("render")
    assert (results(pressup), pressup("cache", "clear", "--quiet").out) == (3, "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["prune", "--max-size", "big"], "--max-size: “big” is no size; write it as 500MB or 1GB."),
        (["prune", "--older-than", "-1"], "Invalid value for '--older-than': Input should be greater than or equal to 0"),
        (["prne"], "No such command 'prne'. Did you mean 'prune'?"),
        ([], "Missing command."),
    ],
)
def test_a_wrong_call_is_one_line(pressup: Program, arguments: list[str], complaint: str) -> None:
    done = pressup("cache", *arguments)
    assert (done.code, done.out, done.err) == (2, "", f"pressup: {complaint}\n")


def test_a_cache_that_cannot_be_used_is_a_note(pressup: Program, clinic: Content) -> None:
    kept().parent.mkdir(exist_ok=True)
    kept().write_text("mine")
    done = pressup("render")
    note = f"The cache “{kept()}” cannot be used: file exists."
    assert (done.code, done.out.count(f"note: {note}\n")) == (0, 1)
    assert "3 files made." in done.out
    done = pressup("cache", "info")
    assert (done.code, done.out, done.err) == (1, "", f"pressup: {note}\n")
    assert kept().read_text() == "mine"
