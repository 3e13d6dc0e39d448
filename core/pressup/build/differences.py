"""What changed between two manifests, document by document, or in the records since one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pressup.build.manifest import Entry, Manifest, State
from pressup.build.reasons import reasons, seen

Change = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened to some files of one document, for the same reasons.

    Attributes:
        change: `added`, `removed` or `changed`.
        document: The document's id.
        form: `handout`, `newsletter` or `catalogue`.
        title: Its title, the later one.
        publisher: For whom it was made.
        files: The paths, below the output.
        reasons: What changed in it, each a few words.
    """

    change: Change
    document: str
    form: str
    title: str
    publisher: str
    files: tuple[str, ...]
    reasons: tuple[str, ...] = ()


def compare(old: Manifest, new: Manifest) -> list[Difference]:
    """What changed: the documents that are new, changed and gone, each with its files."""
    groups: dict[tuple[Change, str, str, tuple[str, ...]], list[Entry]] = {}
    for change, entry, why in _changes(old, new):
        groups.setdefault((change, entry.publisher, entry.document.id, why), []).append(entry)
    return [
        Difference(change, id, entries[0].document.form, entries[0].document.title, publisher, tuple(e.path for e in entries), why)
        for (change, publisher, id, why), entries in groups.items()
    ]


def new_and_changed(old: Manifest, now: Mapping[str, State]) -> Iterator[tuple[Change, State]]:
    """The records that stood in no file of a manifest, and those that stood in none as they are now, by kind and id."""
    known = {state.name for state in old.records.values()}
    for name, state in sorted(now.items()):
        if name not in known:
            yield "added", state
        elif state.ref not in old.records:
            yield "changed", state


def _changes(old: Manifest, new: Manifest) -> Iterator[tuple[Change, Entry, tuple[str, ...]]]:
    for entry in new.artifacts:
        if entry.path not in old.by_path:
            yield "added", entry, ()
    for entry in new.artifacts:
        before = old.by_path.get(entry.path)
        if before is not None and before.sha256 != entry.sha256:
            why = reasons(seen(old, before), seen(new, entry))
            yield "changed", entry, tuple(why or ["the file differs, though all that it was made from is the same"])
    for entry in old.artifacts:
        if entry.path not in new.by_path:
            yield "removed", entry, ()


def in_words(found: list[Difference]) -> Iterator[str]:
    """The differences as sentences, with a summary at the end."""
    several = len({difference.publisher for difference in found}) > 1
    for difference in found:
        files = ", ".join(difference.files)
        whose = f" of {difference.publisher}" if several else ""
        name = f"{difference.form.capitalize()} “{difference.title}”{whose}"
        if difference.change == "added":
            yield f"{name} is new ({files})."
        elif difference.change == "removed":
            yield f"{name} is no longer made ({files})."
        else:
            yield f"{name} changed ({files}):"
            yield from (f"  - {reason}" for reason in difference.reasons)
    counts = {change: sum(len(d.files) for d in found if d.change == change) for change in ("added", "changed", "removed")}
    told = [f"{count} {change}" for change, count in counts.items() if count]
    yield f"Files: {', '.join(told)}." if told else "Nothing changed."
