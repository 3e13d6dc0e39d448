"""The manifest: what it says, that it is the same for the same build, and what becomes of it when only some is made."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.core.conftest import Content
from tests.core.kit_targets import Good

import pressup
from pressup.build import manifest as manifests
from pressup.build.cache import Cache
from pressup.build.earlier import Earlier
from pressup.build.manifest import EMPTY, Manifest, ManifestError, States, merge, parse, read
from pressup.build.reasons import Seen, in_one_line, reasons, seen, seen_of
from pressup.build.report import BuildReport, Made
from pressup.errors import WriteError
from pressup.plugin import Plugin, Registry
from pressup.records.hashing import content_hash

ROOT = Path(__file__).parents[3]


class Other(Good):
    name = "other"


def registry(**versions: str) -> Registry:
    """The targets `good` and `other`."""
    made = Registry()
    for target in (Good, Other):
        made.targets[target.name] = target
        made.owners[target.name] = Plugin("kit", "pressup-kit", versions.get(target.name, "1.0"))
    return made


class Build:
    """Builds of one content folder to one output folder."""

    def __init__(self, content: Content, output: Path, cache: Cache | None) -> None:
        self.content = content
        self.output = output
        self.cache = cache

    def __call__(self, *targets: str, **more: Any) -> BuildReport:
        more.setdefault("registry", registry())
        return pressup.render(self.content.load(), *targets, output=self.output, cache=self.cache, **more)

    @property
    def manifest(self) -> Manifest:
        found = read(self.output)
        assert found
        return found

    @property
    def paths(self) -> list[str]:
        return list(self.manifest.by_path)


@pytest.fixture
def build(good: Content, tmp_path: Path) -> Build:
    return Build(good, tmp_path / "output", Cache.of(tmp_path / "kept"))


def test_it_names_every_file_with_what_it_was_made_of(build: Build) -> None:
    report = build("good")
    assert report.ok, report
    manifest = build.manifest
    assert {made.name for made in report.made} == set(manifest.by_path)
    for entry in manifest.artifacts:
        content = (build.output / entry.path).read_bytes()
        assert (entry.sha256, entry.size) == (hashlib.sha256(content).hexdigest(), len(content))
        assert (entry.media_type, entry.role, entry.target, entry.verified) == ("text/plain", "primary", "good", True)
        assert entry.plugin.model_dump() == {"name": "kit", "distribution": "pressup-kit", "version": "1.0"}
    library = build.content.load()
    document = next(entry.document for entry in manifest.artifacts if entry.path == "good/knee-pain.txt")
    assert (document.id, document.form, document.lang, document.version) == ("knee-pain", "handout", "en-GB", "1.0")
    states = manifest.states(manifest.by_path["good/knee-pain.txt"])
    assert {"condition:knee-pain", "publisher:test-press"} <= set(states)
    for name, state in states.items():
        record = library.records[name.partition(":")[2]]
        review = getattr(record, "review", None)
        assert (state.sha256, state.title) == (content_hash(record), record.display_title)
        assert (state.version, state.due) == (getattr(review, "version", None), getattr(review, "due", None))
        assert state.file == f"{record.id}.yaml"


def test_a_real_one_fits_the_published_schema(tmp_path: Path, starter: pressup.Library) -> None:
    pressup.render(starter, "jsonfeed", "email", output=tmp_path)
    data = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "schemas" / "manifest.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    check = Draft202012Validator(schema)
    assert list(check.iter_errors(data)) == []
    assert data["artifacts"] and data["records"]
    data["artifacts"][0]["sha256"] = "no hash"
    assert not check.is_valid(data)


def test_its_bytes_are_the_same_for_the_same_build(build: Build, tmp_path: Path) -> None:
    build("good")
    first = (build.output / "manifest.json").read_bytes()
    build("good")
    assert (build.output / "manifest.json").read_bytes() == first
    shutil.copytree(build.content.root, tmp_path / "elsewhere" / "copy")
    Build(Content(tmp_path / "elsewhere" / "copy"), tmp_path / "two", None)("good")
    assert (tmp_path / "two" / "manifest.json").read_bytes() == first
    assert parse(first, "x").as_bytes() == first


def test_time_zone_working_folder_and_hash_seed_change_no_byte(tmp_path: Path) -> None:
    code = "import sys, pressup; r = pressup.render(pressup.load(sys.argv[1]), 'jsonfeed', output=sys.argv[2]); assert not r.faults"
    made = set()
    for number, zone in enumerate(("Asia/Tokyo", "America/Lima")):
        here = tmp_path / str(number)
        here.mkdir()
        variables = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(number)}
        source = ROOT / "content" if number else os.path.relpath(ROOT / "content", here)
        subprocess.run([sys.executable, "-c", code, str(source), "out"], cwd=here, env=variables, check=True)
        made.add((here / "out" / "manifest.json").read_bytes())
    assert len(made) == 1


def test_an_unchanged_build_writes_nothing(build: Build) -> None:
    build("good")
    before = {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in build.output.rglob("*")}
    report = build("good")
    assert all(made.cached for made in report.made)
    files = [file for file in before if file.is_file()]
    assert {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in files} == {file: before[file] for file in files}


def test_what_was_changed_in_the_output_is_put_right(build: Build) -> None:
    build("good")
    file = build.output / "good" / "why-move.txt"
    before = file.read_bytes()
    file.write_bytes(before.replace(b"a", b"b"))
    (build.output / "good" / "knee-pain.txt").unlink()
    report = build("good")
    assert all(made.cached for made in report.made)
    assert file.read_bytes() == before
    assert (build.output / "good" / "knee-pain.txt").is_file()


# --- Builds of a part ---


def test_another_target_keeps_the_entries_of_the_first(build: Build) -> None:
    build("good")
    first = build.manifest
    build("other")
    assert [entry for entry in build.manifest.artifacts if entry.target == "good"] == first.artifacts
    assert {path.partition("/")[0] for path in build.paths} == {"good", "other"}


def test_a_selected_document_takes_its_own_entry_only(build: Build) -> None:
    build("good")
    before = build.manifest
    build.content.record("article", {"title": "Why moving helps"})
    build("good", select=["why-move"])
    after = build.manifest
    assert list(after.by_path) == list(before.by_path)
    changed = [path for path in after.by_path if after.by_path[path] != before.by_path[path]]
    assert changed == ["good/why-move.txt"]
    carried = {state.sha256 for state in after.records.values() if state.name == "article:why-move"}
    others = [entry for entry in after.artifacts if entry.path != "good/why-move.txt" and "article:why-move" in after.states(entry)]
    assert len(carried) == (2 if others else 1), "the state that others carry stays"


def test_an_entry_whose_file_is_gone_is_dropped(build: Build) -> None:
    build("good")
    (build.output / "good" / "why-move.txt").unlink()
    build("other")
    assert "good/why-move.txt" not in build.paths
    assert "good/knee-pain.txt" in build.paths


def test_states_that_nothing_carries_any_more_are_dropped(build: Build) -> None:
    build("good")
    build.content.record("article", {"title": "Why moving helps"})
    build("good")
    states = [state.title for state in build.manifest.records.values() if state.name == "article:why-move"]
    assert states == ["Why moving helps"]


def test_a_document_that_fails_keeps_what_stands_of_it(build: Build) -> None:
    class Fails(Good):
        def lines(self, document: pressup.Document, context: pressup.RenderContext[Any]) -> list[str]:
            if document.id == "why-move":
                raise KeyError("oops")
            return [*super().lines(document, context), "more"]

    build("good")
    before = build.manifest
    broken = registry()
    broken.targets["good"] = Fails
    report = build("good", registry=broken)
    assert len(report.faults) == 1
    assert build.manifest.by_path["good/why-move.txt"] == before.by_path["good/why-move.txt"]
    assert build.manifest.by_path["good/knee-pain.txt"] != before.by_path["good/knee-pain.txt"]


def merged(before: Manifest, made: Iterable[Made], states: States, **given: Any) -> tuple[Manifest, Mapping[str, str]]:
    """The manifest after a build, read back, and what is gone."""
    found = merge(before, made, states, lambda path: True, **given)
    return parse(b"".join(found.lines()), "manifest.json"), found.gone


def test_what_no_document_makes_any_more_is_told(build: Build) -> None:
    build("good")
    build("other")
    before = build.manifest
    report = BuildReport()
    states = States(build.content.load())
    planned = {("test-press", "good", "knee-pain"), ("test-press", "good", "why-move")}
    after, gone = merged(before, report.made, states, whole={("test-press", "good")}, planned=planned)
    kept = [path for path in before.by_path if path not in gone]
    assert list(after.by_path) == kept
    assert gone == {path: before.by_path[path].sha256 for path in gone}
    assert gone and all(path.startswith("good/") and "knee-pain" not in path and "why-move" not in path for path in gone)
    assert merged(before, report.made, states) == (before, {}), "only a whole build can tell"


def test_a_file_that_a_document_has_left_is_told(build: Build) -> None:
    build("good")
    before = build.manifest
    report = build("good")
    moved = [made for made in report.made if made.name != "good/why-move.txt"]
    old = next(made for made in report.made if made.name == "good/why-move.txt")
    moved.append(dataclasses.replace(old, name="test-press/good/why-move.txt"))
    after, gone = merged(before, moved, States(build.content.load()))
    assert list(gone) == ["good/why-move.txt"]
    assert "test-press/good/why-move.txt" in after.by_path


@pytest.mark.parametrize(
    "written",
    [
        lambda content: content,
        lambda content: json.dumps(json.loads(content)).encode(),
        lambda content: json.dumps(json.loads(content), indent=2).encode(),
        lambda content: content.replace(b"],\n", b"], \n", 1),
        lambda content: content[:-3] + b"\n}}\n",
        lambda content: EMPTY.as_bytes(),
    ],
)
def test_an_earlier_manifest_is_the_same_however_it_was_written(build: Build, written: Callable[[bytes], bytes]) -> None:
    build("good")
    content = written((build.output / "manifest.json").read_bytes())
    whole, earlier = parse(content, "x"), Earlier(BytesIO(content), "x")
    assert (list(earlier.artifacts), earlier.records) == (whole.artifacts, whole.records)


def test_half_an_earlier_manifest_is_none(build: Build) -> None:
    build("good")
    content = (build.output / "manifest.json").read_bytes()
    for end in range(0, len(content) - 2, 97):
        with pytest.raises(ManifestError):
            Earlier(BytesIO(content[:end]), "x")


# --- Something else in its place ---


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        (b"", "it is no JSON (line 1)"),
        (b"\xff\xff", "it is no JSON"),
        (b'{"artifacts": [\n{"a', "it is no JSON (line 2)"),
        (b"[" * 100_000, "it is no JSON"),
        (b"[]", "input should be a valid dictionary or instance of Manifest"),
        (b'{"name": "My app", "icons": []}', "format: field required"),
        (b'{"format": "1", "pressup": "1", "artifacts": [], "records": {}}', "format: input should be 1"),
        (b'{"format": 1, "pressup": "1", "artifacts": {}, "records": {}}', "artifacts: input should be a valid list"),
        (b'{"format": 1, "pressup": "1", "artifacts": [1], "records": {}}', "artifacts.0: input should be"),
    ],
)
def test_something_else_is_never_overwritten(build: Build, found: bytes, cause: str) -> None:
    build.output.mkdir()
    (build.output / "manifest.json").write_bytes(found)
    with pytest.raises(WriteError, match="Give another output folder") as caught:
        build("good")
    assert f"“{build.output}/manifest.json” is no manifest of Pressup, or it is damaged: {cause}" in str(caught.value)
    assert [file.name for file in build.output.rglob("*")] == ["manifest.json"]
    assert (build.output / "manifest.json").read_bytes() == found


def test_one_of_a_later_version_is_left_alone(build: Build) -> None:
    build.output.mkdir()
    (build.output / "manifest.json").write_text('{"format": 2, "pressup": "9.0", "artifacts": {}}')
    with pytest.raises(WriteError, match=r"was written by a later version of Pressup \(9.0\): use that one\."):
        build("good")


def test_fields_of_a_later_version_are_passed_over(build: Build) -> None:
    data = {**json.loads(EMPTY.as_bytes()), "more": 1}
    assert parse(json.dumps(data).encode(), "x") == EMPTY


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a//b", ".hidden", "a/../b", "C:\\x"])
def test_a_path_that_leaves_the_output_is_refused(build: Build, path: str) -> None:
    build("good")
    data = json.loads((build.output / "manifest.json").read_bytes())
    data["artifacts"][0]["path"] = path
    with pytest.raises(ManifestError, match=r"artifacts.0.path: string should match pattern"):
        parse(json.dumps(data).encode(), "x")


def test_there_may_be_none(tmp_path: Path) -> None:
    assert read(tmp_path) is None
    assert read(tmp_path / "nonesuch") is None
    assert read(tmp_path / "nonesuch" / "manifest.json") is None
    (tmp_path / "manifest.json").mkdir()
    with pytest.raises(ManifestError, match="cannot be read: is a directory"):
        read(tmp_path)


# --- Reasons ---


def whys(build: Build, change: Callable[[], object], **more: Any) -> list[str]:
    """Why the handout “knee-pain” is not what it was, after a change."""
    build("good")
    before = build.manifest
    change()
    report = build("good", **more)
    assert report.ok, report
    after = build.manifest
    old, new = (seen(one, one.by_path["good/knee-pain.txt"]) for one in (before, after))
    return reasons(old, new)


def test_nothing_changed_is_no_reason(build: Build) -> None:
    assert whys(build, lambda: None) == []


def test_a_record_that_changed_is_named_with_its_versions(build: Build) -> None:
    found = whys(build, lambda: build.content.record("condition", {"review.version": "1.1", "summary": "It hurts less soon."}))
    assert found == ["condition “Knee pain” changed (version 1.0 → 1.1)"]
    found = whys(build, lambda: build.content.record("condition", {"review.version": "1.1", "summary": "It hurts."}))
    assert found == ["condition “Knee pain” changed (still version 1.1)"]
    found = whys(build, lambda: build.content.record("condition", {"review.version": "1.2", "name": "Sore knee"}))
    assert found == ["condition “Knee pain” changed (version 1.1 → 1.2), called “Sore knee” now"]


def test_a_publisher_that_changed_is_named(build: Build) -> None:
    found = whys(
        build, lambda: build.content.record("publisher", {"disclaimer": "This never replaces advice from a health professional."})
    )
    assert found == ["publisher “Test Press” changed"]


def test_options_that_changed_are_named(build: Build) -> None:
    found = whys(build, lambda: None, options={"good": {"shout": "yes"}})
    assert found == ["options changed: shout as it comes → True"]


def test_a_plugin_that_changed_is_named(build: Build) -> None:
    found = whys(build, lambda: None, registry=registry(good="1.1"))
    assert "plugin kit changed (version 1.0 → 1.1)" in found


PARTS = {"document": "1", "publisher": "1", "options": "1", "plugin": "1", "libraries": "1", "after": "1"}
BEFORE = Seen(PARTS, ("kit", "pressup-kit", "1.0"), "test-press", {"paper": "a4"}, {}, {"knee.png": "1", "hip.png": "1"})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"parts": {**PARTS, "document": "2"}}, ["its content is put together in another way"]),
        ({"parts": {**PARTS, "publisher": "2"}}, ["the publisher’s record is read in another way"]),
        ({"parts": {**PARTS, "options": "2"}}, ["the target’s options changed"]),
        (
            {"parts": {**PARTS, "options": "2"}, "options": {"paper": "letter", "grey": True}},
            ["options changed: grey as it comes → True, paper a4 → letter"],
        ),
        ({"parts": {**PARTS, "plugin": "2"}}, ["the files of Pressup or of plugin kit changed"]),
        (
            {"parts": {**PARTS, "plugin": "2"}, "plugin": ("own", "own-kit", "3")},
            ["made by plugin own (own-kit 3), no longer by kit (pressup-kit 1.0)"],
        ),
        ({"parts": {**PARTS, "libraries": "2"}}, ["libraries or fonts that it is drawn with changed"]),
        ({"parts": {**PARTS, "after": "2"}}, ["files of other targets that it names changed"]),
        ({"parts": {**PARTS, "pages": "2"}}, ["there are other pages that it may lead to"]),
        ({"assets": {"knee.png": "2", "hip.png": "1"}}, ["picture knee.png changed"]),
        ({"assets": {"knee.png": "", "hip.png": "2"}}, ["pictures hip.png, knee.png changed"]),
    ],
)
def test_every_part_has_its_words(change: Mapping[str, Any], told: list[str]) -> None:
    assert reasons(BEFORE, dataclasses.replace(BEFORE, **change)) == told


def test_what_was_never_made_is_new() -> None:
    assert reasons(None, BEFORE) == ["new"]


def test_a_plan_can_be_compared_with_the_manifest(build: Build) -> None:
    build("good")
    manifest = build.manifest
    build.content.record("condition", {"summary": "It hurts less soon."})
    report = build("good")
    states = States(build.content.load())
    found = {
        made.document.id: reasons(
            seen(manifest, manifest.by_key["test-press", "good", made.document.id][0]),
            seen_of(made.document, made.plugin, made.publisher, states, {}),
        )
        for made in report.made
    }
    assert found["knee-pain"] == ["condition “Knee pain” changed (still version 1.0)"]


def test_many_reasons_are_cut_short() -> None:
    assert in_one_line(["a", "b"]) == "a; b"
    assert in_one_line([*"abcdef"]) == "a; b; c; d; and 2 more"


def test_the_schema_file_is_the_generated_one() -> None:
    assert (ROOT / "schemas" / manifests.SCHEMA_NAME).read_text(encoding="utf-8") == manifests.manifest_schema()
