"""Finding plugins: every way to be broken is contained, named, and leaves the other plugins alone.

The plugins are real: modules and .dist-info folders on sys.path, found by importlib.metadata.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from pressup.plugin import Plugin, PluginFault, Registry, discover, hooks
from pressup.plugin.manager import problem_with

GOOD = """
from pressup import Artifact, Handout, Target, TargetOptions, hookimpl

class Good(Target[TargetOptions]):
    name = "{name}"
    summary = "For tests"
    documents = (Handout,)

    def render(self, document, context):
        yield Artifact(f"{{document.id}}.txt", b"", "text/plain")

@hookimpl
def pressup_register_targets():
    return [Good]
"""


class Shelf:
    """A folder of installed plugins."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, name: str, code: str, *, distribution: str = "", version: str = "1.2", module: str = "") -> None:
        """Install a plugin: a module, and the metadata of a distribution with an entry point."""
        module = module or f"shelf_{name}"
        distribution = distribution or f"pressup-{name}"
        (self.folder / f"{module}.py").write_text(code)
        metadata = self.folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n")
        (metadata / "entry_points.txt").write_text(f"[pressup]\n{name} = {module}\n")

    def faults(self) -> list[PluginFault]:
        """The faults of the plugins on the shelf."""
        return [fault for fault in discover().faults if fault.plugin.distribution != "pressup"]

    def only_fault(self) -> PluginFault:
        """The one fault; and the first-party targets are there whatever it is."""
        registry = discover()
        assert {"email", "jsonfeed", "pdf"} <= registry.targets.keys()
        (fault,) = registry.faults
        return fault


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    importlib.invalidate_caches()
    yield Shelf(tmp_path)
    for name in set(sys.modules) - before:
        if name.startswith("shelf_"):
            del sys.modules[name]


def returning(value: str, before: str = "") -> str:
    """A plugin whose hook returns something."""
    head = "from pressup import *\nfrom pressup import Handout, Newsletter, Document, Target, TargetOptions, hookimpl\n"
    return f"{head}{before}\n@hookimpl\ndef pressup_register_targets():\n    return {value}\n"


def target(body: str, base: str = "Target") -> str:
    """A plugin with a target class whose fields are changed."""
    fields = f"name = 'odd'\n    summary = 'Odd'\n    documents = (Handout,)\n    def render(self, d, c): return []\n    {body}"
    return returning("[Odd]", f"class Odd({base}):\n    {fields}")


# --- What is good ---


def test_a_plugin_is_found_with_its_distribution_and_version(shelf: Shelf) -> None:
    shelf.install("good", GOOD.format(name="good"))
    registry = discover()
    assert registry.faults == []
    assert registry.owners["good"] == Plugin("good", "pressup-good", "1.2")
    assert str(registry.owners["good"]) == "good (pressup-good 1.2)"
    assert registry.targets["good"].name == "good"


def test_a_plugin_may_give_no_target(shelf: Shelf) -> None:
    shelf.install("none", returning("[]"))
    registry = discover()
    assert registry.faults == []
    assert Plugin("none", "pressup-none", "1.2") in registry.plugins


def test_a_hook_may_have_another_name_when_its_mark_says_which(shelf: Shelf) -> None:
    code = GOOD.format(name="good").replace("@hookimpl", '@hookimpl(specname="pressup_register_targets")')
    shelf.install("good", code.replace("def pressup_register_targets", "def my_targets"))
    registry = discover()
    assert (registry.faults, "good" in registry.targets) == ([], True)


def test_plugins_from_python_are_registered_besides_the_installed_ones() -> None:
    @hooks.hookimpl
    def pressup_register_targets() -> list[type]:
        return []

    plugin = Plugin("mine", "my-code", "0")
    registry = discover([(plugin, SimpleNamespace(pressup_register_targets=pressup_register_targets))])
    assert registry.plugins[-1] == plugin
    assert registry.faults == []


def test_the_order_of_entry_points_means_nothing(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.install("zebra", GOOD.format(name="zebra"))
    shelf.install("ant", GOOD.format(name="twice"))
    shelf.install("bee", GOOD.format(name="twice"))
    forwards = discover()
    real = importlib.metadata.entry_points
    monkeypatch.setattr("pressup.plugin.manager.entry_points", lambda **group: list(real(**group))[::-1])
    backwards = discover()
    assert forwards.plugins == backwards.plugins
    assert forwards.targets == backwards.targets
    assert forwards.faults == backwards.faults != []


# --- What is broken ---


@pytest.mark.parametrize(
    ("code", "stage", "message"),
    [
        ("import nonesuch_module", "import", "ModuleNotFoundError: No module named 'nonesuch_module'"),
        ("raise SystemExit('no licence')", "import", "SystemExit: no licence"),
        ("raise ValueError", "import", "ValueError"),
        ("raise ValueError('one\\ntwo')", "import", "ValueError: one two"),
        ("def", "import", "SyntaxError: invalid syntax (shelf_odd.py, line 1)"),
        (
            GOOD.format(name="odd").replace("targets()", "targets(library)"),
            "register",
            "pressup_register_targets takes arguments that the hook does not have; "
            "write it as: def pressup_register_targets() -> list[type[Target[Any]]]",
        ),
        (
            GOOD.format(name="odd").replace("register_targets", "register_target"),
            "hooks",
            "there is no hook pressup_register_target; did you mean pressup_register_targets?",
        ),
        (
            GOOD.format(name="odd").replace("pressup_register_targets", "presup_register_targets"),
            "hooks",
            "there is no hook presup_register_targets; did you mean pressup_register_targets?",
        ),
        (
            GOOD.format(name="odd").replace("pressup_register_targets", "pressup_xyz"),
            "hooks",
            "there is no hook pressup_xyz; known hooks: "
            "pressup_register_targets, pressup_register_checks, pressup_register_fields, pressup_register_executors, "
            "pressup_register_themes",
        ),
        (
            GOOD.format(name="odd").replace("@hookimpl", ""),
            "hooks",
            "pressup_register_targets lacks the mark @pressup.hookimpl, so it is not called",
        ),
        (returning("1 / 0"), "targets", "ZeroDivisionError: division by zero"),
        (returning("exit(0)"), "targets", "SystemExit: 0"),
        (returning("None"), "targets", "TypeError: pressup_register_targets gave None, not a list of Target classes"),
        (returning("[int]"), "targets", "pressup_register_targets gave <class 'int'>, which is no subclass of pressup.Target"),
        (returning("['pdf']"), "targets", "pressup_register_targets gave 'pdf', which is no subclass of pressup.Target"),
        (
            returning("[Odd]", "class Odd(Target):\n    name = 'odd'"),
            "targets",
            "the target class Odd has no render method",
        ),
        (target("name = 'Odd Name'"), "targets", "the target class Odd needs a name of small letters, digits and hyphens"),
        (target("name = '../odd'"), "targets", "the target class Odd needs a name of small letters, digits and hyphens"),
        (target("name = None"), "targets", "the target class Odd needs a name of small letters, digits and hyphens"),
        (target("summary = None"), "targets", "the target class Odd needs a summary"),
        (
            target("documents = Handout"),
            "targets",
            "the target class Odd needs documents: a tuple of Handout, Newsletter or Catalogue",
        ),
        (target("documents = ()"), "targets", "the target class Odd needs documents: a tuple of Handout, Newsletter or Catalogue"),
        (
            target("documents = (Document,)"),
            "targets",
            "the target class Odd needs documents: a tuple of Handout, Newsletter or Catalogue",
        ),
        (target("after = 'pdf'"), "targets", "the target class Odd needs after to be a tuple of names of targets"),
        (target("options = dict"), "targets", "the options of the target class Odd must be a subclass of pressup.TargetOptions"),
        (target("options = None"), "targets", "the options of the target class Odd must be a subclass of pressup.TargetOptions"),
    ],
)  # fmt: skip
def test_a_broken_plugin_is_contained(shelf: Shelf, code: str, stage: str, message: str) -> None:
    shelf.install("odd", code)
    fault = shelf.only_fault()
    assert (fault.plugin, fault.stage) == (Plugin("odd", "pressup-odd", "1.2"), stage)
    assert fault.message == message
    assert str(fault) == f"plugin odd (pressup-odd 1.2): {stage}: {message}"


def test_an_error_keeps_its_traceback(shelf: Shelf) -> None:
    shelf.install("odd", "import nonesuch_module")
    assert "shelf_odd.py" in shelf.only_fault().traceback


def test_good_targets_of_a_plugin_stay_when_another_is_bad(shelf: Shelf) -> None:
    shelf.install("odd", GOOD.format(name="good").replace("[Good]", "[int, Good]"))
    shelf.only_fault()
    assert "good" in discover().targets


def test_one_module_under_two_names_is_a_fault(shelf: Shelf) -> None:
    shelf.install("one", GOOD.format(name="good"), module="shelf_same")
    shelf.install("two", GOOD.format(name="good"), module="shelf_same")
    registry = discover()
    assert [fault.plugin.name for fault in registry.faults] == ["two"]
    assert registry.owners["good"].name == "one"


# --- Two targets of one name ---


def test_of_two_targets_of_one_name_neither_is_used_and_both_are_named(shelf: Shelf) -> None:
    shelf.install("ant", GOOD.format(name="twice"), version="1.0")
    shelf.install("bee", GOOD.format(name="twice"), version="2.0")
    registry = discover()
    assert "twice" not in registry.targets
    assert "twice" not in registry.owners
    (fault,) = registry.faults
    assert str(fault) == (
        "plugin bee (pressup-bee 2.0): targets: the target “twice” is also given by plugin ant (pressup-ant 1.0); "
        "uninstall one of the two"
    )
    assert registry.fault_of_target("twice") == fault


def test_of_three_targets_of_one_name_none_is_used(shelf: Shelf) -> None:
    for name in ("ant", "bee", "cat"):
        shelf.install(name, GOOD.format(name="thrice"))
    assert "thrice" not in discover().targets
    assert len(shelf.faults()) == 2


def test_a_plugin_cannot_take_a_first_party_name(shelf: Shelf) -> None:
    shelf.install("aaa", GOOD.format(name="pdf"))
    registry = discover()
    assert "pdf" not in registry.targets
    assert "aaa (pressup-aaa 1.2)" in str(registry.faults[0])
    assert "pdf (pressup " in str(registry.faults[0])


# --- Which fault explains a missing target ---


def test_a_fault_explains_the_targets_that_it_names_and_that_of_the_plugins_name() -> None:
    plugin = Plugin("odd", "pressup-odd", "1")
    fault = PluginFault(plugin, "import", "broken", targets=("strange",))
    registry = Registry(faults=[fault])
    assert registry.fault_of_target("strange") == fault
    assert registry.fault_of_target("odd") == fault
    assert registry.fault_of_target("pdf") is None


def test_first_party_targets_are_good() -> None:
    assert {problem_with(found) for found in discover().targets.values()} == {""}
