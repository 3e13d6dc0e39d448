"""docs/feeds.md: its commands print what the page shows, and its search finds what the page says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.docs.test_know_what_is_in_a_handout import pattern

from pressup.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "feeds.md").read_text(encoding="utf-8")
BLOCKS: list[str] = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
(SCRIPT,) = re.findall(r"^```js\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
(CALL,) = re.findall(r"^`(find\(.*?\))` gives the id of the seated", PAGE, re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRESSUP_CACHE_DIR", str(tmp_path / "kept"))
    return tmp_path


def test_the_page_is_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(BLOCKS) == 3
    for block in BLOCKS:
        command, _, shown = block.removeprefix("$ ").partition("\n")
        capsys.readouterr()
        assert run(shlex.split(command)[1:]) == 0, capsys.readouterr().err
        said = capsys.readouterr()
        assert re.fullmatch(pattern(shown), (said.out + said.err).rstrip("\n"), re.DOTALL), f"{command}\n{said.out}{said.err}"


def test_the_search_of_the_page(folder: Path, node: Path) -> None:
    assert run(["render", "--target", "catalogue", "--set", "catalogue.figures=none"]) == 0
    catalogue = folder / "output/catalogue"
    search = json.loads((catalogue / "index.json").read_bytes())["search"]
    calls = [CALL, "find(search, 'unicorn')", "find(search, '', { kind: 'programme' })", "find(search, 'Bridge')"]
    program = (
        f"{SCRIPT}\nconst search = {(catalogue / search).read_text('utf-8')}\nconsole.log(JSON.stringify([{', '.join(calls)}]))"
    )
    done = subprocess.run([str(node), "-"], input=program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seated, nothing, programmes, bridges = json.loads(done.stdout)
    assert (seated, nothing, programmes) == (["seated-hamstring-stretch"], [], ["hamstring-basics"])
    assert bridges[:2] == ["bridge", "single-leg-bridge"]
