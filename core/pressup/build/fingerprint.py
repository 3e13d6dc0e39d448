"""What a result depends on: the document, who publishes it, the options, the plugin with its files, and the libraries that draw."""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pressup.documents import Document
from pressup.plugin import Finished, Plugin, RenderContext, Target

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Fingerprints:
    """The fingerprints of one build: what is the same for many documents is hashed once."""

    def __init__(self) -> None:
        self._models: dict[int, tuple[BaseModel, str]] = {}
        self._targets: dict[type[Target[Any]], dict[str, str]] = {}

    def common(self, target: type[Target[Any]], plugin: Plugin, context: RenderContext[Any]) -> dict[str, str]:
        """What a job's result depends on besides its document, each as a hash, so that it can be told later what has changed.

        Args:
            target: The target's class.
            plugin: The plugin that the target comes from.
            context: What the target may use; its locale does not count, since it is the document's.
        """
        return {
            "publisher": self._model(context.publisher),
            "options": self._model(context.options),
            "after": _hash("".join(map(_finished, context.finished))),
            **({"pages": _hash(" ".join(context.pages))} if context.pages else {}),
            **self.software(target, plugin, context),
        }

    def _model(self, model: BaseModel) -> str:
        known = self._models.get(id(model))
        if known is None:
            known = self._models[id(model)] = model, _hash(model.model_dump_json())
        return known[1]

    def software(self, target: type[Target[Any]], plugin: Plugin, context: RenderContext[Any] | None = None) -> dict[str, str]:
        """The parts that are the program itself: the plugin's files, the libraries that draw, and what the publisher chose."""
        known = self._targets.get(target)
        if known is None:
            own = f"{target.name} {target.__qualname__} {plugin.name} {plugin.distribution} {plugin.version} "
            known = self._targets[target] = {
                "plugin": _hash(own + files_of("pressup") + files_of(target.__module__.partition(".")[0])),
                "libraries": _hash(libraries_of(plugin.distribution) + target.drawn_with()),
            }
        return {**known, **dict(_chosen(context))} if context else known


def _chosen(context: RenderContext[Any]) -> Iterator[tuple[str, str]]:
    """The theme of a plugin, and the package of fonts, if the publisher chose one. Files of its own folder count as pictures do."""
    theme, fonts = context.theme, context.publisher.fonts
    if theme and theme.trusted:
        yield "theme", _hash(f"{theme.name} {theme.folder} {files_of(theme.package.partition('.')[0])}")
    if fonts and fonts.package:
        yield "font", _hash(libraries_of(fonts.package))


def document_hash(document: Document) -> str:
    """A hash of all that a document says, as its canonical JSON: fields in their order, nothing of the time or the machine."""
    return _hash(f"{document.form} {document.model_dump_json()}")


def fingerprint(parts: Mapping[str, str]) -> str:
    """The parts as one hash, which is the name of the result in the cache."""
    return _hash(" ".join(f"{name}={value}" for name, value in sorted(parts.items())))


def software(parts: Mapping[str, str]) -> str:
    """The parts that are the program itself as one hash."""
    return _hash(" ".join(parts.get(name, "") for name in ("plugin", "libraries", "theme", "font")))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _finished(entry: Finished) -> str:
    return f"{entry.path} {entry.size} {entry.sha256} {entry.media_type}\n"


@cache
def files_of(package: str) -> str:
    """A hash of all files of a package: code, templates, styles, fonts, catalogues. Not of their times."""
    digest = hashlib.sha256()
    for name, content in _files(package):
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(package: str) -> Iterator[tuple[str, bytes]]:
    import importlib

    module = importlib.import_module(package)
    for folder in sorted(getattr(module, "__path__", ())):
        root = Path(folder)
        for file in sorted(root.rglob("*")):
            if "__pycache__" not in file.parts and file.is_file():
                yield file.relative_to(root).as_posix(), file.read_bytes()
    if not hasattr(module, "__path__"):
        try:
            source = inspect.getsourcefile(module)
        except TypeError:  # typed in, as in a notebook or with `python -c`
            source = None
        if source:
            yield package, Path(source).read_bytes()


@cache
def libraries_of(distribution: str) -> str:
    """Name and version of all that a distribution needs, and that these need, sorted."""
    found: dict[str, str] = {}
    waiting = [distribution]
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found:
            continue
        try:
            dist = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            found[key] = ""  # optional, or for another system
            continue
        found[key] = dist.version
        waiting.extend(_needs(dist.requires or ()))
    return " ".join(f"{name}={version}" for name, version in sorted(found.items()) if version)


def _needs(requirements: Iterable[str]) -> Iterator[str]:
    return (match[0] for text in requirements if "extra ==" not in text and (match := _NAME.match(text)))
