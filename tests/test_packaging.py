"""The wheel holds all that Pressup needs, and works in an environment that knows nothing of this checkout."""

from __future__ import annotations

import importlib.metadata
import json
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.utils import canonicalize_name
from packaging.version import Version

if TYPE_CHECKING:
    from tests.conftest import Installation

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {
    "pressup": ROOT / "core" / "pressup",
    **{folder.name: folder for folder in sorted((ROOT / "plugins").iterdir()) if (folder / "__init__.py").is_file()},
}
LOCKS = sorted((ROOT / ".ci" / "locks").glob("*.txt"))
COPYLEFT_BY_CHOICE = {"pyphen"}
"""Licensed under GPL 2+, LGPL 2+ or MPL 1.1, as the user likes: by MPL it may be used here."""


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def files_in(wheel: Path, prefix: str) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name.removeprefix(prefix): archive.read(name) for name in archive.namelist() if name.startswith(prefix)}


@pytest.mark.parametrize("package", PACKAGES)
def test_the_wheel_holds_every_file_of_a_package(wheel: Path, package: str) -> None:
    packed = {name for name in files_in(wheel, f"{package}/") if not name.startswith("_starter/")}
    assert sorted(files_below(PACKAGES[package]).keys() - packed) == []
    assert sorted(packed - files_below(PACKAGES[package]).keys()) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_that_it_is_typed(wheel: Path, package: str) -> None:
    assert "py.typed" in files_in(wheel, f"{package}/")


def test_the_starter_library_is_the_content_folder(wheel: Path) -> None:
    assert files_in(wheel, "pressup/_starter/") == files_below(ROOT / "content")


def test_every_package_of_the_checkout_is_an_entry_point() -> None:
    own = {entry.value for entry in importlib.metadata.entry_points(group="pressup") if entry.dist and entry.dist.name == "pressup"}
    assert own == set(PACKAGES) - {"pressup"}


def test_the_licences_are_in_the_wheel(wheel: Path) -> None:
    (metadata,) = (text.decode() for name, text in files_in(wheel, "").items() if name.endswith(".dist-info/METADATA"))
    assert "License-Expression: Apache-2.0 AND CC-BY-4.0" in metadata
    assert {"License-File: LICENSE", "License-File: content/LICENSE"} <= set(metadata.splitlines())


def test_what_is_installed_is_the_wheel_and_nothing_of_the_checkout(installation: Installation, tmp_path: Path) -> None:
    program = "import pressup, sys, json; print(json.dumps([pressup.__file__, sys.path]))"
    done = installation.run("python", "-c", program, cwd=tmp_path)
    file, path = json.loads(done.stdout)
    assert Path(file).is_relative_to(installation.site)
    assert not [entry for entry in path if Path(entry).is_relative_to(ROOT)]
    assert not list(installation.site.glob("*.pth"))


def test_what_is_installed_has_all_that_it_asks_for(installation: Installation) -> None:
    command = [sys.executable, "-m", "pip", "--python", str(installation.python), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_entry_point_loads(installation: Installation, tmp_path: Path) -> None:
    done = installation.run("pressup", "plugins", "--format", "json", cwd=tmp_path)
    data = json.loads(done.stdout)
    assert (done.returncode, done.stderr, data["faults"]) == (0, "", [])
    assert {(plugin["name"], tuple(plugin["targets"])) for plugin in data["plugins"]} == {
        ("jsonfeed", ("catalogue", "jsonfeed")),
        *((name, (name,)) for name in ("email", "ics", "pdf", "text", "web")),
    }


def test_init_from_the_wheel_makes_a_library_that_renders_with_every_target(installation: Installation, tmp_path: Path) -> None:
    made = installation.run("pressup", "init", "clinic", cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    validated = installation.run("pressup", "validate", cwd=tmp_path / "clinic")
    assert validated.returncode == 0, validated.stdout
    assert "no errors, no warnings" in validated.stdout
    rendered = installation.run("pressup", "render", "--format", "json", "--select", "knee-pain", cwd=tmp_path / "clinic")
    assert rendered.returncode == 0, rendered.stdout + rendered.stderr
    assert (tmp_path / "clinic/output/pdf/knee-pain.pdf").read_bytes().startswith(b"%PDF-")
    for target in (("jsonfeed",), ("email",), ("web",), ("catalogue",), ("ics", "--set", "ics.start=2026-12-07")):
        done = installation.run("pressup", "render", "--target", *target, cwd=tmp_path / "clinic")
        assert done.returncode == 0, done.stderr


def test_init_from_the_checkout_makes_the_same_library(installation: Installation, tmp_path: Path) -> None:
    from pressup.cli.app import run

    assert run(["init", str(tmp_path / "checkout"), "--quiet"]) == 0
    assert run(["validate", "--quiet", "--content", str(tmp_path / "checkout" / "content")]) == 0
    installation.run("pressup", "init", "wheel", cwd=tmp_path)
    assert files_below(tmp_path / "checkout") == files_below(tmp_path / "wheel")


def test_the_source_distribution_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(command, capture_output=True, check=True)
    (source,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        # Python 3.11.0 to 3.11.3 know no filters, and 3.12 warns without one; the archive is our own.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path / "source")
    (project,) = (tmp_path / "source").iterdir()
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(project)]
    subprocess.run(command, capture_output=True, check=True)
    (again,) = tmp_path.glob("*.whl")
    assert files_in(again, "").keys() == files_in(wheel, "").keys()


def locked(file: str) -> dict[str, str]:
    """The distributions of a lock file, with their versions."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", (ROOT / ".ci" / "locks" / file).read_text(), re.MULTILINE))


def stated_licences(name: str) -> Iterator[str]:
    """What a distribution says of its licence: in its metadata, or else in the list of materials in its wheel (PEP 770)."""
    metadata = importlib.metadata.metadata(name)
    said = [text[:200] for field in ("License-Expression", "License") for text in metadata.get_all(field) or ()]
    said += [text for text in metadata.get_all("Classifier") or () if text.startswith("License ::")]
    yield from said
    boms = (
        file for file in importlib.metadata.files(name) or () if "sboms" in file.parts and file.name.endswith(".cyclonedx.json")
    )
    for bom in boms if not said else ():
        component = json.loads(bom.read_text("utf-8"))["metadata"]["component"]
        yield from (licence["expression"] for licence in component.get("licenses", ()) if "expression" in licence)


def is_copyleft(name: str) -> bool:
    """Whether a distribution is under the GPL or the AGPL and nothing else; one for another platform is not."""
    try:
        text = " ".join(stated_licences(name))
    except importlib.metadata.PackageNotFoundError:
        return False
    assert text.strip() or importlib.metadata.metadata(name).get_all("License-File"), f"{name} does not say its licence"
    found = re.search(r"(?<!L)(?<!Lesser )\bA?GPL|(?<!Lesser )General Public|AFFERO", text)
    return bool(found) and canonicalize_name(name) not in COPYLEFT_BY_CHOICE


def test_no_dependency_is_under_a_copyleft_licence_only() -> None:
    assert [name for name in locked("run-time.txt") if is_copyleft(name)] == []


def test_what_a_tool_of_the_tests_brings_under_the_agpl_stays_in_the_development_lock() -> None:
    """outloud checks PDFs with PyMuPDF. Tests run it as a program of its own; nothing that is installed with Pressup needs it."""
    assert [name for name in locked("development.txt") if is_copyleft(name)] == ["pymupdf"]
    assert not {"outloud", "pymupdf"} & {canonicalize_name(name) for name in locked("run-time.txt")}


def test_the_lock_holds_what_the_wheel_asks_for() -> None:
    from tests.conftest import needed_by

    needed = {
        canonicalize_name(found.name): Version(found.version) for found in needed_by(importlib.metadata.distribution("pressup"))
    }
    lock = {canonicalize_name(name): Version(version) for name, version in locked("run-time.txt").items()}
    assert needed.items() <= lock.items()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_lock_files_hold_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) > 20
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_both_locks_agree() -> None:
    development = locked("development.txt")
    assert {name: version for name, version in locked("run-time.txt").items() if development.get(name) != version} == {}
