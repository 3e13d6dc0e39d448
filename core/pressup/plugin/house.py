"""What keeps the rules, fields, executors and themes of a plugin from being used: each is looked at when the plugin is found."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from pressup.findings import Severity

if TYPE_CHECKING:
    from pressup.plugin.manager import Plugin, Registry

Stage = Literal["checks", "fields", "executors", "themes"]
_SCHEME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def offer(stage: Stage, registry: Registry, plugin: Plugin, thing: Any) -> None:
    """Take a check, fields, a place to render at or a theme into the registry, or say what is wrong with it."""
    problem = _problem(stage, thing)
    if problem:
        _fault(registry, plugin, stage, problem)
    else:
        getattr(registry, stage).append((plugin, thing))


def _problem(stage: Stage, thing: Any) -> str:
    from pressup.content.fields import problem_with_fields

    judges: dict[Stage, Callable[[Any], str]] = {
        "checks": problem_with_check,
        "fields": problem_with_fields,
        "executors": problem_with_executor,
        "themes": problem_with_theme,
    }
    return judges[stage](thing)


def drop_duplicates(registry: Registry) -> None:
    """Nothing that two plugins give under one name is used: which one came first means nothing."""
    codes: dict[str, list[Plugin]] = defaultdict(list)
    for plugin, check in registry.checks:
        if plugin not in codes[check.code]:  # several checks of one plugin may share a code
            codes[check.code].append(plugin)
    names: dict[tuple[str, str], list[Plugin]] = defaultdict(list)
    for plugin, fields in registry.fields:
        names[fields.kind, fields.name].append(plugin)
    for code, plugins in codes.items():
        for other in plugins[1:]:
            message = f"the code {code} is also used by plugin {plugins[0]}; one of the two must choose another"
            _fault(registry, other, "checks", message)
    for (kind, name), plugins in names.items():
        for other in plugins[1:]:
            whose = "given twice" if other == plugins[0] else f"also given by plugin {plugins[0]}"
            _fault(registry, other, "fields", f"the fields “{name}” of the kind {kind} are {whose}")
    schemes: dict[str, list[Plugin]] = defaultdict(list)
    for plugin, executor in registry.executors:
        schemes[executor.scheme].append(plugin)
    for scheme, plugins in schemes.items():
        for other in plugins[1:]:
            whose = "given twice" if other == plugins[0] else f"also given by plugin {plugins[0]}"
            _fault(registry, other, "executors", f"the executor “{scheme}” is {whose}; uninstall one of the two, or rename one")
    themes: dict[tuple[str, str], list[Plugin]] = defaultdict(list)
    for plugin, theme in registry.themes:
        themes[theme.target, theme.name].append(plugin)
    for (target, name), plugins in themes.items():
        for other in plugins[1:]:
            whose = "given twice" if other == plugins[0] else f"also given by plugin {plugins[0]}"
            _fault(registry, other, "themes", f"the theme “{name}” of the target {target} is {whose}; uninstall one of the two")
    registry.checks = [(plugin, check) for plugin, check in registry.checks if len(codes[check.code]) == 1]
    registry.fields = [(plugin, fields) for plugin, fields in registry.fields if len(names[fields.kind, fields.name]) == 1]
    registry.executors = [(plugin, executor) for plugin, executor in registry.executors if len(schemes[executor.scheme]) == 1]
    registry.themes = [(plugin, theme) for plugin, theme in registry.themes if len(themes[theme.target, theme.name]) == 1]


def problem_with_check(check: Any) -> str:
    """What keeps an object from being a check, in a sentence; an empty text when nothing does."""
    from pressup.checks.check import CODE, Check, RecordCheck

    if not isinstance(check, Check | RecordCheck):
        return f"pressup_register_checks gave {check!r}, which is no pressup.Check and no pressup.RecordCheck"
    if not (isinstance(check.code, str) and CODE.fullmatch(check.code)):
        return f"the code “{check.code}” of a check must be capitals, a hyphen and two or three digits, such as CLINIC-01"
    if check.code.partition("-")[0] in _taken_families():
        return f"the code {check.code} is of a family that Pressup uses itself; choose another, such as CLINIC-01"
    if not isinstance(check.severity, Severity):
        return f"the severity of the check {check.code} must be a pressup.Severity"
    if not isinstance(check.heuristic, bool):
        return f"“heuristic” of the check {check.code} must be True or False"
    if check.heuristic and check.severity is Severity.ERROR:
        return f"the check {check.code} is heuristic and an error; a rule of thumb must be a warning or a note"
    if not callable(check.find):
        return f"the check {check.code} has no function to find problems"
    return _problem_with_explanation(check.code, check.explanation)


def _problem_with_explanation(code: str, explanation: Any) -> str:
    from pressup.checks.check import Example, Explanation
    from pressup.records import KINDS

    if explanation is None:
        return ""
    if not isinstance(explanation, Explanation):
        return f"the explanation of the check {code} must be a pressup.Explanation"
    if not all(isinstance(text, str) for text in (explanation.title, explanation.reason, explanation.source)):
        return f"title, reason and source of the explanation of the check {code} must be texts"
    if not isinstance(explanation.examples, tuple) or not all(isinstance(example, Example) for example in explanation.examples):
        return f"the examples of the check {code} must be a tuple of pressup.Example"
    for example in explanation.examples:
        if example.kind not in KINDS:
            return f"an example of the check {code} is of the kind “{example.kind}”, which does not exist"
        if not all(isinstance(text, str) for text in (example.bad, example.good, example.file, example.date)):
            return f"an example of the check {code} must be made of texts"
    return ""


def problem_with_executor(kind: Any) -> str:
    """What keeps an object from being a place to render at, in a sentence; an empty text when nothing does."""
    from pressup.plugin.executor import OWN_SCHEMES, ExecutorKind

    if not isinstance(kind, ExecutorKind):
        return f"pressup_register_executors gave {kind!r}, which is no pressup.ExecutorKind"
    if not (isinstance(kind.scheme, str) and _SCHEME.fullmatch(kind.scheme)):
        return f"the scheme “{kind.scheme}” of an executor must be small letters, digits and hyphens"
    if kind.scheme in OWN_SCHEMES:
        return f"the executor “{kind.scheme}” is Pressup's own; choose another scheme"
    if not isinstance(kind.summary, str):
        return f"the summary of the executor “{kind.scheme}” must be a text"
    if not callable(kind.open):
        return f"“open” of the executor “{kind.scheme}” must be a function"
    return ""


def problem_with_theme(theme: Any) -> str:
    """What keeps an object from being a theme, in a sentence; an empty text when nothing does."""
    from pressup.plugin.theme import Theme, safe_path

    if not isinstance(theme, Theme):
        return f"pressup_register_themes gave {theme!r}, which is no pressup.Theme"
    if not (isinstance(theme.name, str) and _SCHEME.fullmatch(theme.name)):
        return f"the name “{theme.name}” of a theme must be small letters, digits and hyphens"
    if not (isinstance(theme.target, str) and isinstance(theme.summary, str)):
        return f"target and summary of the theme “{theme.name}” must be texts"
    if not (isinstance(theme.package, str) and theme.package and isinstance(theme.folder, str) and safe_path(theme.folder)):
        return f"the theme “{theme.name}” must name its package and a folder in it"
    if not files(theme.package).joinpath(*theme.folder.split("/")).is_dir():
        return f"the package {theme.package} of the theme “{theme.name}” has no folder “{theme.folder}”"
    return ""


@cache
def _taken_families() -> frozenset[str]:
    from pressup.checks.codes import known_codes
    from pressup.checks.explain import ALIASES

    return frozenset(code.partition("-")[0] for code in (*known_codes(), *ALIASES))


def _fault(registry: Registry, plugin: Plugin, stage: str, message: str) -> None:
    from pressup.plugin.manager import PluginFault

    registry.faults.append(PluginFault(plugin, stage, message))
