"""docs/translate.md: its example is a good translation of the starter library, and does what the page says."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest

import pressup

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "translate.md").read_text(encoding="utf-8")
FILES: dict[str, str] = dict(re.findall(r'^```\w+ title="(.+?)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of the page, in the starter library."""
    ((name, text),) = FILES.items()
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def codes(file: Path) -> list[str]:
    library = pressup.load(file.parents[1], date=datetime.date(2026, 11, 22))
    return [finding.code for finding in library.findings if finding.code != "GOV-01"]


def test_the_example_is_a_good_translation(file: Path) -> None:
    assert codes(file) == []


def test_a_publisher_of_the_language_is_told_what_is_missing(file: Path) -> None:
    publisher = file.parents[1] / "publishers" / "sample-press.yaml"
    publisher.write_text(publisher.read_text(encoding="utf-8").replace("locale: en-GB", "locale: de-AT"), encoding="utf-8")
    assert set(codes(file)) == {"X-16"}


def test_zeros_give_the_right_hash(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("text:\n", f"source_hash: sha256:{'0' * 64}\ntext:\n"), encoding="utf-8")
    library = pressup.load(file.parents[1], date=datetime.date(2026, 11, 22))
    (finding,) = (finding for finding in library.findings if finding.code == "GOV-07")
    file.write_text(text.replace("text:\n", f"source_hash: {finding.help.rpartition(' ')[2]}\ntext:\n"), encoding="utf-8")
    assert codes(file) == []
