"""docs/brand-your-handouts.md: the record, the theme and the plugin of the page are made as it says, and tried."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
import yaml

from pressup.records.publisher import Fonts

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/brand-your-handouts.md").read_text(encoding="utf-8")
FILES: dict[str, str] = dict(re.findall(r'^```\w+ title="(.+?)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL))
COMMANDS = [line for block in re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL) for line in block.splitlines()]
RECORD = "content/publishers/sample-press.yaml"
FAILING = {theme: next(name for name in FILES if f"/{theme}/" in name) for theme in ("unsafe", "faint")}


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """The starter library with what the page adds to it, and the plugin beside it."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    record = yaml.safe_load((tmp_path / RECORD).read_text()) | yaml.safe_load(FILES[RECORD])
    (tmp_path / RECORD).write_text(yaml.safe_dump(record, sort_keys=False))
    for name, text in FILES.items():
        if name not in (RECORD, *FAILING.values()):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    info = tmp_path / "pressup-harbour" / "pressup_harbour-1.0.dist-info"  # what `pip install` writes
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: pressup-harbour\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[pressup]\nharbour = pressup_harbour\n")
    return tmp_path


def run(arguments: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(cwd / "pressup-harbour"), *filter(None, [os.environ.get("PYTHONPATH")])])
    variables = {**os.environ, "PYTHONPATH": path, "PRESSUP_CACHE_DIR": str(cwd / "cache")}
    return subprocess.run([sys.executable, "-m", *arguments], cwd=cwd, env=variables, capture_output=True, text=True, check=False)


def first_page(clinic: Path) -> tuple[str, bytes]:
    file = clinic / "output/pdf/knee-pain.pdf"
    with pypdfium2.PdfDocument(file) as pdf:
        return pdf[0].get_textpage().get_text_bounded(), pdf[0].render(scale=2).to_pil().tobytes()


@pytest.mark.full
def test_the_commands_of_the_page_work(clinic: Path) -> None:
    commands = [shlex.split(line.removeprefix("$ ")) for line in COMMANDS]
    seen = {}
    for command in commands:
        if command[0] == "pressup":
            done = run(command, clinic)
            assert done.returncode == 0, (command, done.stdout, done.stderr)
            if command[1] == "render":
                seen[command[-1]] = first_page(clinic)
    assert list(seen) == ["pdf.theme=harbour", "pdf.theme=calm"]
    text, picture = seen["pdf.theme=harbour"]
    assert "Sample Press · 0.1" in text
    assert "Physiotherapy at home" in text
    assert "Registered charity 1234567" in text
    assert picture != seen["pdf.theme=calm"][1]
    assert "Sample Press · 0.1" not in seen["pdf.theme=calm"][0]


@pytest.mark.full
@pytest.mark.parametrize(("theme", "place"), [("unsafe", 0), ("faint", 1)])
def test_a_theme_without_a_warning_fails_as_the_page_says(clinic: Path, theme: str, place: int) -> None:
    file = FAILING[theme]
    (clinic / file).parent.mkdir(parents=True)
    (clinic / file).write_text(FILES[file])
    done = run(["pressup", "render", "--target", "pdf", "--select", "knee-pain", "--set", f"pdf.theme={theme}"], clinic)
    shown = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[place]
    assert done.returncode == 1
    assert shown.strip() in done.stderr
    assert not (clinic / "output/pdf/knee-pain.pdf").exists()


def test_every_block_of_the_templates_is_on_the_page() -> None:
    folder = ROOT / "plugins/pressup_pdf/templates"
    rows = re.findall(r"^\| (`\S+\.html`.*?) \| (.+?) \|$", PAGE, re.MULTILINE)
    told = {name: set(re.findall(r"`(\w+)`", blocks)) for names, blocks in rows for name in re.findall(r"`(\S+?)`", names)}
    there = {
        file.relative_to(folder).as_posix(): set(re.findall(r"\{% block (\w+) %\}", file.read_text()))
        for file in folder.rglob("*.html")
    }
    assert told == {name: blocks for name, blocks in there.items() if blocks}


def test_the_fonts_of_the_page_are_as_a_record_may_have_them() -> None:
    blocks = re.findall(r"^```yaml\n(fonts:.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        Fonts.model_validate(yaml.safe_load(block)["fonts"])
