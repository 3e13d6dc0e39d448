"""Why a document is made again, or differs from an earlier one, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pressup.build.manifest import Entry, Manifest, State, States
from pressup.build.report import Carried
from pressup.plugin import Plugin

_MANY = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """What one result was made of, or would be.

    Attributes:
        parts: What its fingerprint is made of, a hash of each.
        plugin: The plugin's name, distribution and version.
        publisher: The publisher's id.
        options: The options that are not as they come.
        records: The states of the records that it carries, by kind and id.
        assets: The files of the content folder that it is made with, a hash of each.
    """

    parts: Mapping[str, str]
    plugin: tuple[str, str, str]
    publisher: str
    options: Mapping[str, object] = field(default_factory=dict)
    records: Mapping[str, State] = field(default_factory=dict)
    assets: Mapping[str, str] = field(default_factory=dict)


def seen(manifest: Manifest, entry: Entry) -> Seen:
    """What a file of a manifest was made of."""
    plugin = entry.plugin.name, entry.plugin.distribution, entry.plugin.version
    document = entry.document
    return Seen(document.parts, plugin, entry.publisher, entry.options, manifest.states(entry), entry.assets)


def seen_of(carried: Carried, plugin: Plugin, publisher: str, states: States, assets: Mapping[str, str]) -> Seen:
    """What a document would be made of now. `assets` are the files of the result before, with the hashes that they have now."""
    records = {state.name: state for state in states.of((*carried.records, publisher))}
    own = plugin.name, plugin.distribution, plugin.version
    return Seen(carried.parts, own, publisher, carried.options, records, assets)


def reasons(old: Seen | None, new: Seen) -> list[str]:
    """Why a result is not what it was, each reason a few words; empty when all that it depends on is the same."""
    if old is None:
        return ["new"]
    records = list(_records(old, new))
    found = [text for _, text in records]
    changed = {name for name in {*old.parts, *new.parts} if old.parts.get(name) != new.parts.get(name)}
    if "publisher" in changed and not any(kind == "publisher" for kind, _ in records):
        found.append("the publisher’s record is read in another way")
    if "document" in changed and not any(kind != "publisher" for kind, _ in records):
        found.append("its content is put together in another way")
    if "options" in changed:
        found.append(_options(old.options, new.options))
    found.extend(_pictures(old.assets, new.assets))
    if "plugin" in changed:
        found.append(_plugin(old.plugin, new.plugin))
    if "theme" in changed:
        found.append("its theme changed")
    if "font" in changed:
        found.append("the package of its font changed")
    if "libraries" in changed:
        found.append("libraries or fonts that it is drawn with changed")
    if "after" in changed:
        found.append("files of other targets that it names changed")
    if "pages" in changed:
        found.append("there are other pages that it may lead to")
    return found


def in_one_line(found: list[str]) -> str:
    """Reasons as one line: the first few, and how many more there are."""
    more = len(found) - _MANY
    return "; ".join([*found[:_MANY], f"and {more} more"] if more > 0 else found)


def versions(old: State, new: State) -> str:
    """How a record's version changed, in brackets."""
    if old.version is None or new.version is None:
        return ""
    return f" (still version {new.version})" if old.version == new.version else f" (version {old.version} → {new.version})"


def _records(old: Seen, new: Seen) -> Iterator[tuple[str, str]]:
    """The records that changed, came and went: the kind, and what happened."""
    for name in sorted({*old.records, *new.records}):
        before, after = old.records.get(name), new.records.get(name)
        if before and after and before.sha256 != after.sha256:
            renamed = f", called “{after.title}” now" if after.title != before.title else ""
            yield before.kind, f"{before.kind} “{before.title}” changed{versions(before, after)}{renamed}"
        elif after and not before:
            yield after.kind, f"{after.kind} “{after.title}” is new in it"
        elif before and not after:
            yield before.kind, f"{before.kind} “{before.title}” is no longer in it"


def _options(old: Mapping[str, object], new: Mapping[str, object]) -> str:
    changes = [
        f"{name} {_value(old, name)} → {_value(new, name)}" for name in sorted({*old, *new}) if old.get(name) != new.get(name)
    ]
    return f"options changed: {', '.join(changes)}" if changes else "the target’s options changed"


def _value(options: Mapping[str, object], name: str) -> str:
    return str(options[name]) if name in options else "as it comes"


def _pictures(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    changed = [path for path in sorted(old) if path in new and old[path] != new[path]]
    if changed:
        yield f"{'picture' if len(changed) == 1 else 'pictures'} {', '.join(changed)} changed"


def _plugin(old: tuple[str, str, str], new: tuple[str, str, str]) -> str:
    if old[:2] != new[:2]:
        return f"made by plugin {new[0]} ({new[1]} {new[2]}), no longer by {old[0]} ({old[1]} {old[2]})"
    if old[2] != new[2]:
        return f"plugin {new[0]} changed (version {old[2]} → {new[2]})"
    return f"the files of Pressup or of plugin {new[0]} changed"
