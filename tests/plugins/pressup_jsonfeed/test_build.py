"""The feed in a whole build: after the PDFs, with their exact sizes, the same bytes each time: J8, J9, J11."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import pressup
from pressup import Artifact, Exercise, Handout, Library, Target, TargetOptions
from pressup.plugin import Registry, discover


class Paper(TargetOptions):
    """What the publisher's record sets for the PDF."""

    paper: str = "a4"


class StandIn(Target[Paper]):
    """In the place of the real PDF target: quick, and of a size that differs by document."""

    name = "pdf"
    summary = "A stand-in"
    documents = (Handout,)
    options = Paper
    verifies = False

    def render(self, document: Handout, context: object) -> Iterable[Artifact]:
        yield Artifact(f"{document.id}.pdf", b"%PDF" + b"x" * len(document.title), "application/pdf")
        yield Artifact(f"{document.id}.png", b"png", "image/png", role="supplement")


@pytest.fixture
def registry() -> Registry:
    registry = discover()
    registry.targets["pdf"] = StandIn
    return registry


BASE = "https://sample-press.example/"
PICTURES = ["image/svg+xml", "image/png"]
START = {"ics": {"start": "2026-12-07"}}


def items_in(output: Path) -> dict[str, dict[str, Any]]:
    """The items of all pages of a feed that was written, by the id of their record."""
    name, found = "jsonfeed/catalogue.json", dict[str, dict[str, Any]]()
    while name:
        page = json.loads((output / name).read_bytes())
        found |= {item["_pressup"]["id"]: item for item in page["items"]}
        name = page.get("next_url", "").removeprefix(BASE)
    return found


def test_attachments_are_the_files_that_were_written(library: Library, registry: Registry, tmp_path: Path) -> None:
    report = pressup.render(library, "jsonfeed", "pdf", "ics", output=tmp_path, registry=registry, options=START)
    assert report.faults == []
    items = items_in(tmp_path)
    assert items.keys() == {r.id for r in library.records.values() if r.kind in ("exercise", "condition", "programme", "article")}
    for id, item in items.items():
        files = item.get("attachments", [])
        made = ["text/calendar"] * (library.records[id].kind == "programme") + ["application/pdf"]
        assert [file["mime_type"] for file in files] == (PICTURES if has_figure(library, id) else made)
        for file in files:
            path = tmp_path / file["url"].removeprefix(BASE)
            assert file["size_in_bytes"] == path.stat().st_size
            kind = {"application/pdf": "PDF", "text/calendar": "calendar"}.get(file["mime_type"], "picture")
            assert file["title"].endswith(f"({kind})")


@pytest.mark.full
def test_attachments_of_the_real_targets(library: Library, tmp_path: Path) -> None:
    report = pressup.render(library, "jsonfeed", "pdf", "ics", output=tmp_path, options=START | {"jsonfeed": {"figures": "none"}})
    assert report.faults == []
    begins = {"application/pdf": b"%PDF-", "text/calendar": b"BEGIN:VCALENDAR\r\n"}
    files = [file for item in items_in(tmp_path).values() for file in item.get("attachments", ())]
    assert {file["mime_type"] for file in files} == set(begins)
    for file in files:
        content = (tmp_path / file["url"].removeprefix(BASE)).read_bytes()
        assert (len(content), content.startswith(begins[file["mime_type"]])) == (file["size_in_bytes"], True)


def has_figure(library: Library, id: str) -> bool:
    """Whether a record is an exercise; in the starter library each has a figure, and none a PDF of its own."""
    record = library.records[id]
    assert not isinstance(record, Exercise) or record.figure is not None
    return isinstance(record, Exercise)


def test_addresses_are_the_publishers(library: Library, registry: Registry, tmp_path: Path) -> None:
    report = pressup.render(library, "jsonfeed", "pdf", "ics", output=tmp_path, registry=registry, options=START)
    assert report.faults == []
    pages = [path for path in (tmp_path / "jsonfeed").iterdir() if path.name.startswith("catalogue")]
    assert {path.suffix for path in pages} == {".json", ".atom"}
    for path in pages:
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf") and len(raw) <= 250_000
        text = raw.decode("utf-8")
        assert not re.search(r"file:|localhost|127\.0\.0\.1|\{\{|\}\}\"|\{%|None\"", text)
        if path.suffix == ".json":
            feed = json.loads(raw)
            own = ["feed_url", "next_url", "home_page_url", "url", "id", "image"]
            for item in (feed, *feed["items"]):
                addresses = [item[key] for key in own if key in item] + [file["url"] for file in item.get("attachments", ())]
                assert addresses and all(address.startswith(BASE.rstrip("/")) for address in addresses)


def test_one_changed_record_changes_its_items_and_their_pages(content: Path, registry: Registry, tmp_path: Path) -> None:
    def build(output: Path) -> tuple[dict[str, dict[str, Any]], dict[str, bytes]]:
        report = pressup.render(pressup.load(content), "jsonfeed", output=output, registry=registry, options=NO_FIGURES)
        assert report.faults == []
        return items_in(output), {path.name: path.read_bytes() for path in (output / "jsonfeed").glob("catalogue*.json")}

    before, pages_before = build(tmp_path / "a")
    record = content / "exercises/bridge.md"
    record.write_text(record.read_text("utf-8").replace("Lift less high if", "Do not lift high if"), "utf-8")
    after, pages_after = build(tmp_path / "b")
    assert [id for id in before if before[id] != after[id]] == ["bridge", "hamstring-basics"]  # the plan shows the exercise in full
    assert len(pages_before) == len(pages_after) > 2
    assert [name for name in pages_before if pages_before[name] != pages_after[name]] == ["catalogue.json"]


NO_FIGURES = {"jsonfeed": {"figures": "none"}, "catalogue": {"figures": "none"}}


def test_the_same_bytes_in_two_processes(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        output = tmp_path / seed
        code = f"""
import sys, pressup
settings = {NO_FIGURES | START!r}
report = pressup.render(pressup.load('content'), 'jsonfeed', 'catalogue', 'ics', output=sys.argv[1], options=settings)
assert not report.faults
"""
        root = Path(__file__).parents[3]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(output)], check=True, cwd=root, env=environment)
        made.append({path.relative_to(output): path.read_bytes() for path in output.rglob("*.*") if path.suffix != ".lock"})
    assert made[0] == made[1] and len(made[0]) > 40


def test_the_plugin_is_cheap_to_import() -> None:
    code = "import sys, pressup_jsonfeed; print(sorted({'jsonschema_rs', 'feedgenerator', 'markdown_it'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
