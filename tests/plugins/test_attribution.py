"""Every target prints author, licence and source of every text and picture (RGT-03)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.core.checks.made import png

import pressup
from pressup.build.verify import extract, normal
from pressup.checks.explain import as_yaml
from pressup.plugin import Artifact
from pressup.testing.good_records import GOOD_RECORDS
from pressup_ics.target import IcsTarget

MEDIA_TYPES = {
    ".atom": "application/atom+xml",
    ".html": "text/html",
    ".eml": "message/rfc822",
    ".ics": "text/calendar",
    ".json": "application/feed+json",
    ".pdf": "application/pdf",
}
EVERYTHING = ("the-programme", "the-exercise", "the-condition", "the-article", "picture-of-the-article")
OPTIONS = {"ics": {"start": "2026-12-07"}}


def rights(name: str) -> dict[str, str]:
    """Rights that no other record has."""
    return {
        "licence": "OGL-UK-3.0 OR CC-BY-4.0",
        "author": f"{name} & Sons, St. Mary-le-Bow",
        "source": f"https://source.example/{name}",
        "retrieved": "2026-02-01",
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder in which every record and picture has rights of its own."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "one.png").write_bytes(png(1100, 500, 90))
    for kind, record in GOOD_RECORDS.items():
        data: dict[str, Any] = {**record}
        if "rights" in data:
            data["rights"] = rights(f"the-{kind}")
        if kind in ("exercise", "condition", "article"):
            data["media"] = [{"file": "one.png", "alt": "A person lies flat.", "rights": rights(f"picture-of-the-{kind}")}]
        (content / f"{data['id']}.yaml").write_text(as_yaml(data), encoding="utf-8")
    return content


def texts(path: Path) -> list[str]:
    """The text of an output; of a mail that of each of its parts."""
    artifact = Artifact(path.name, path.read_bytes(), MEDIA_TYPES[path.suffix])
    if path.suffix == ".ics":
        return [normal(IcsTarget().extract_text(artifact))]
    return [normal(text) for text in extract(artifact)]


@pytest.mark.parametrize(
    ("target", "file", "printed"),
    [
        (
            "pdf",
            "first-steps.pdf",
            ("the-programme", "the-exercise", "picture-of-the-exercise", "the-condition", "picture-of-the-condition"),
        ),
        ("pdf", "why-move.pdf", ("the-article", "picture-of-the-article", "the-condition")),
        (
            "web",
            "first-steps.html",
            ("the-programme", "the-exercise", "picture-of-the-exercise", "the-condition", "picture-of-the-condition"),
        ),
        ("web", "bridge.html", ("the-exercise", "picture-of-the-exercise")),
        ("pdf", "bridge.pdf", ("the-exercise", "picture-of-the-exercise")),
        ("pdf", "knee-pain.pdf", ("the-condition", "picture-of-the-condition")),
        ("email", "issue-1.eml", ("the-newsletter", "the-exercise", "picture-of-the-exercise")),
        ("jsonfeed", "catalogue*.json", EVERYTHING),
        ("jsonfeed", "catalogue*.atom", EVERYTHING),
        ("catalogue", "records/*.json", EVERYTHING),
        ("ics", "first-steps.ics", ("the-programme", "the-exercise", "picture-of-the-exercise", "the-condition")),
    ],
)
def test_author_licence_and_source_are_in_the_output(
    folder: Path, tmp_path: Path, target: str, file: str, printed: tuple[str, ...]
) -> None:
    library = pressup.load(folder)
    assert [str(finding) for finding in library.findings if finding.severity == "error"] == []
    chosen = [file.partition(".")[0]] if target in ("pdf", "web") else []
    report = pressup.render(library, target, output=tmp_path / "output", select=chosen, options=OPTIONS)
    assert report.faults == []
    paths = (tmp_path / "output").rglob(file)
    forms = zip(*(texts(path) for path in paths), strict=True)
    parts = ["".join(form) for form in forms]  # a feed may have several pages, a mail has several forms of its text
    assert parts
    for text in parts:
        for name in printed:
            entry = rights(name)
            assert normal(f"{entry['author']}, {entry['licence']}, {entry['source']}") in text, name


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen() -> None:
    assert normal("OGL\x02UK") == normal("OGL\ufffeUK") == normal("OGL-\r\nUK") == normal("OGL-UK")


def test_each_item_of_a_feed_names_its_own(folder: Path, tmp_path: Path) -> None:
    pressup.render(pressup.load(folder), "jsonfeed", output=tmp_path / "output")
    pages = (tmp_path / "output").rglob("catalogue*.json")
    items = {item["title"]: item for page in pages for item in json.loads(page.read_text())["items"]}
    assert "the-exercise & Sons" in items["First steps"]["content_text"]
    assert "https://source.example/picture-of-the-exercise" in items["First steps"]["content_text"]
    assert "the-exercise" not in items["Why move"]["content_text"]
