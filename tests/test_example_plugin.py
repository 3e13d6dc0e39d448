"""A plugin of somebody else, from its own wheel, in an environment of its own: it works, and when it breaks the others go on."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Installation

EXAMPLE = Path(__file__).parent / "example_plugin"
MODULE = "pressup_example_text/__init__.py"


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """The starter library, in a folder of a clinic's own."""
    shutil.copytree(EXAMPLE.parents[1] / "content", tmp_path / "clinic" / "content")
    return tmp_path / "clinic"


def test_it_renders(installation: Installation, clinic: Path) -> None:
    done = installation.run("pressup", "render", "--target", "text", "--select", "bridge", cwd=clinic)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1), done.stderr
    assert done.stderr.startswith("0 from the cache, 0 failed, ")
    assert done.stdout.splitlines() == ["output/text/bridge.txt", "1 file made."]
    text = (clinic / "output/text/bridge.txt").read_text()
    assert text.startswith("Bridge\n\nSample – not clinically reviewed\n\nDisclaimer: This does not replace advice")
    assert "\n\n1. " in text
    assert max(len(line) for line in text.splitlines()) <= 72


def test_its_options_come_from_the_call_and_from_the_publisher(installation: Installation, clinic: Path) -> None:
    def longest(*arguments: str) -> int:
        done = installation.run("pressup", "render", "--target", "text", "--select", "bridge", *arguments, cwd=clinic)
        assert done.returncode == 0, done.stderr
        return max(len(line) for line in (clinic / "output/text/bridge.txt").read_text().splitlines())

    assert longest("--set", "text.width=120") > 72
    publisher = clinic / "content/publishers/sample-press.yaml"
    publisher.write_text(publisher.read_text() + "  text: { options: { width: 50 } }\n")
    assert 40 < longest() <= 50


def test_targets_and_plugins_know_it(installation: Installation, clinic: Path) -> None:
    targets = installation.run("pressup", "targets", cwd=clinic).stdout
    assert [line for line in targets.splitlines() if line.startswith("text ")] == [
        next(
            line for line in targets.splitlines() if "Handouts as plain text" in line and "text (pressup-example-text 1.0)" in line
        )
    ]
    options = json.loads(installation.run("pressup", "targets", "text", "--format", "json", cwd=clinic).stdout)
    description = "How many letters a line may have."
    assert options == [{"name": "width", "type": "integer", "default": "72", "description": description}]


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("text.widht=60", "pressup: --set text.widht: there is no such option. Did you mean “width”?\n"),
        ("text.width=10", "pressup: --set text.width: “10”: input should be greater than or equal to 40.\n"),
        ("tex.width=60", "pressup: --set tex.…: there is no target “tex”. Did you mean “text”?\n"),
    ],
)
def test_a_wrong_option_is_one_line(installation: Installation, clinic: Path, setting: str, complaint: str) -> None:
    done = installation.run("pressup", "render", "--target", "text", "--set", setting, cwd=clinic)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", complaint)


@dataclass(frozen=True)
class Break:
    """One way to break the plugin: what is replaced in its module, and what the user must read."""

    old: str
    new: str
    stage: str
    cause: str
    gone: str = "text"
    """The target that is not to be had because of it."""


BREAKS = {
    "raises at import": Break(
        "import textwrap", "import textwarp", "import", "ModuleNotFoundError: No module named 'textwarp'"
    ),
    "ends the program at import": Break("import textwrap\n", "import textwrap\nraise SystemExit(0)\n", "import", "SystemExit: 0"),
    "is no Python": Break("import textwrap", "import textwrap as", "import", "SyntaxError: invalid syntax"),
    "hook with arguments": Break(
        "def pressup_register_targets()",
        "def pressup_register_targets(config)",
        "register",
        "pressup_register_targets takes arguments that the hook does not have; "
        "write it as: def pressup_register_targets() -> list[type[Target[Any]]]",
    ),
    "misspelt hook": Break(
        "def pressup_register_targets()",
        "def pressup_register_target()",
        "hooks",
        "there is no hook pressup_register_target; did you mean pressup_register_targets?",
    ),
    "name of another's target": Break(
        'name = "text"',
        'name = "pdf"',
        "targets",
        "the target “pdf” is also given by plugin pdf (pressup 0.1.0); uninstall one of the two",
        gone="pdf",
    ),
    "render raises": Break(
        "        paragraphs = list(",
        "        paragraphs = [][1]\n        paragraphs = list(",
        "target text: render handout “hamstring-basics”",
        "IndexError: list index out of range",
    ),
    "render ends the program": Break(
        "        paragraphs = list(",
        "        raise SystemExit(0)\n        paragraphs = list(",
        "target text: render handout “hamstring-basics”",
        "SystemExit: 0",
    ),
    "drops the red flags": Break(
        "in document.safety_texts(context.publisher):",
        'in document.safety_texts(context.publisher):\n        if kind == "red flag":\n            continue',
        "verify handout “hamstring-basics” in text",
        "the output drops a safety text (SAF-02, red flag): “",
    ),
}  # fmt: skip


def broken(case: Break, example_wheel: Path, folder: Path) -> Path:
    """A folder for PYTHONPATH with version 1.1 of the plugin installed in it, broken on purpose."""
    site = folder / "site"
    with zipfile.ZipFile(example_wheel) as wheel:
        wheel.extractall(site)
    (metadata,) = site.glob("*.dist-info/METADATA")
    metadata.write_text(metadata.read_text().replace("\nVersion: 1.0\n", "\nVersion: 1.1\n"))
    module = site / MODULE
    assert case.old in module.read_text()
    module.write_text(module.read_text().replace(case.old, case.new))
    return site


@pytest.mark.parametrize("kind", BREAKS)
def test_a_broken_plugin_is_named_and_the_others_go_on(
    installation: Installation, example_wheel: Path, clinic: Path, tmp_path: Path, kind: str
) -> None:
    case = BREAKS[kind]
    site = broken(case, example_wheel, tmp_path)
    done = installation.run("pressup", "render", "--target", case.gone, "--target", "email", cwd=clinic, extra_path=site)
    assert done.returncode == 1
    assert "error: plugin text (pressup-example-text 1.1)\n" in done.stderr
    assert f"  stage: {case.stage}" in done.stderr
    assert f"  cause: {case.cause}" in done.stderr
    assert "Traceback" not in done.stderr
    assert (clinic / "output" / "email").is_dir()
    assert not (clinic / "output" / case.gone).exists()


def test_debug_shows_the_traceback(installation: Installation, example_wheel: Path, clinic: Path, tmp_path: Path) -> None:
    site = broken(BREAKS["raises at import"], example_wheel, tmp_path)
    done = installation.run("pressup", "render", "--target", "text", "--debug", cwd=clinic, extra_path=site)
    assert done.returncode == 1
    assert "Traceback (most recent call last):" in done.stderr
    assert "No module named 'textwarp'" in done.stderr


def test_a_broken_plugin_that_nobody_asked_for_is_one_warning_line(
    installation: Installation, example_wheel: Path, clinic: Path, tmp_path: Path
) -> None:
    site = broken(BREAKS["raises at import"], example_wheel, tmp_path)
    warning = "warning: plugin text (pressup-example-text 1.1): import: ModuleNotFoundError: No module named 'textwarp'\n"
    done = installation.run("pressup", "render", "--target", "email", "--quiet", cwd=clinic, extra_path=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", warning)
    unknown = installation.run("pressup", "render", "--target", "plain", cwd=clinic, extra_path=site)
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert unknown.stderr.startswith(f"{warning}pressup: There is no target “plain”.")
    listed = installation.run("pressup", "targets", cwd=clinic, extra_path=site)
    assert (listed.returncode, listed.stderr) == (0, warning)
    asked = installation.run("pressup", "targets", "text", cwd=clinic, extra_path=site)
    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr == f"{warning}The target “text” cannot be used; the warning above says why.\n"
    plugins = installation.run("pressup", "plugins", cwd=clinic, extra_path=site)
    assert (plugins.returncode, plugins.stderr) == (1, warning)
    validated = installation.run("pressup", "validate", cwd=clinic, extra_path=site)
    assert (validated.returncode, validated.stderr) == (0, warning)
