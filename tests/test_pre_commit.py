"""The hook of .pre-commit-hooks.yaml, with the real pre-commit and real git: a commit with an error in it is refused."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import pressup
import pressup_pdf

ROOT = Path(__file__).resolve().parents[1]
NEEDED = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "core", "plugins", "content")
"""What pre-commit's installation of this project needs of it."""

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def hook() -> dict[str, Any]:
    (only,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return dict(only)


def variables(home: Path) -> dict[str, str]:
    """The environment of somebody who has pip's settings of this machine, and no others.

    Its Pressup is that of these tests, even when they run in another checkout than the one that is installed.
    """
    home.mkdir()
    for settings in (".config/pip", ".pip"):
        if (Path.home() / settings).is_dir():
            (home / settings).parent.mkdir(exist_ok=True)
            (home / settings).symlink_to(Path.home() / settings)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT", "PYTHON", "VIRTUAL_ENV"))}
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in AUTHOR.items()}
    alone = {
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONPATH": os.pathsep.join(str(Path(package.__path__[0]).parent) for package in (pressup, pressup_pdf)),
    }
    return {**kept, **who, **alone, "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept["PATH"]])}


AUTHOR = {"NAME": "An Author", "EMAIL": "author@clinic.example"}


class Repository:
    """A git repository of somebody's content."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        folder.mkdir(exist_ok=True)
        self.git("init", "--quiet")

    def git(self, *arguments: str) -> str:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False)

    def commit(self) -> tuple[bool, str]:
        """Try to commit all that has changed: whether git took it, and what the hook said."""
        self.git("add", "--all")
        before = self.commits()
        done = self.run("git", "commit", "--quiet", "--message", "A change")
        assert (done.returncode == 0) == (self.commits() == before + 1)
        return done.returncode == 0, done.stdout + done.stderr

    def commits(self) -> int:
        return int(self.git("rev-list", "--all", "--count"))


Make = Callable[[dict[str, Any]], Repository]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return variables(tmp_path / "home")


@pytest.fixture
def library(tmp_path: Path, environment: dict[str, str]) -> Make:
    """Make a repository that holds the starter library, and install the hook of this configuration as its authors do."""

    def make(repo: dict[str, Any]) -> Repository:
        made = Repository(tmp_path / "library", environment)
        shutil.copytree(ROOT / "content", made.folder / "content")
        (made.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [repo]}), encoding="utf-8")
        assert made.commit()[0]
        done = made.run(sys.executable, "-m", "pre_commit", "install")
        assert done.returncode == 0, done.stdout + done.stderr
        return made

    return make


def installed_here() -> dict[str, Any]:
    """The hook as it is published, but run with the Pressup of these tests: to install it takes half a minute."""
    return {"repo": "local", "hooks": [{**hook(), "language": "system"}]}


def check(library: Repository) -> None:
    """What the hook is for."""
    exercise = library.folder / "content" / "exercises" / "assisted-nordic.yaml"
    good = exercise.read_text(encoding="utf-8")
    exercise.write_text(good.replace("level: 4", "level: high"), encoding="utf-8")
    taken, said = library.commit()
    assert not taken
    assert "error[REC-05] “level” should be a whole number, and is “high”." in said
    assert "--> content/exercises/assisted-nordic.yaml:11:8" in said
    assert "1 error" in said

    exercise.write_text(good.replace("level: 4", "level: 5"), encoding="utf-8")
    taken, said = library.commit()
    assert taken, said
    assert re.search(r"^pressup validate\.+Passed$", said, re.MULTILINE)


def test_a_bad_commit_is_refused_and_a_good_one_taken(library: Make) -> None:
    check(library(installed_here()))


def test_a_commit_that_breaks_other_records_is_refused(library: Make) -> None:
    """It only deletes a file, so that no file is left to check but the rest of the library."""
    repository = library(installed_here())
    repository.git("rm", "--quiet", "content/exercises/assisted-nordic.yaml")
    taken, said = repository.commit()
    assert not taken
    assert "There is no exercise “assisted-nordic”." in said
    assert "content/conditions/hamstring-strain.yaml" in said


def test_what_is_not_in_the_commit_is_not_checked(library: Make) -> None:
    repository = library(installed_here())
    exercise = repository.folder / "content" / "exercises" / "assisted-nordic.yaml"
    exercise.write_text(exercise.read_text(encoding="utf-8").replace("level: 4", "level: high"), encoding="utf-8")
    (repository.folder / "notes.txt").write_text("Ask about the level.", encoding="utf-8")
    repository.git("add", "notes.txt")
    done = repository.run("git", "commit", "--quiet", "--message", "Notes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "level: high" in exercise.read_text(encoding="utf-8")


def test_another_content_folder_is_an_argument(library: Make) -> None:
    repo = installed_here()
    repo["hooks"][0]["args"] = ["--content", "texts"]
    repository = library(repo)
    (repository.folder / "content").rename(repository.folder / "texts")
    taken, said = repository.commit()
    assert taken, said
    (repository.folder / "texts" / "exercises" / "new.yaml").write_text("kind: exercise\n", encoding="utf-8")
    taken, said = repository.commit()
    assert not taken
    assert "texts/exercises/new.yaml" in said


def test_what_is_published_is_a_hook_of_an_installed_program() -> None:
    """So that the tests above, which put `system` in the place of `python`, try all the rest of it."""
    published = hook()
    assert published["language"] == "python"
    assert published["entry"].split()[0] == "pressup"
    assert installed_here()["hooks"] == [{**published, "language": "system"}]


def test_pre_commit_takes_the_manifest() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.full
def test_as_published_installed_by_pre_commit_from_git(library: Make, tmp_path: Path, environment: dict[str, str]) -> None:
    source = Repository(tmp_path / "pressup", environment)
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source.folder)
    source.git("add", "--all")
    source.git("commit", "--quiet", "--message", "Pressup")
    revision = source.git("rev-parse", "HEAD").strip()
    check(library({"repo": str(source.folder), "rev": revision, "hooks": [{"id": hook()["id"]}]}))
