"""Finding plugins and containing their failures: a broken plugin is named, and the others go on."""

from __future__ import annotations

import difflib
import inspect
import re
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import pluggy

from pressup.checks.check import AnyCheck
from pressup.content.fields import Fields
from pressup.documents.model import Catalogue, Handout, Newsletter
from pressup.plugin import hooks, house
from pressup.plugin.executor import ExecutorKind
from pressup.plugin.target import Target, TargetOptions
from pressup.plugin.theme import Theme

GROUP = "pressup"
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin: its entry point's name, and the distribution that brings it."""

    name: str
    distribution: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} ({self.distribution} {self.version})"


@dataclass(frozen=True, slots=True)
class PluginFault:
    """What went wrong in a plugin, and at which stage.

    The stages are `import`, `register`, `hooks`, `targets`, `checks`, `fields`, `executors`, `themes`,
    `validate` (a rule failed), and those of a build.
    """

    plugin: Plugin
    stage: str
    message: str
    traceback: str = ""
    targets: tuple[str, ...] = ()
    """The names of targets that are not to be had because of it, as far as they are known."""

    @classmethod
    def of(cls, plugin: Plugin, stage: str, error: BaseException, *targets: str, message: str = "") -> PluginFault:
        """What an error of a plugin means; the message is the error's own, in one line, when none is given."""
        text = " ".join(str(error).split())
        own = f"{type(error).__name__}: {text}" if text else type(error).__name__
        return cls(plugin, stage, message or own, "".join(traceback.format_exception(error)), targets)

    def __str__(self) -> str:
        return f"plugin {self.plugin}: {self.stage}: {self.message}"


@dataclass(slots=True)
class Registry:
    """What the installed plugins give."""

    plugins: list[Plugin] = field(default_factory=list)
    targets: dict[str, type[Target[Any]]] = field(default_factory=dict)
    owners: dict[str, Plugin] = field(default_factory=dict)
    checks: list[tuple[Plugin, AnyCheck]] = field(default_factory=list)
    fields: list[tuple[Plugin, Fields]] = field(default_factory=list)
    executors: list[tuple[Plugin, ExecutorKind]] = field(default_factory=list)
    themes: list[tuple[Plugin, Theme]] = field(default_factory=list)
    faults: list[PluginFault] = field(default_factory=list)

    def own_fields(self) -> dict[str, dict[str, tuple[Mapping[str, Any], bool]]]:
        """The fields that plugins add to records: by kind and name, their JSON Schema and whether they are required."""
        found: dict[str, dict[str, tuple[Mapping[str, Any], bool]]] = {}
        for _, fields in self.fields:
            found.setdefault(fields.kind, {})[fields.name] = (fields.schema, fields.required)
        return found

    def theme_names(self, target: str) -> list[str]:
        """The names of the themes that plugins give to a target, sorted."""
        return sorted(theme.name for _, theme in self.themes if theme.target == target)

    def fault_of_target(self, name: str) -> PluginFault | None:
        """Why a target is not to be had, when a plugin's fault explains it."""
        return next((fault for fault in self.faults if name in fault.targets or name == fault.plugin.name), None)


def discover(extra: Iterable[tuple[Plugin, object]] = ()) -> Registry:
    """Load every plugin of the entry point group `pressup`, sorted by name, so that order never means anything.

    Args:
        extra: Plugins to register besides the installed ones, for tests and for use from Python.
    """
    registry = Registry()
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    found: list[tuple[Plugin, object]] = []
    for entry in sorted(set(entry_points(group=GROUP)), key=lambda entry: (entry.name, entry.value)):
        plugin = _describe(entry)
        try:
            found.append((plugin, entry.load()))
        except (Exception, SystemExit) as error:  # noqa: BLE001 (whatever an import does, the others go on)
            _fault(registry, plugin, "import", error)
    for plugin, module in (*found, *extra):
        _register(registry, manager, plugin, module)
    _drop_duplicates(registry)
    house.drop_duplicates(registry)
    return registry


def _register(registry: Registry, manager: pluggy.PluginManager, plugin: Plugin, module: object) -> None:
    registry.plugins.append(plugin)
    try:
        manager.register(module, name=f"{plugin.name}@{plugin.distribution}")
    except pluggy.PluginValidationError as error:
        _fault(registry, plugin, "register", error, message=_wrong_signature(error))
        return
    except (Exception, SystemExit) as error:  # noqa: BLE001 (contained)
        _fault(registry, plugin, "register", error)
        return
    _misspelt(registry, plugin, module)
    for stage, offer in _OFFERS.items():
        hook = f"pressup_register_{stage}"
        for implementation in getattr(manager.hook, hook).get_hookimpls():
            if implementation.plugin is module:
                try:
                    given = implementation.function()
                    if not isinstance(given, list | tuple):
                        raise TypeError(f"{hook} gave {given!r}, not a list of {_WHAT[stage]}")  # noqa: TRY301
                    for thing in given:
                        offer(registry, plugin, thing)
                except (Exception, SystemExit) as error:  # noqa: BLE001 (contained)
                    _fault(registry, plugin, stage, error)


_WHAT = {
    "targets": "Target classes",
    "checks": "Check or RecordCheck objects",
    "fields": "Fields objects",
    "executors": "ExecutorKind objects",
    "themes": "Theme objects",
}


def _wrong_signature(error: pluggy.PluginValidationError) -> str:
    """A sentence with the right signature in it, when it is the arguments that pluggy refused."""
    named = re.search(r"for hook '(\w+)'", str(error))
    if not named or "Argument(s)" not in str(error):
        return ""
    right = str(inspect.signature(getattr(hooks, named[1]))).replace("'", "")
    return f"{named[1]} takes arguments that the hook does not have; write it as: def {named[1]}{right}"


def _offer(registry: Registry, plugin: Plugin, target: Any) -> None:
    problem = problem_with(target)
    if problem:
        name = getattr(target, "name", "")
        names = (name,) if isinstance(name, str) and name else ()
        registry.faults.append(PluginFault(plugin, "targets", problem, targets=names))
        return
    other = registry.owners.get(target.name)
    if other is not None:
        message = f"the target “{target.name}” is also given by plugin {other}; uninstall one of the two"
        registry.faults.append(PluginFault(plugin, "targets", message, targets=(target.name,)))
        return
    registry.targets[target.name] = target
    registry.owners[target.name] = plugin


_OFFERS: dict[str, Callable[[Registry, Plugin, Any], None]] = {
    "targets": _offer,
    "checks": partial(house.offer, "checks"),
    "fields": partial(house.offer, "fields"),
    "executors": partial(house.offer, "executors"),
    "themes": partial(house.offer, "themes"),
}


def _drop_duplicates(registry: Registry) -> None:
    """Neither of two targets of one name is used: which one came first means nothing."""
    for fault in registry.faults:
        for name in fault.targets:
            if "is also given by" in fault.message:
                registry.targets.pop(name, None)
                registry.owners.pop(name, None)


def problem_with(target: Any) -> str:
    """What keeps a class from being a target, in a sentence; an empty text when nothing does."""
    if not (inspect.isclass(target) and issubclass(target, Target)):
        return f"pressup_register_targets gave {target!r}, which is no subclass of pressup.Target"
    label = f"the target class {target.__name__}"
    if inspect.isabstract(target):
        return f"{label} has no render method"
    name = getattr(target, "name", None)
    if not (isinstance(name, str) and _NAME.fullmatch(name)):
        return f"{label} needs a name of small letters, digits and hyphens"
    if not isinstance(getattr(target, "summary", None), str):
        return f"{label} needs a summary"
    documents = getattr(target, "documents", None)
    if not (isinstance(documents, tuple) and documents and all(form in (Handout, Newsletter, Catalogue) for form in documents)):
        return f"{label} needs documents: a tuple of Handout, Newsletter or Catalogue"
    if not (isinstance(target.after, tuple) and all(isinstance(other, str) for other in target.after)):
        return f"{label} needs after to be a tuple of names of targets"
    if not (isinstance(target.only, tuple) and all(isinstance(kind, str) for kind in target.only)):
        return f"{label} needs only to be a tuple of kinds of record"
    if not (inspect.isclass(target.options) and issubclass(target.options, TargetOptions)):
        return f"the options of {label} must be a subclass of pressup.TargetOptions"
    return ""


def _misspelt(registry: Registry, plugin: Plugin, module: object) -> None:
    """Functions that look like hooks and are none: a misspelt name, or a missing @hookimpl."""
    known = [name for name in vars(hooks) if name.startswith("pressup_")]
    for name in sorted(dir(module)):
        member = getattr(module, name, None)
        mark = getattr(member, f"{hooks.PROJECT}_impl", None)
        if not callable(member) or not (name.startswith("pressup_") or isinstance(mark, dict)):
            continue
        if isinstance(mark, dict) and mark.get("specname") in known:
            continue
        if name in known:
            if mark is None:
                registry.faults.append(
                    PluginFault(plugin, "hooks", f"{name} lacks the mark @pressup.hookimpl, so it is not called")
                )
            continue
        guess = difflib.get_close_matches(name, known, 1)
        hint = f"; did you mean {guess[0]}?" if guess else f"; known hooks: {', '.join(known)}"
        registry.faults.append(PluginFault(plugin, "hooks", f"there is no hook {name}{hint}"))


def _describe(entry: EntryPoint) -> Plugin:
    distribution = entry.dist
    if distribution is None:
        return Plugin(entry.name, "unknown distribution", "?")
    return Plugin(entry.name, distribution.name, distribution.version)


def _fault(registry: Registry, plugin: Plugin, stage: str, error: BaseException, message: str = "") -> None:
    registry.faults.append(PluginFault.of(plugin, stage, error, message=message))
