"""The feed in a whole build: after the PDFs, with their exact sizes, the same bytes each time: J8, J9, J11."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

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


def test_attachments_are_the_files_that_were_written(library: Library, registry: Registry, tmp_path: Path) -> None:
    report = pressup.render(library, "jsonfeed", "pdf", output=tmp_path, registry=registry)
    assert report.faults == []
    feed = json.loads((tmp_path / "jsonfeed/catalogue.json").read_bytes())
    attached = {item["_pressup"]["id"]: item.get("attachments", []) for item in feed["items"]}
    for id, files in attached.items():
        assert [file["mime_type"] for file in files] == (PICTURES if has_figure(library, id) else ["application/pdf"])
        for file in files:
            path = tmp_path / file["url"].removeprefix("https://sample-press.example/")
            assert file["size_in_bytes"] == path.stat().st_size
            assert file["title"].endswith("(PDF)" if file["mime_type"] == "application/pdf" else "(picture)")


PICTURES = ["image/svg+xml", "image/png"]


def has_figure(library: Library, id: str) -> bool:
    """Whether a record is an exercise; in the starter library each has a figure, and none a PDF of its own."""
    record = library.records[id]
    assert not isinstance(record, Exercise) or record.figure is not None
    return isinstance(record, Exercise)


def test_without_pdfs_only_pictures_are_attached(library: Library, registry: Registry, tmp_path: Path) -> None:
    report = pressup.render(library, "jsonfeed", output=tmp_path, registry=registry)
    assert report.faults == []
    feed = json.loads((tmp_path / "jsonfeed/catalogue.json").read_bytes())
    for item in feed["items"]:
        kinds = [file["mime_type"] for file in item["attachments"]] if "attachments" in item else None
        assert kinds == (PICTURES if has_figure(library, item["_pressup"]["id"]) else None)


def test_the_file_is_utf8_and_its_addresses_are_the_publishers(library: Library, registry: Registry, tmp_path: Path) -> None:
    pressup.render(library, "jsonfeed", "pdf", output=tmp_path, registry=registry)
    raw = (tmp_path / "jsonfeed/catalogue.json").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"}\n")
    feed = json.loads(raw)
    own = ["feed_url", "home_page_url", "url", "id"]
    for item in (feed, *feed["items"]):
        addresses = [item[key] for key in own if key in item] + [file["url"] for file in item.get("attachments", ())]
        assert addresses and all(address.startswith("https://sample-press.example") for address in addresses)
    text = raw.decode("utf-8")
    assert not re.search(r"file:|localhost|127\.0\.0\.1|\{\{|\}\}\"|\{%|None\"", text)


def test_one_changed_record_changes_one_item(content: Path, registry: Registry, tmp_path: Path) -> None:
    def items(output: Path) -> dict[str, object]:
        assert pressup.render(pressup.load(content), "jsonfeed", output=output, registry=registry).faults == []
        return {item["id"]: item for item in json.loads((output / "jsonfeed/catalogue.json").read_bytes())["items"]}

    before = items(tmp_path / "a")
    record = content / "exercises/bridge.md"
    record.write_text(record.read_text("utf-8").replace("Lift less high if", "Do not lift high if"), "utf-8")
    after = items(tmp_path / "b")
    assert before.keys() == after.keys()
    changed = [id.rsplit("/", 1)[1] for id in before if before[id] != after[id]]
    assert changed == ["bridge", "hamstring-basics"]  # the plan shows the exercise in full


def test_the_same_bytes_in_two_processes(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        output = tmp_path / seed
        code = (
            "import sys, pressup; r = pressup.render(pressup.load('content'), 'jsonfeed', output=sys.argv[1]); assert not r.faults"
        )
        root = Path(__file__).parents[3]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(output)], check=True, cwd=root, env=environment)
        made.append((output / "jsonfeed/catalogue.json").read_bytes())
    assert made[0] == made[1]


def test_the_plugin_is_cheap_to_import() -> None:
    code = "import sys, pressup_jsonfeed; print(sorted({'jsonschema', 'jinja2', 'markdown_it'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
