"""Writing to a bucket, or whatever else fsspec reaches: what has changed is uploaded, each object whole, and the manifest last."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from pressup.build.write.face import MANIFEST, Published, Url
from pressup.build.write.paths import is_inside
from pressup.content.suggest import did_you_mean
from pressup.errors import UsageError, WriteError

_EXTRA = 'pip install "pressup[remote]"'
_USUAL = ("s3", "gs", "az", "abfs", "sftp", "webdav", "file", "memory")
_WITH_BUCKETS = ("s3://", "s3a://", "gs://", "gcs://")
_UNDER_WAY = ".publishing.json"
"""Names the objects that an upload under way may have replaced: of these, the manifest of the last build tells nothing."""


class RemoteWriter:
    """Collects files in a temporary folder, and uploads those that differ from what the remote manifest tells."""

    def __init__(self, url: str) -> None:
        self.url = url if url.endswith("://") else f"{url.rstrip('/')}/"
        self.root = Url(self.url)
        self.staged: dict[str, str] = {}
        self._files, self._root = _filesystem(url)
        with self._plainly():
            self._files.invalidate_cache()
            self._sizes = self._list()
        self._folder = Path(tempfile.mkdtemp(prefix="pressup-"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def stage(self, path: str, content: bytes, sha256: str | None = None) -> None:
        """Keep a file until it is published.

        Raises:
            WriteError: when this machine's disk for temporary files is full.
        """
        told = self._keep(path, (content,))
        self.staged[path] = sha256 or told

    def stage_lines(self, path: str, lines: Iterable[bytes]) -> None:
        """Keep a file that comes piece by piece.

        Raises:
            WriteError: when this machine's disk for temporary files is full.
        """
        self.staged[path] = self._keep(path, lines)

    def _keep(self, path: str, pieces: Iterable[bytes]) -> str:
        """Keep a file until it is published, and give its SHA-256."""
        staged = self._folder / path
        digest = hashlib.sha256()
        try:
            staged.parent.mkdir(parents=True, exist_ok=True)
            with staged.open("wb") as file:
                for piece in pieces:
                    digest.update(piece)
                    file.write(piece)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise WriteError(f"“{staged}” cannot be kept until it is uploaded: {reason}.") from error
        return digest.hexdigest()

    def read(self, path: str) -> bytes | None:
        """An object of the last output, if it is there.

        Raises:
            WriteError: when that cannot be told.
        """
        if path not in self._sizes:
            return None
        with self._plainly():
            content: bytes = self._files.cat_file(f"{self._root}/{path}")
        return content

    def open(self, path: str) -> BinaryIO | None:
        """An object of the last output to read from, if it is there.

        Raises:
            WriteError: when that cannot be told.
        """
        content = self.read(path)
        return None if content is None else BytesIO(content)

    def has(self, path: str) -> bool:
        """Whether an object is there."""
        return path in self._sizes

    def locked(self) -> AbstractContextManager[None]:
        """Buckets have no locks: who publishes last wins, object by object."""
        return nullcontext()

    def publish(self, remove: Mapping[str, str] | None = None) -> Published:
        """Upload what has changed, then the manifest; then remove what no document makes any more.

        An upload that is interrupted leaves the manifest of the last build, and the next build repairs the rest.

        Raises:
            WriteError: when the connection fails, or something is not permitted.
        """
        doubtful = self._doubtful()
        told = self._told()
        changed = sorted(
            path
            for path, digest in self.staged.items()
            if path != MANIFEST
            and (path in doubtful or told.get(path) != digest or self._sizes.get(path) != (self._folder / path).stat().st_size)
        )
        last = self.staged.get(MANIFEST)
        renewed = last is not None and (bool(changed) or hashlib.sha256(self.read(MANIFEST) or b"").hexdigest() != last)
        with self._plainly():
            if changed:
                self._put_bytes(_UNDER_WAY, json.dumps(sorted(doubtful | set(changed))).encode())
                self._put(changed)
            if renewed:
                self._put([MANIFEST])
        going, notes = self._remove(remove or {})
        still = sorted(path for path in doubtful if path not in self.staged and path in self._sizes)  # this was a build of a part
        with self._plainly():
            if still:
                self._put_bytes(_UNDER_WAY, json.dumps(still).encode())
            elif changed or doubtful:
                self._files.rm_file(f"{self._root}/{_UNDER_WAY}")
        self.staged = {}
        return Published((*changed, *([MANIFEST] if renewed else [])), tuple(going), tuple(notes))

    def _remove(self, remove: Mapping[str, str]) -> tuple[list[str], list[str]]:
        going: list[str] = []
        notes: list[str] = []
        for path, digest in sorted(remove.items()):
            if not is_inside(path) or path in self.staged or path not in self._sizes:
                continue
            if hashlib.sha256(self.read(path) or b"").hexdigest() != digest:
                notes.append(f"{self._url(path)}: no document makes this any more, and it stays because somebody has changed it")
                continue
            with self._plainly():
                self._files.rm_file(f"{self._root}/{path}")
            going.append(path)
        return going, notes

    def _told(self) -> dict[str, str]:
        """What the remote manifest tells: the SHA-256 of each path."""
        return {str(entry.get("path")): str(entry.get("sha256")) for entry in artifacts_of(self.read(MANIFEST))}

    def _doubtful(self) -> set[str]:
        """What an upload that was interrupted may have replaced."""
        try:
            return {str(path) for path in json.loads(self.read(_UNDER_WAY) or b"[]")}
        except (ValueError, TypeError):
            return set(self._sizes)

    def _put(self, paths: list[str]) -> None:
        local = [str(self._folder / path) for path in paths]
        self._files.put(local, [f"{self._root}/{path}" for path in paths])

    def _put_bytes(self, path: str, content: bytes) -> None:
        self._files.pipe_file(f"{self._root}/{path}", content)

    def _list(self) -> dict[str, int]:
        """The sizes of all objects of the output. A bucket that is not there is an error, a folder that is not is empty."""
        try:
            found: dict[str, Any] = self._files.find(self._root, detail=True)
        except FileNotFoundError:
            found = {}
        if not found and self.url.startswith(_WITH_BUCKETS):
            with suppress(PermissionError):  # one may have a folder of a bucket that one may not list
                self._files.ls(self._root.split("/")[0], detail=False)
        return {name[len(self._root) :].lstrip("/"): int(entry.get("size") or 0) for name, entry in found.items()}

    def _url(self, path: str) -> Url:
        return Url(f"{self.url}{path}")

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """Say what failed in one sentence: each library for a kind of storage has errors of its own."""
        try:
            yield
        except WriteError:
            raise
        except Exception as error:
            raise WriteError(f"“{self.url.rstrip('/')}” cannot be written to: {_reason(error)}.") from error


def artifacts_of(manifest: bytes | None) -> list[Mapping[str, Any]]:
    """The artifacts that a manifest names; none when there is no manifest, or it cannot be read."""
    try:
        artifacts = json.loads(manifest or b"{}")["artifacts"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []
    return [entry for entry in artifacts if isinstance(entry, Mapping)] if isinstance(artifacts, list) else []


def _filesystem(url: str) -> tuple[Any, str]:
    """What reaches a URL, and its root there.

    Raises:
        UsageError: when nothing does.
    """
    protocol = url.partition("://")[0]
    try:
        from fsspec.core import url_to_fs
        from fsspec.registry import get_filesystem_class, known_implementations, registry
    except ImportError as error:
        raise UsageError(f"“{url}” needs more than is installed: {_EXTRA}") from error
    first = protocol.split("::")[0]
    if first not in known_implementations and first not in registry:
        raise UsageError(f"Nothing is known of “{protocol}://” URLs. {did_you_mean(protocol, _USUAL)}".strip())
    try:
        get_filesystem_class(first)
    except ImportError as error:
        package = known_implementations[first]["class"].split(".")[0]
        advice = _EXTRA if package == "s3fs" else f"pip install {package}"
        raise UsageError(f"“{protocol}://” URLs need more than is installed: {advice}") from error
    try:
        files, root = url_to_fs(url)
    except Exception as error:
        raise WriteError(f"“{url}” cannot be written to: {_reason(error)}.") from error
    return files, root.rstrip("/")


def _reason(error: Exception) -> str:
    """What an error means, without its library's words where we know better."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if "NoCredentialsError" in names or "PartialCredentialsError" in names:
        return "no credentials were found"
    if isinstance(error, PermissionError):
        return "access is denied"
    if isinstance(error, FileNotFoundError):
        return "there is no such bucket or folder"
    if isinstance(error, ConnectionError | TimeoutError) or any("Connect" in name or "Timeout" in name for name in names):
        return "no connection to the server"
    if isinstance(error, NotImplementedError):
        return "it takes no files"
    text = " ".join(str(error).split()).rstrip(".")
    return text[:200] or type(error).__name__
