"""What a build would make, and why, without making it: `pressup render --dry-run`."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pressup.build.cache import Cache
from pressup.build.earlier import parsed
from pressup.build.fingerprint import Fingerprints, fingerprint
from pressup.build.manifest import NAME, Entry, Manifest, States, sha256_of
from pressup.build.plan import Step
from pressup.build.reasons import reasons, seen, seen_of
from pressup.build.report import Carried, Would
from pressup.build.run import asset_hash, covered, keys
from pressup.build.write import open_writer
from pressup.content.library import Library
from pressup.plugin import Finished, RenderContext

_GONE, _EDITED = "its file is gone", "its file was changed by somebody"


@dataclass(frozen=True, slots=True)
class Before:
    """What there is already: the output folder, the manifest of the build before, and the cache, when there are any."""

    output: Path | None
    manifest: Manifest | None
    cache: Cache | None

    @classmethod
    def of(cls, output: str | os.PathLike[str], cache: Cache | None) -> Before:
        """What there is at an output folder, or at a URL, of which the files themselves are not looked at.

        Raises:
            WriteError: when something else stands in the place of the manifest.
        """
        name = os.fspath(output)
        if "://" in name and not name.startswith("file://"):
            with open_writer(name) as writer:
                content = writer.read(NAME)
                return cls(None, None if content is None else parsed(content, (writer.root / NAME).as_posix()), cache)
        folder = Path(name.removeprefix("file://"))
        place = folder / NAME
        return cls(folder, parsed(place.read_bytes(), place.as_posix()) if place.is_file() else None, cache)


def rehearse(library: Library, steps: Iterable[Step], before: Before) -> Iterator[Would]:
    """Every document that a build would make, in order, and why."""
    states, fingerprints = States(library), Fingerprints()
    entries = before.manifest.by_key if before.manifest else {}
    changing: set[tuple[str, str]] = set()
    known: dict[str, str] = {}
    for step in steps:
        after = _finished(before.manifest, step)
        context = RenderContext(step.options, step.publisher, "", after, library.root, theme=step.theme, pages=step.pages)
        hash_now = partial(asset_hash, known, context)
        common, options = fingerprints.common(step.target, step.plugin, context), step.changed_options()
        for planned in step.documents:
            carried = replace(planned.carried, common=common, options=options)
            key = (step.publisher.id, step.target.name, carried.id)
            old = entries.get(key, [])
            found = _reasons(before, old, carried, step, states, {path: hash_now(path) for e in old for path in e.assets})
            if not found and any((step.publisher.id, name) in changing for name in step.target.after):
                found = ["files of other targets that it names may change"]
            if found:
                if found[0] not in (_GONE, _EDITED):
                    changing.add(key[:2])
                kept = before.cache is not None and before.cache.result_of(fingerprint(carried.parts)).is_file()
                yield Would(*key, tuple(found), kept)


def going(before: Before, steps: list[Step], publishers: Collection[str]) -> Iterator[str]:
    """The files that no document makes any more, by path."""
    whole, planned = covered(before.manifest, steps, publishers), keys(steps)
    for entry in before.manifest.artifacts if before.manifest else ():
        if entry.key[:2] in whole and entry.key not in planned:
            yield entry.path


def _reasons(
    before: Before,
    old: list[Entry],
    carried: Carried,
    step: Step,
    states: States,
    assets: Mapping[str, str],
) -> list[str]:
    """Why a document would be made; empty when its files are as they would be made."""
    if before.manifest is None or not old:
        return ["new"]
    found: dict[str, None] = {}
    for entry in old:
        own = {path: sha256 for path, sha256 in assets.items() if path in entry.assets}
        if entry.document.parts == carried.parts and entry.assets == own:
            continue
        now = seen_of(carried, step.plugin, step.publisher.id, states, own)
        found.update(dict.fromkeys(reasons(seen(before.manifest, entry), now)))
    if not found and before.output is not None:
        for entry in old:
            held = sha256_of(before.output / entry.path)
            if held != entry.sha256:
                found[_GONE if held is None else _EDITED] = None
    return list(found)


def _finished(manifest: Manifest | None, step: Step) -> tuple[Finished, ...]:
    """The files of the targets that a step refers to, as the build before made them."""
    return tuple(
        Finished(e.target, e.document.id, f"{e.target}/{e.path.partition(f'{e.target}/')[2]}", e.size, e.sha256, e.media_type)
        for e in (manifest.artifacts if manifest else ())
        if e.publisher == step.publisher.id and e.target in step.target.after
    )
