"""Targets for the tests of the kit: good ones, and one for every way to break the contract. Any process can import them."""

from __future__ import annotations

import datetime
import html
import os
import random
import socket
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pressup import Artifact, Catalogue, Document, Handout, Newsletter, RenderContext, Target, TargetOptions, sample_mark


class Options(TargetOptions):
    """Options of the good target."""

    shout: bool = False
    """Write in capitals."""


class Good(Target[Any]):
    """Keeps the contract. The bad ones change one thing."""

    name = "good"
    summary = "For tests"
    documents = (Handout, Newsletter, Catalogue)
    options = Options

    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        text = "\n".join(self.lines(document, context))
        content = text.upper() if getattr(context.options, "shout", False) else text
        yield Artifact(f"{document.id}.txt", content.encode(), "text/plain")

    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        mark = [sample_mark(document.lang)] if document.sample else []
        return [document.title, *mark, *(text for _, text in document.safety_texts(context.publisher))]


class GoodHtml(Good):
    """Escapes all text, in attributes too."""

    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        title = html.escape(document.title)
        text = "".join(f'<p title="{title}">{html.escape(line)}</p>' for line in self.lines(document, context))
        yield Artifact(f"{document.id}.html", text.encode(), "text/html")


class GoodTemporary(Good):
    """Uses a temporary file and takes it away again."""

    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"x")
        return list(super().render(document, context))


class Random(Good):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        return [*super().lines(document, context), str(random.random())]


class Clock(Good):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        return [*super().lines(document, context), datetime.datetime.now().isoformat()]  # noqa: DTZ005


class Today(Good):
    """Gives the same bytes twice, but not tomorrow."""

    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        return [*super().lines(document, context), str(datetime.date.today())]  # noqa: DTZ011


class SetOrder(Good):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        return list(set(super().lines(document, context)))


class WritesHere(Good):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        Path("left-behind.txt").write_text("x")
        return super().lines(document, context)


class WritesElsewhere(Good):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        handle, _ = tempfile.mkstemp(prefix="left-behind-")
        os.write(handle, b"x")
        os.close(handle)
        return super().lines(document, context)


class Connects(Good):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        with socket.socket() as connection:
            connection.connect(("127.0.0.1", 9))
        return super().lines(document, context)


class ConnectsInSecret(Good):
    """Does not even notice that it may not."""

    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        try:
            with socket.socket() as connection:
                connection.connect_ex(("127.0.0.1", 9))
        except BaseException:  # noqa: BLE001
            pass
        return super().lines(document, context)


class AsksForAName(Good):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        return [*super().lines(document, context), str(socket.getaddrinfo("localhost", 9))]


class Leaves(Good):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        yield Artifact("../escaped.txt", b"", "text/plain")


class SamePath(Good):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        (artifact,) = super().render(document, context)
        yield Artifact("index.txt", artifact.content, artifact.media_type)


class DropsFlags(Good):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        flags = {flag.text for flag in document.red_flags[:1]}
        return [line for line in super().lines(document, context) if line not in flags]


class DropsMark(Good):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        return [line for line in super().lines(document, context) if line != sample_mark(document.lang)]


class DropsRights(Good):
    """Prints other people's work as if it were its own."""

    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        return [line for line in super().lines(document, context) if line not in document.attributions()]


class CutsOff(Good):
    """Keeps only the beginning of a long text."""

    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        return [line[:60] for line in super().lines(document, context)]


class Alive(Good):
    """Lets text into HTML as it is. The safety texts are there for core to read, too."""

    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        safe = "".join(f"<p>{html.escape(line)}</p>" for line in self.lines(document, context))
        yield Artifact(f"{document.id}.html", f"<h1>{document.title}</h1>{safe}".encode(), "text/html")


class AliveInAttribute(Good):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        safe = "".join(f"<p>{html.escape(line)}</p>" for line in self.lines(document, context))
        hole = document.title.replace("<", "&lt;").replace('"', '" onclick="')
        yield Artifact(f"{document.id}.html", f'<h1 title="{hole}">x</h1>{safe}'.encode(), "text/html")


class Changes(Good):
    """A document is frozen, but a dictionary in it is not."""

    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        document.titles["more"] = "More"
        return super().lines(document, context)


class ChangesTitle(Good):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        document.title = "Better"  # type: ignore[misc]
        return super().lines(document, context)


class GivesText(Good):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        yield Artifact(f"{document.id}.txt", document.title, "text/plain")  # type: ignore[arg-type]


class GivesPath(Good):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        yield Artifact(Path("a.txt"), b"", "text/plain")  # type: ignore[arg-type]


class GivesRole(Good):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        yield Artifact("a.txt", b"", "text/plain", "main")  # type: ignore[arg-type]


class GivesNothing(Good):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        return []


class GivesNone(Good):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        return None  # type: ignore[return-value]


class GivesOne(Good):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        return Artifact("a.txt", b"", "text/plain")  # type: ignore[return-value]


class GivesWords(Good):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        return ["a.txt"]  # type: ignore[list-item]


class OnlySupplements(Good):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        yield Artifact(f"{document.id}.txt", b"", "text/plain", "supplement")


class Unreadable(Good):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        yield Artifact(f"{document.id}.bin", b"", "application/x-odd")


class Carries(Unreadable):
    """A format that carries no text, and says so."""

    verifies = False


class OwnText(Unreadable):
    """A format that core cannot read, with a way to read it."""

    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        content = "\n".join(self.lines(document, context)).encode("utf-16")
        yield Artifact(f"{document.id}.bin", content, "application/x-odd")

    def extract_text(self, artifact: Artifact) -> str:
        return artifact.content.decode("utf-16")


class NameMissing(Target[TargetOptions]):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        return []
