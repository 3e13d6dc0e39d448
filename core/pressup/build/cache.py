"""The cache: what earlier builds made, by fingerprint. Plain files, shared by all builds of a user.

`results/` holds a small file for each fingerprint, which names the artifacts by the SHA-256 of their bytes; `objects/` holds these
bytes. Every file is written beside its place and renamed, so builds need no locks: what is missing, damaged or taken away while a
build runs is made again. Nothing here is trusted, and nothing is read with pickle.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from pressup.build.jobs import Rendered
from pressup.plugin import Artifact, Finished
from pressup.plugin.target import Role
from pressup.user_cache import only_ours, user_cache

FORMAT = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_ROLES = get_args(Role)
_DAY = 86_400
_MAX_RESULT_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Kept(Artifact):
    """An artifact out of the cache.

    Attributes:
        sha256: The SHA-256 of its bytes.
        size: How many they are.
        current: Whether the output holds this very file already; then the bytes were not read, and `content` is empty.
    """

    sha256: str = ""
    size: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What `results/` says of a fingerprint.

    Attributes:
        artifacts: The artifacts without their bytes.
        assets: The files of the content folder that were read.
        seconds: How long it took.
        verify_seconds: How much of that was reading back.
        used: When it was last used, as a file time.
    """

    artifacts: tuple[Kept, ...]
    assets: tuple[tuple[str, str], ...]
    seconds: float
    verify_seconds: float
    used: float


def finished_of(target: str, document_id: str, artifact: Artifact) -> Finished:
    """What another target may know of an artifact, without hashing what is known by its hash."""
    if isinstance(artifact, Kept):
        path = f"{target}/{artifact.path}"
        return Finished(target, document_id, path, artifact.size, artifact.sha256, artifact.media_type)
    return Finished.of(target, document_id, artifact)


@dataclass(slots=True)
class Cache:
    """What earlier builds made.

    Attributes:
        folder: Where it lies.
        note: Why it cannot be used or written to, as a sentence; empty while it can.
        added: How many bytes were put into it.
    """

    folder: Path
    note: str = ""
    added: int = 0
    _usable: bool = True
    _now: float = field(default_factory=time.time)

    @classmethod
    def of(cls, folder: Path | None = None) -> Cache:
        """The cache in a folder; else in PRESSUP_CACHE_DIR, or in the user's cache folder."""
        if folder is None:
            folder = user_cache() / "made"
        cache = cls(folder)
        cache._prepare()
        return cache

    def get(
        self, fingerprint: str, asset: Callable[[str], str], holds: Callable[[str, str], bool] | None = None
    ) -> Rendered | None:
        """What was made under this fingerprint, while the files of the content folder that it read are as they were.

        What turns out to be damaged is taken away.

        Args:
            fingerprint: The result's name.
            asset: Gives the SHA-256 that a file of the content folder has now; empty when it cannot be read.
            holds: Whether the output has the artifact of this path with this SHA-256 already, so that nobody needs its bytes.
        """
        if not (self._usable and _HASH.fullmatch(fingerprint)):
            return None
        place = f"{self.folder}/results/{fingerprint[:2]}/{fingerprint[2:]}.json"
        found = read_result(place, fingerprint)
        if found is None:
            return None
        if any(asset(path) != sha256 for path, sha256 in found.assets):
            return None
        artifacts: list[Artifact] = []
        for entry in found.artifacts:
            current = holds is not None and holds(entry.path, entry.sha256)
            content = b"" if current else self._content(entry)
            if content is None:
                _remove(Path(place))
                return None
            artifacts.append(replace(entry, content=content, current=current))
        if found.used < self._now - _DAY:  # for `prune`; once a day is enough
            with suppress(OSError):
                os.utime(place)
        return Rendered(tuple(artifacts), found.assets, None, found.seconds, found.verify_seconds)

    def put(self, fingerprint: str, rendered: Rendered) -> None:
        """Keep a result, unless it has a fault. A cache that cannot be written to is no reason to stop: `note` says so once."""
        if rendered.fault is not None or not (self._usable and not self.note and _HASH.fullmatch(fingerprint)):
            return
        try:
            entries = [self._store(artifact) for artifact in rendered.artifacts]
            data = {
                "format": FORMAT,
                "fingerprint": fingerprint,
                "artifacts": entries,
                "assets": [list(asset) for asset in rendered.assets],
                "seconds": [rendered.seconds, rendered.verify_seconds],
            }
            content = sealed(data)
            self.write(self.result_of(fingerprint), content)
            self.added += len(content)
        except OSError as error:
            self.note = f"The cache “{self.folder}” cannot be written to: {(error.strerror or str(error)).lower()}."

    def result_of(self, fingerprint: str) -> Path:
        """Where the result of a fingerprint lies."""
        return Path(f"{self.folder}/results/{fingerprint[:2]}/{fingerprint[2:]}.json")

    def bytes_of(self, sha256: str) -> Path:
        """Where bytes lie."""
        return Path(f"{self.folder}/objects/{sha256[:2]}/{sha256[2:]}")

    def _prepare(self) -> None:
        try:
            self.folder.parent.parent.mkdir(parents=True, exist_ok=True)
            folders = (self.folder.parent, self.folder, *(self.folder / name for name in ("objects", "results", "outputs", "new")))
            for folder in folders:
                folder.mkdir(exist_ok=True, mode=0o700)
            if not all(map(_only_ours, folders[1:])):
                self._usable = False
                self.note = f"The cache “{self.folder}” is not used: others may write to it."
        except OSError as error:
            self._usable = False
            self.note = f"The cache “{self.folder}” cannot be used: {(error.strerror or str(error)).lower()}."

    def _content(self, entry: Kept) -> bytes | None:
        """The bytes of an artifact; None, and taken away, when they are not those that were kept."""
        place = self.bytes_of(entry.sha256)
        try:
            content = place.read_bytes()
        except OSError:
            content = None
        if content is None or hashlib.sha256(content).hexdigest() != entry.sha256:
            _remove(place)
            return None
        return content

    def _store(self, artifact: Artifact) -> dict[str, object]:
        """Keep the bytes of an artifact, and say under which name."""
        sha256 = hashlib.sha256(artifact.content).hexdigest()
        place = self.bytes_of(sha256)
        if _same(place, artifact.content):
            with suppress(OSError):  # so that no prune takes it as one that nobody names any more
                os.utime(place)
        else:
            self.write(place, artifact.content)
            self.added += len(artifact.content)
        return {
            "path": artifact.path,
            "media_type": artifact.media_type,
            "role": artifact.role,
            "sha256": sha256,
            "size": len(artifact.content),
        }

    def write(self, place: Path, content: bytes | Iterable[bytes]) -> None:
        """Write a file of the cache, so that it is seen when it is whole.

        Raises:
            OSError: when it cannot be written.
        """
        if place.is_dir():
            _remove(place)
        handle, temporary = tempfile.mkstemp(dir=self.folder / "new")
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines((content,) if isinstance(content, bytes) else content)
            try:
                os.replace(temporary, place)  # noqa: PTH105 (many thousand times)
            except FileNotFoundError:
                place.parent.mkdir(exist_ok=True, mode=0o700)
                os.replace(temporary, place)  # noqa: PTH105
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
            raise


def sealed(data: object) -> bytes:
    """Data as JSON behind a line with its SHA-256, so that damage is seen."""
    text = json.dumps(data, separators=(",", ":"), sort_keys=True).encode()
    return hashlib.sha256(text).hexdigest().encode() + b"\n" + text


def unsealed(content: bytes) -> Any:
    """The data of `sealed`; None when it is damaged."""
    digest, _, text = content.partition(b"\n")
    if hashlib.sha256(text).hexdigest().encode() != digest:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def read_result(place: str | Path, fingerprint: str) -> Result | None:
    """A result without the bytes of its artifacts; None when there is none, and taken away when it is damaged."""
    try:
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)  # several times faster than a file object
        try:
            state = os.fstat(handle)
            content = os.read(handle, min(state.st_size, _MAX_RESULT_BYTES))
        finally:
            os.close(handle)
    except FileNotFoundError:
        return None
    except OSError:
        _remove(Path(place))
        return None
    try:
        found = _result(unsealed(content), fingerprint, state.st_mtime)
    except (TypeError, ValueError, KeyError, AttributeError):
        found = None
    if found is None:
        _remove(Path(place))
    return found


def _result(data: Any, fingerprint: str, used: float) -> Result | None:
    if not isinstance(data, dict) or data["format"] != FORMAT or data["fingerprint"] != fingerprint:
        return None
    artifacts = tuple([_kept(entry) for entry in data["artifacts"]])
    assets = tuple([(_text(path), _text(sha256)) for path, sha256 in data["assets"]])
    seconds, verify_seconds = data["seconds"]
    return Result(artifacts, assets, float(seconds), float(verify_seconds), used) if artifacts else None


def _kept(entry: Any) -> Kept:
    sha256, size, role = _text(entry["sha256"]), entry["size"], entry["role"]
    if not _HASH.fullmatch(sha256) or type(size) is not int or role not in _ROLES:
        raise ValueError(f"no artifact: {sha256}, {size}, {role}")
    media_type = sys.intern(_text(entry["media_type"]))  # the same for many
    return Kept(_text(entry["path"]), b"", media_type, _ROLES[_ROLES.index(role)], sha256=sha256, size=size)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} is no text")
    return value


def _same(place: Path, content: bytes) -> bool:
    """Whether a file holds these bytes; a damaged one is written again."""
    try:
        return place.stat().st_size == len(content) and place.read_bytes() == content
    except OSError:
        return False


def _remove(place: Path) -> None:
    """Take a file away, or whatever stands in its place."""
    with suppress(OSError):
        if place.is_dir() and not place.is_symlink():
            import shutil

            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


def _only_ours(folder: Path) -> bool:
    """Whether a place is a folder, no link, and nobody else can put a file there: what lies in it becomes a handout."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and only_ours(found)
