"""The plan: which documents each target gets, for which publisher, with which options, and in which order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from pydantic import ValidationError

from pressup.build.drafts import Drafts
from pressup.build.report import Carried, UsageError
from pressup.build.themes import theme_of
from pressup.content.library import Library
from pressup.content.suggest import did_you_mean
from pressup.documents import Catalogue, Document, Draft, Handout, catalogue_of, drafts_for
from pressup.findings import Finding, Severity
from pressup.plugin import Plugin, PluginFault, Registry, Target, TargetOptions, Theme
from pressup.records import Publisher

Settings = Mapping[str, Mapping[str, str]]
"""Options from the command line: target, option, text."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A handout or newsletter of a plan. It is made only when it must be, and one at a time: thousands would fill the memory."""

    drafts: Drafts
    draft: Draft

    @property
    def id(self) -> str:
        """The document's id."""
        return self.draft.id

    @property
    def carried(self) -> Carried:
        """What it carries."""
        return self.drafts.carried(self.draft)

    def make(self) -> Document:
        """The document."""
        return self.drafts.document(self.draft)


@dataclass(frozen=True, slots=True)
class PlannedCatalogue:
    """The catalogue of a publisher with these entries."""

    publisher: Publisher
    entries: tuple[Planned, ...]
    id: str = "catalogue"

    @property
    def carried(self) -> Carried:
        """What it carries. Its hash is that of its entries, so that it need not be made to see that nothing has changed."""
        entries = [entry.carried for entry in self.entries]
        name, lang = self.publisher.name, self.publisher.locale
        parts = " ".join([name, lang, *(entry.digest for entry in entries)])
        digest = hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()
        ids = {id for entry in entries for id in entry.records}
        named = {id for entry in entries for id in entry.named} - ids
        sample = any(entry.sample for entry in entries)
        return Carried(self.id, Catalogue.form, name, "1", lang, sample, tuple(sorted(ids)), tuple(sorted(named)), digest)

    def make(self) -> Document:
        """The catalogue."""
        return catalogue_of(self.publisher, (entry.make() for entry in self.entries))


@dataclass(frozen=True, slots=True)
class Step:
    """All of one target for one publisher."""

    publisher: Publisher
    plugin: Plugin
    target: type[Target[Any]]
    options: TargetOptions
    documents: tuple[Planned | PlannedCatalogue, ...]
    theme: Theme | None = None
    pages: tuple[str, ...] = ()
    """The ids of all handouts of the target, when they link to each other."""

    def changed_options(self) -> dict[str, object]:
        """The options that are not as they come, as JSON."""
        return self.options.model_dump(mode="json", exclude_defaults=True)


def choose_publishers(library: Library, wanted: Iterable[str]) -> tuple[Publisher, ...]:
    """The publishers to render for; one whose record could not be read is left out, since its finding says why.

    Raises:
        UsageError: when a wanted one is unknown.
    """
    ids = tuple(wanted)
    chosen = []
    for id in ids:
        publisher = library.get(Publisher, id)
        if publisher is None and id in library.faulty and id not in library.records:
            continue
        if publisher is None:
            raise UsageError(f"There is no publisher “{id}”. {did_you_mean(id, (p.id for p in library.publishers))}".strip())
        chosen.append(publisher)
    return tuple(chosen) if ids else library.publishers


def choose_targets(registry: Registry, publishers: Iterable[Publisher], wanted: Iterable[str]) -> tuple[str, ...]:
    """The names of the targets to make: those wanted, else those that any publisher configured, else all that need no option.

    Raises:
        UsageError: when a wanted one is unknown, or a publisher configured an unknown one and none was wanted.
    """
    names = tuple(dict.fromkeys(wanted))
    if not names:
        configured = {name for publisher in publishers for name in publisher.outputs}
        names = tuple(sorted(configured or (name for name, target in registry.targets.items() if not needed_options(target))))
    for name in names:
        if name not in registry.targets and registry.fault_of_target(name) is None:
            raise UsageError(f"There is no target “{name}”. {did_you_mean(name, registry.targets)}".strip())
    return names


def needed_options(target: type[Target[Any]]) -> tuple[str, ...]:
    """The options that a target cannot do without, such as a day that only the user knows."""
    return tuple(name for name, option in target.options.model_fields.items() if option.is_required())


def order(registry: Registry, names: Iterable[str]) -> tuple[str, ...]:
    """The targets in an order in which each comes after those it refers to.

    Raises:
        UsageError: when targets refer to each other in a circle.
    """
    chosen = [name for name in names if name in registry.targets]
    graph = {name: [other for other in registry.targets[name].after if other in chosen] for name in sorted(chosen)}
    try:
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise UsageError(f"These targets wait for each other: {circle}.") from error


def resolve_options(
    library: Library, publisher: Publisher, target: type[Target[Any]], settings: Settings
) -> tuple[TargetOptions | None, list[Finding]]:
    """A target's options for a publisher: the record's, with those of the command line over them.

    Raises:
        UsageError: when an option of the command line is wrong.
    """
    output = publisher.outputs.get(target.name)
    own = dict(output.options) if output else {}
    try:
        target.options.model_validate(own)
    except ValidationError as error:
        # What is missing may come from the command line.
        problems = [problem for problem in error.errors(include_url=False) if problem["type"] != "missing"]
        if problems:
            return None, [_option_finding(library, publisher, target, problem) for problem in problems]
    given = dict(settings.get(target.name, {}))
    try:
        return target.options.model_validate(own | given), []
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        if problem["type"] == "missing":
            raise UsageError(_needs(target, str(problem["loc"][0]))) from error
        raise UsageError(f"--set {target.name}.{_explain(target, problem)}") from error


def _option_finding(library: Library, publisher: Publisher, target: type[Target[Any]], problem: Any) -> Finding:
    path = ("outputs", target.name, "options", *problem["loc"][:1])
    unknown = problem["type"] == "extra_forbidden"
    place = library.place(publisher, path, key=unknown)
    return Finding("OPT-01", Severity.ERROR, f"Option {target.name}.{_explain(target, problem)}", place)


def _needs(target: type[Target[Any]], name: str) -> str:
    option = target.options.model_fields[name]
    example = f"{target.name}.{name}={option.examples[0] if option.examples else '…'}"
    return f"The target {target.name} must be told its option “{name}”, as in --set {example}. {option.description or ''}".strip()


def _explain(target: type[Target[Any]], problem: Any) -> str:
    name = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"{name}: there is no such option. {did_you_mean(name, target.options.model_fields)}".strip()
    if problem["type"] == "literal_error":
        allowed = problem["ctx"]["expected"].replace("'", "")
        return f"{name}: “{problem['input']}” is not one of {allowed}."
    message = problem["msg"]
    return f"{name}: “{problem['input']}”: {message[:1].lower()}{message[1:]}."


def check_settings(registry: Registry, settings: Settings) -> None:
    """Refuse options of targets that do not exist.

    Raises:
        UsageError: for the first one.
    """
    for name in settings:
        if name not in registry.targets and registry.fault_of_target(name) is None:
            raise UsageError(f"--set {name}.…: there is no target “{name}”. {did_you_mean(name, registry.targets)}".strip())


def check_selected(library: Library, select: tuple[str, ...]) -> None:
    """Refuse ids that no record has.

    Raises:
        UsageError: for the first one.
    """
    for id in select:
        if id not in library.records and id not in library.faulty and id != "catalogue":
            raise UsageError(f"There is no record “{id}”. {did_you_mean(id, library.records)}".strip())


def make_steps(
    library: Library,
    registry: Registry,
    publishers: Iterable[Publisher],
    names: tuple[str, ...],
    select: tuple[str, ...],
    settings: Settings,
    drafts: Drafts,
) -> tuple[list[Step], list[Finding], list[PluginFault]]:
    """The steps of a build in order, what is wrong with publishers' options, and the faults of plugins that check options.

    Raises:
        UsageError: when no target makes anything of what is selected.
    """
    steps: list[Step] = []
    findings: list[Finding] = []
    faults: list[PluginFault] = []
    for publisher in publishers:
        # A target gets its own options and no others, so that an option of one changes nothing of the others.
        shown = publisher.model_copy(update={"outputs": {}})
        for name in order(registry, names):
            target = registry.targets[name]
            try:
                options, problems = resolve_options(library, publisher, target, settings)
            except UsageError:
                raise
            except (Exception, SystemExit) as error:  # noqa: BLE001 (a plugin's validator is contained)
                faults.append(PluginFault.of(registry.owners[name], f"target {name}: options", error, name))
                continue
            findings.extend(problems)
            if options is None:
                continue
            called = "theme" in settings.get(name, {})
            theme, problems = theme_of(library, registry, publisher, target, options, called=called)
            findings.extend(problems)
            if problems:
                continue
            output = publisher.outputs.get(name)
            kinds = (output.kinds if output else None) or target.kinds or None
            documents = [d for form in target.documents for d in _planned(drafts, shown, form, kinds, select, target.only)]
            pages = _pages(library, shown, kinds) if target.links else ()
            steps.append(Step(shown, registry.owners[name], target, options, tuple(documents), theme, pages))
    if select and steps and not any(step.documents for step in steps):
        raise UsageError(f"No target makes anything of {', '.join(select)}.")
    return steps, findings, faults


def _planned(
    drafts: Drafts,
    publisher: Publisher,
    form: type[Document],
    kinds: Iterable[str] | None,
    select: tuple[str, ...],
    only: tuple[str, ...],
) -> Iterator[Planned | PlannedCatalogue]:
    """The documents of one form; of handouts those of some kinds only, where a target can make nothing of others."""
    if form is Catalogue and select and "catalogue" not in select:
        return
    drafted = drafts_for(drafts.library, publisher, form, kinds=kinds, select=select)
    if form is Handout and only:
        drafted = (draft for draft in drafted if drafts.library.records[draft.id].kind in only)
    found = tuple(Planned(drafts, draft) for draft in drafted)
    if form is Catalogue:
        yield PlannedCatalogue(publisher, found)
    else:
        yield from found


def _pages(library: Library, publisher: Publisher, kinds: Iterable[str] | None) -> tuple[str, ...]:
    """The ids of all handouts of these kinds, whatever is selected: what was made before stays where it is."""
    return tuple(sorted(draft.id for draft in drafts_for(library, publisher, Handout, kinds=kinds)))
