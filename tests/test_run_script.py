"""Tests of ./run: in a checkout of their own, with stand-ins for Python, pip and apt-get on an otherwise bare PATH."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = "sh cat cksum cp dirname flock grep ln ls mkdir printf readlink sleep"

# Stands for the system's Python and, through a link, for the environment's. What the script asks with -c, the real
# Python answers, made to look as the test wants it; -m venv and -m pip only write down that they were called.
PYTHON = r"""#!/bin/sh
case "$1 $2" in
"-I -c") exec "{real}" -I -c "
import ctypes, os, sys
sys.executable = '$0'
if os.path.exists('{state}/old'):
    sys.version_info = (3, 10, 13, 'final', 0)
if os.path.exists('{state}/no-venv'):
    sys.modules['ensurepip'] = None
def load(name):
    if os.path.exists('{state}/no-' + name.split('.')[0]):
        raise OSError(name)
    return name
ctypes.CDLL = load
$3" ;;
"-m venv")
    echo "$@" >>"{state}/calls"
    sleep 0.1
    mkdir -p "$4/bin"
    : >"$4/pyvenv.cfg"
    ln -sf "{bin}/python3" "$4/bin/python"
    echo "#!$4/bin/python" >"$4/bin/pip"
    for name in ruff mypy lint-imports pytest pressup; do cp "{bin}/command" "$4/bin/$name"; done ;;
"-m pip")
    echo "$@ HOME=${{HOME-unset}}" >>"{state}/calls"
    [ ! -e "{state}/pip-fails" ] ;;
*)  echo "python $*" ;;
esac
"""
COMMAND = """#!/bin/sh
printf '%s' "${{0##*/}}" && printf ' <%s>' "$@" && printf ' in %s\\n' "$PWD"
read -r status 2>/dev/null <"{state}"/"${{0##*/}}" || status=0
exit "$status"
"""
APT = """#!/bin/sh
echo "apt-get $*" >>"{state}/calls"
if [ "$1" = install ] && [ ! -e "{state}/apt-helps-not" ]; then
    for missing in "{state}"/no-*; do [ ! -e "$missing" ] || "{rm}" "$missing"; done
fi
"""


class Checkout:
    """A checkout with ./run, and a machine around it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "check out"
        self.bin = folder / "bin"
        self.state = folder / "state"
        self.elsewhere = folder / "elsewhere"
        self.venv = folder / "the venv"
        for path in (self.root / "core/pressup", self.root / ".ci/locks", self.bin, self.state, self.elsewhere):
            path.mkdir(parents=True)
        for name in (
            "pyproject.toml",
            "core/pressup/_version.py",
            ".ci/locks/run-time.txt",
            ".ci/locks/development.txt",
        ):
            (self.root / name).write_text("# one\n")
        shutil.copy2(ROOT / "run", self.root / "run")
        for tool in TOOLS.split():
            if found := shutil.which(tool):
                (self.bin / tool).symlink_to(found)
        self.stand_in("python3", PYTHON)
        self.stand_in("command", COMMAND)
        self.stand_in("apt-get", APT)
        self.user(1000)
        for tool in ("pdftotext", "qpdf", "git"):
            self.stand_in(tool, "#!/bin/sh\n")

    def stand_in(self, name: str, text: str) -> None:
        path = self.bin / name
        path.unlink(missing_ok=True)
        path.write_text(text.format(real=sys.executable, state=self.state, bin=self.bin, rm=shutil.which("rm")))
        path.chmod(0o755)

    def user(self, number: int) -> None:
        self.stand_in("id", f"#!/bin/sh\necho {number}\n")

    def set(self, *names: str, text: str = "") -> None:
        for name in names:
            (self.state / name).write_text(text)

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        variables = {"PATH": str(self.bin), "PRESSUP_VENV": str(self.venv), "HOME": "", **environment}
        command: list[str | Path] = [self.root / "run", *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self.elsewhere, env=variables, stdout=pipe, stderr=pipe, text=True)

    def run(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        with self.start(*arguments, **environment) as process:
            out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def calls(self) -> list[str]:
        """What was called since the last time."""
        log = self.state / "calls"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines

    @property
    def made_for(self) -> str:
        return (self.venv / "made-from").read_text().split("\n")[0]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


@pytest.mark.parametrize("script", ["run", ".ci/run", ".ci/lock"])
def test_scripts_are_shell_and_executable(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    for shell in filter(shutil.which, ("sh", "dash")):
        subprocess.run([shell, "-n", ROOT / script], check=True)


def test_arguments_and_folder_reach_pressup_unchanged(checkout: Checkout) -> None:
    status, out, err = checkout.run("render", "--target", "two words", "", "*", "$HOME")
    assert (status, out) == (0, f"pressup <render> <--target> <two words> <> <*> <$HOME> in {checkout.elsewhere}\n")
    assert "Making the run-time environment" in err


def test_without_arguments_it_shows_the_help(checkout: Checkout) -> None:
    assert checkout.run()[1].startswith("pressup <--help> in")


def test_exit_code_is_the_commands(checkout: Checkout) -> None:
    checkout.set("pressup", text="3\n")
    assert checkout.run("check")[0] == 3


def test_installs_the_lock_with_hashes_then_the_checkout_and_only_once(checkout: Checkout) -> None:
    checkout.run("check")
    venv, lock, editable = checkout.calls()
    assert venv == f"-m venv --clear {checkout.venv}"
    assert f"--require-hashes --requirement {checkout.root}/.ci/locks/run-time.txt" in lock
    assert f"--no-deps --no-build-isolation --editable {checkout.root}" in editable
    assert lock.endswith("HOME=unset")
    assert checkout.run("check")[2] == ""
    assert checkout.calls() == []


@pytest.mark.parametrize("changed", ["pyproject.toml", "core/pressup/_version.py", ".ci/locks/run-time.txt"])
def test_a_change_updates_the_same_environment(checkout: Checkout, changed: str) -> None:
    checkout.run("check")
    checkout.calls()
    (checkout.root / changed).write_text("# two\n")
    assert checkout.run("check")[0] == 0
    assert [call.split()[1] for call in checkout.calls()] == ["pip", "pip"]


def test_what_was_left_half_made_is_made_again(checkout: Checkout) -> None:
    checkout.set("pip-fails")
    status, out, _ = checkout.run("check")
    assert (status, out) == (1, "")
    checkout.calls()
    (checkout.state / "pip-fails").unlink()
    assert checkout.run("check")[0] == 0
    assert [call.split()[1] for call in checkout.calls()] == ["venv", "pip", "pip"]


def test_a_moved_environment_is_made_again(checkout: Checkout) -> None:
    checkout.run("check")
    checkout.calls()
    moved = checkout.venv.rename(checkout.venv.with_name("moved"))
    (checkout.root / "pyproject.toml").write_text("# two\n")
    assert checkout.run("check", PRESSUP_VENV=str(moved))[0] == 0
    assert checkout.calls()[0] == f"-m venv --clear {moved}"


def test_another_python_makes_the_environment_again(checkout: Checkout) -> None:
    checkout.run("check")
    checkout.calls()
    checkout.stand_in("python-other", PYTHON)
    checkout.run("check", PYTHON=str(checkout.bin / "python-other"))
    assert checkout.calls()[0].startswith("-m venv")


def test_a_folder_that_is_no_environment_is_left_alone(checkout: Checkout) -> None:
    checkout.venv.mkdir()
    (checkout.venv / "thesis.txt").write_text("all of it")
    status, _, err = checkout.run("check")
    assert status == 1
    assert "is no virtual environment" in err
    assert checkout.calls() == []


def test_the_development_environment_serves_and_stays(checkout: Checkout) -> None:
    checkout.run("check")
    assert checkout.made_for == "run-time"
    assert checkout.run("docs", "--check")[1] == f"python {checkout.root}/docs/build.py --check\n"
    assert checkout.made_for == "development"
    checkout.calls()
    checkout.run("check")
    assert checkout.calls() == []
    (checkout.root / "pyproject.toml").write_text("# two\n")
    checkout.run("check")
    assert checkout.made_for == "development"


@pytest.mark.skipif(shutil.which("flock") is None, reason="flock is not here")
def test_two_at_once_make_one_environment(checkout: Checkout) -> None:
    both = [checkout.start("check"), checkout.start("check")]
    for process in both:
        with process:
            out, _ = process.communicate(timeout=60)
        assert out.startswith("pressup <check>")
    assert [call.split()[1] for call in checkout.calls()] == ["venv", "pip", "pip"]


@pytest.mark.skipif(shutil.which("flock") is None, reason="flock is not here")
def test_of_two_at_once_the_development_environment_stays(checkout: Checkout) -> None:
    both = [checkout.start("docs"), checkout.start("check")]
    for process in both:
        with process:
            process.communicate(timeout=60)
    assert [process.returncode for process in both] == [0, 0]
    assert checkout.made_for == "development"


def test_a_python_that_is_too_old(checkout: Checkout) -> None:
    checkout.set("old")
    status, out, err = checkout.run("check")
    assert (status, out) == (1, "")
    assert "needs Python 3.11 or newer" in err
    assert "python3.11" in err
    assert not checkout.venv.exists()


def test_the_python_that_was_named_is_not_there(checkout: Checkout) -> None:
    status, _, err = checkout.run("check", PYTHON="/nowhere/python")
    assert status == 1
    assert "none of these is one: /nowhere/python." in err


MISSING = ("no-venv", "no-libpango-1", "no-libpangoft2-1", "no-libharfbuzz-subset")
PACKAGES = f"python3.{sys.version_info.minor}-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
INSTALL = "apt-get install --yes --no-install-recommends"


@pytest.mark.parametrize("sudo", [True, False])
def test_an_ordinary_user_is_told_one_command(checkout: Checkout, sudo: bool) -> None:
    checkout.set(*MISSING)
    if sudo:
        checkout.stand_in("sudo", "#!/bin/sh\nexit 99\n")
    status, out, err = checkout.run("check")
    assert (status, out) == (1, "")
    shell = "sudo sh -c" if sudo else "su -c"
    commands = [line.strip() for line in err.splitlines() if "apt-get" in line]
    assert commands == [f"{shell} 'apt-get update && {INSTALL} {PACKAGES}'"]
    assert checkout.calls() == []


def test_root_gets_what_is_missing_installed(checkout: Checkout) -> None:
    checkout.set(*MISSING)
    checkout.user(0)
    status, out, _ = checkout.run("check")
    assert status == 0
    assert out.startswith("pressup <check>")
    assert checkout.calls()[:2] == ["apt-get update", f"{INSTALL} {PACKAGES}"]


def test_root_is_told_when_installing_did_not_help(checkout: Checkout) -> None:
    checkout.set("no-libpango-1", "apt-helps-not")
    checkout.user(0)
    status, _, err = checkout.run("check")
    assert status == 1
    assert "still lacks what these packages bring: libpango-1.0-0" in err


def test_a_system_without_apt_is_pointed_to_the_readme(checkout: Checkout) -> None:
    checkout.set("no-libharfbuzz-subset")
    (checkout.bin / "apt-get").unlink()
    status, _, err = checkout.run("check")
    assert status == 1
    assert "libharfbuzz-subset0. See 'System libraries'" in err


def test_all_checks_run_and_pytest_is_last(checkout: Checkout) -> None:
    checkout.set("ruff", text="1\n")
    status, out, _ = checkout.run("test", "-k", "a or b")
    assert status == 1
    lines = [line.removesuffix(f" in {checkout.root}") for line in out.splitlines() if not line.startswith("== ")]
    assert lines[:4] == ["ruff <check>", "ruff <format> <--check>", "mypy <>", "lint-imports <>"]
    assert lines[4:] == ["pytest <-n> <auto> <-m> <not full> <-k> <a or b>"]
    assert "== FAILED before the tests: 'ruff check' 'ruff format --check'\n" in out
    assert checkout.made_for == "development"


def test_all_takes_the_full_tests_too(checkout: Checkout) -> None:
    status, out, _ = checkout.run("test", "--all", "tests")
    assert status == 0
    assert out.splitlines()[-1] == f"pytest <-n> <auto> <tests> in {checkout.root}"


@pytest.mark.parametrize("status", [1, 5])  # 5: pytest found no test
def test_pytests_exit_code_counts(checkout: Checkout, status: int) -> None:
    checkout.set("pytest", text=f"{status}\n")
    assert checkout.run("test")[0] == status


def test_tools_of_the_tests_are_wanted_not_needed(checkout: Checkout) -> None:
    (checkout.bin / "qpdf").unlink()
    assert "qpdf" not in checkout.run("check")[2]
    status, out, err = checkout.run("test")
    assert status == 0
    assert "pytest" in out
    assert f"{INSTALL} qpdf'" in err
    assert "Going on without" in err


def test_root_gets_the_tools_of_the_tests_installed(checkout: Checkout) -> None:
    checkout.run("bench")
    checkout.calls()
    (checkout.bin / "pdftotext").unlink()
    checkout.user(0)
    assert checkout.run("test")[0] == 0
    assert checkout.calls() == ["apt-get update", f"{INSTALL} poppler-utils"]
