"""Checking that a target keeps its contract."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import importlib
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, ClassVar

from pressup.build import verify, write
from pressup.build.jobs import checked
from pressup.documents import Document, Handout
from pressup.plugin.manager import problem_with
from pressup.plugin.personal import Personal
from pressup.plugin.target import Artifact, Target
from pressup.records import Dose
from pressup.testing.rendering import context_for, render_target
from pressup.testing.samples import HOSTILE, sample_documents, sample_publisher


def assert_target_conforms(target: type[Target[Any]], *, options: Mapping[str, object] | None = None) -> None:
    """Check that a target keeps its contract, on every sample document that it renders.

    The class is complete and can be pickled, as can its documents; paths are safe and told apart; rendering leaves the document as
    it was, leaves no file behind, opens no connection, and gives the same bytes again, here and in other processes, on another day
    and with other hash seeds; every safety text and the sample mark can be read back; and hostile text is printed as it stands,
    without coming to life. Where `personal` is true, what is for one person is shown.

    Args:
        target: The target's class, at the top level of a module.
        options: Options to render with.

    Raises:
        AssertionError: with a sentence that says what is wrong.
        Exception: what `render` itself raises, and a TypeError or ValueError when it gives no artifacts.
    """
    problem = problem_with(target)
    assert not problem, problem
    assert _pickles(target), f"{target.__name__} cannot be pickled: define it at the top level of a module"
    for name in target.preload:  # as the processes of a build do: what these keep for the life of a process is not left behind
        importlib.import_module(name)
    taken: dict[str, str] = {}
    rendered: list[tuple[Document, tuple[Artifact, ...]]] = []
    for document in sample_documents().values():
        if _renders(target, document):
            artifacts = _assert_pure(target, document, options or {})
            _assert_paths(artifacts, taken, document)
            _assert_safety_texts(target, document, artifacts, options or {})
            rendered.append((document, artifacts))
            if target.personal and isinstance(document, Handout):
                _assert_personal(target, document, options or {})
    for document in sample_documents(HOSTILE).values():
        if _renders(target, document):
            artifacts = render_target(target, document, options=options)
            _assert_safety_texts(target, document, artifacts, options or {})
            _assert_lifeless(target, document, artifacts)
    _assert_same_elsewhere(target, rendered, options or {})


def _renders(target: type[Target[Any]], document: Document) -> bool:
    only = isinstance(document, Handout) and bool(target.only)
    return isinstance(document, target.documents) and (not only or getattr(document, "kind", "") in target.only)


def _assert_personal(target: type[Target[Any]], document: Handout, options: Mapping[str, object]) -> None:
    """What is for one person is shown, and every exercise has the person's dose."""
    exercises = [card.exercise.id for card in document.cards]
    dose = Dose.model_validate({"sets": 7})
    personal = Personal("Robin Sample", "Rest on hot days.", dict.fromkeys(exercises, "Go slowly."), dict.fromkeys(exercises, dose))
    context = replace(context_for(target, document, options, sample_publisher(), (), None), personal=personal)
    artifacts = checked(target().render(document, context))
    missing = verify.missing_personal(target(), document, context, artifacts)
    assert not missing, f"{target.name} says that it shows what is for one person, and drops {missing[0]}"
    named = [artifact.path for artifact in artifacts if "robin" in artifact.path.lower()]
    assert not named, f"{target.name} names the person in a file's name: {named[0]}"


def _pickles(value: object) -> bool:
    try:
        pickle.loads(pickle.dumps(value))  # noqa: S301 (our own bytes)
    except Exception:  # noqa: BLE001 (whatever goes wrong, it cannot be pickled)
        return False
    return True


def _digest(artifacts: tuple[Artifact, ...]) -> str:
    digest = hashlib.sha256()
    for artifact in sorted(artifacts, key=lambda artifact: artifact.path):
        for part in (artifact.path.encode(), artifact.media_type.encode(), artifact.role.encode(), artifact.content):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _assert_pure(target: type[Target[Any]], document: Document, options: Mapping[str, object]) -> tuple[Artifact, ...]:
    before = document.model_dump_json()
    assert _pickles(document), f"the document {document.id} cannot be pickled"
    with _watched() as watch:
        first = render_target(target, document, options=options)
        again = render_target(target, document, options=options)
    assert not watch.connections, f"{target.name} opened a connection: {watch.connections[0]}"
    assert not watch.files, f"{target.name} wrote files: {', '.join(watch.files)}"
    assert document.model_dump_json() == before, f"{target.name} changed the document {document.id}"
    assert _digest(first) == _digest(again), f"{target.name} gives other bytes for {document.id} the second time"
    return first


class _Watch:
    """What a target does besides rendering, as Python's audit events tell it."""

    _ACTIVE: ClassVar[list[_Watch]] = []
    _NETWORK = frozenset({"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"})
    _WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

    def __init__(self) -> None:
        self.connections: list[str] = []
        self.files: list[str] = []
        self._paths: set[str] = set()

    @classmethod
    def hook(cls, event: str, arguments: tuple[Any, ...]) -> None:
        """Told of every event of this process. A hook cannot be taken away again, so it does nothing unless one watches."""
        for watch in cls._ACTIVE:
            watch.see(event, arguments)

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Refuse connections, and remember what is opened for writing."""
        if event in self._NETWORK:
            self.connections.append(event)
            raise AssertionError(f"render opened a connection ({event})")
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & self._WRITING:
            path = arguments[0]
            if isinstance(path, str | bytes | os.PathLike):
                self._paths.add(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100 (this runs inside of open)

    def look(self) -> None:
        """Note which of the written files are still there, but for devices and for what Python keeps of imported modules."""
        mine = [path for path in self._paths if "__pycache__" not in path and not path.startswith("/dev/")]
        if any(Path(path).is_file() for path in mine):
            gc.collect()  # a library may remove its temporary files only when its objects go
        self.files = sorted(path for path in mine if Path(path).is_file())


@cache
def _install_hook() -> None:
    sys.addaudithook(_Watch.hook)


@contextlib.contextmanager
def _watched() -> Iterator[_Watch]:
    """See what the block writes and connects to. It runs in an empty folder, so that careless targets leave nothing behind."""
    _install_hook()
    home = Path.cwd()
    watch = _Watch()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        _Watch._ACTIVE.append(watch)
        try:
            yield watch
        finally:
            _Watch._ACTIVE.remove(watch)
            watch.look()
            os.chdir(home)


_CHILD = """
import pickle, sys
sys.path[:0] = pickle.load(sys.stdin.buffer)
from pressup.testing.conformance import _digest, render_target
target, documents, options = pickle.load(sys.stdin.buffer)
print(*(_digest(render_target(target, document, options=options)) for document in documents), sep="\\n")
"""
_ELSEWHERE = (
    {"PYTHONHASHSEED": "1", "TZ": "WEST+12"},
    {"PYTHONHASHSEED": "4711", "TZ": "EAST-14", "LC_ALL": "C"},
)
"""Two other processes: other orders of sets, and time zones between which it is never the same day."""


def _assert_same_elsewhere(
    target: type[Target[Any]], rendered: list[tuple[Document, tuple[Artifact, ...]]], options: Mapping[str, object]
) -> None:
    data = pickle.dumps(sys.path) + pickle.dumps((target, [document for document, _ in rendered], dict(options)))
    with ThreadPoolExecutor() as pool:
        runs = list(pool.map(lambda settings: _run_elsewhere(data, settings), _ELSEWHERE))
    for done in runs:
        assert done.returncode == 0, f"{target.name} cannot render in another process:\n{done.stderr.decode()}"
        digests = done.stdout.decode().split()[-len(rendered) :]
        for (document, artifacts), digest in zip(rendered, digests, strict=True):
            assert digest == _digest(artifacts), f"{target.name} gives other bytes for {document.id} in another process"


def _run_elsewhere(data: bytes, settings: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", _CHILD]
    return subprocess.run(command, input=data, capture_output=True, env={**os.environ, **settings}, check=False)  # noqa: S603


def _assert_paths(artifacts: tuple[Artifact, ...], taken: dict[str, str], document: Document) -> None:
    try:
        write.check_paths(artifacts, taken, document.id)
    except write.UnsafePathError as error:
        raise AssertionError(str(error)) from error


def _assert_safety_texts(
    target: type[Target[Any]], document: Document, artifacts: tuple[Artifact, ...], options: Mapping[str, object]
) -> None:
    context = context_for(target, document, options, sample_publisher(), (), None)
    missing = verify.missing_texts(target(), document, context, artifacts)
    assert not missing, f"{target.name}, {document.form} {document.id}: {verify.explain(missing)}"


_LOADING = frozenset({"src", "srcset", "href", "data", "poster", "style", "background", "action", "formaction"})


class _LiveParser(HTMLParser):
    """Finds markup that came out of text: our hostile call inside a script or an attribute, or an element that loads its file."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_script = tag == "script" and dict(attrs).get("type") != "application/ld+json"  # which is data, and never runs
        self.found.extend(
            f"<{tag} {name}>"
            for name, value in attrs
            if name.startswith("on") or (name in _LOADING and "etc/passwd" in (value or ""))
        )

    def handle_data(self, data: str) -> None:
        if self.in_script and "hostile()" in data:
            self.found.append("<script>")
        self.in_script = False


def _assert_lifeless(target: type[Target[Any]], document: Document, artifacts: tuple[Artifact, ...]) -> None:
    for artifact in artifacts:
        for html in verify.html_parts(artifact):
            parser = _LiveParser()
            parser.feed(html)
            assert not parser.found, f"{target.name} lets text of {document.id} come to life: {', '.join(parser.found)}"
