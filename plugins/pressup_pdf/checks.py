"""Rules of the PDF: the publisher's font can print its texts, and its themes can be read."""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Iterator
from pathlib import Path

from pressup import Check, Example, Explanation, Library, Problem, Publisher, Severity, translations

_THEMES = "themes"
_AT_END = re.compile(r"^Ignored `(?P<what>[^`]*)` at (?P<line>\d+):(?P<column>\d+), (?P<why>.*)$", re.DOTALL)
_AT = re.compile(r"^(?P<why>.*?) at (?P<line>\d+):(?P<column>\d+)\.?$", re.DOTALL)
_SELECTOR = re.compile(r"selector, '(?P<what>.*)'", re.DOTALL)
_HIDES = re.compile(r"(?i)(display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:|(?<![-a-z])color\s*:\s*transparent)")
_SMALL = re.compile(r"(?i)font(?:-size)?\s*:[^;{}]*?(?<![0-9.])(?P<size>[0-9]{0,4}(?:\.[0-9]{1,4})?)pt")
_LEAST = 10
"""Points of the smallest text that a handout prints."""
_MOST_TEXTS = 100
_MOST_BYTES = 20_000_000


def fonts(library: Library, today: datetime.date) -> Iterator[Problem]:  # noqa: ARG001 (one signature for all)
    """A publisher's font has a regular and a bold weight, may be embedded, and has every character of what is printed."""
    for publisher in library.of(Publisher):
        if publisher.fonts is not None:
            yield from _font(library, publisher)


def _font(library: Library, publisher: Publisher) -> Iterator[Problem]:
    from pressup_pdf.typeface import WEIGHTS, FontError, made_of

    try:
        files = {}
        for weight in WEIGHTS:
            name = getattr(publisher.fonts, weight)
            if name:
                files[weight] = _read(library, name)
        characters = made_of(publisher, files).characters()
    except FontError as error:
        yield Problem(publisher.id, ("fonts", error.field) if error.field else ("fonts",), str(error))
        return
    except OSError:  # X-01 tells it
        return
    yield from _missing(library, characters)


def _missing(library: Library, characters: frozenset[str]) -> Iterator[Problem]:
    """The texts of records that hold what the font lacks, with the first such character of each."""
    from pressup_pdf.fonts import invisible, with_look_alikes

    told = 0
    for id, source in library.sources.items():
        if set(with_look_alikes(source.text)) <= characters:
            continue
        for path, text in _texts(library.records[id].model_dump(mode="python"), ()):
            lacking = [letter for letter in with_look_alikes(text) if letter not in characters and not invisible(letter)]
            if lacking and told < _MOST_TEXTS:
                told += 1
                message = f"The publisher’s font has no sign for “{lacking[0]}” (U+{ord(lacking[0]):04X})."
                yield Problem(id, path, message, "Write it in other words, or take a font that has it.", words=lacking[0])


def _texts(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a record, and where it stands."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number))


def themes(library: Library, today: datetime.date) -> Iterator[Problem]:  # noqa: ARG001 (one signature for all)
    """The templates and the style sheet of a theme in `themes/` can be read, and the style sheet hides nothing."""
    folder = library.root / _THEMES
    for theme in sorted(entry for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else ():
        yield from _templates(library, theme)
        yield from _style(library, theme / "style.css")


def _templates(library: Library, theme: Path) -> Iterator[Problem]:
    from jinja2 import TemplateSyntaxError

    from pressup_pdf.environment import environment_of
    from pressup_pdf.theme import TEMPLATES, Templates, template_names

    folder = theme / TEMPLATES
    environment = environment_of(translations("pressup_pdf", "en"), Templates((), f"{theme.name}/{TEMPLATES}", trusted=False))
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_dir() or path.name.startswith("."):
            continue
        file, name = path.relative_to(library.root).as_posix(), path.relative_to(folder).as_posix()
        if name not in template_names():
            help = f"A theme may have: {', '.join(template_names())}."
            yield Problem("", (), f"The PDF has no template “{name}”, so this file would not be used.", help, file=file)
            continue
        try:
            environment.compile(_text(library, file), name, file)
        except TemplateSyntaxError as error:
            message = f"The template cannot be read: {(error.message or 'a mistake').rstrip('.')}."
            yield Problem("", (), message, file=file, line=error.lineno)
        except (OSError, ValueError) as error:
            yield Problem("", (), f"The template cannot be read: {error}.", file=file)


def _style(library: Library, path: Path) -> Iterator[Problem]:
    if not path.is_file():
        return
    file = path.relative_to(library.root).as_posix()
    try:
        text = _text(library, file)
    except (OSError, ValueError) as error:
        yield Problem("", (), f"The style sheet cannot be read: {error}.", file=file)
        return
    for message in _css_messages(text):
        line, column, said = _place_of(message, text)
        yield Problem(
            "",
            (),
            f"The style sheet has a mistake: {said}.",
            "WeasyPrint lists what it knows.",
            file=file,
            line=line,
            column=column,
        )
    bare = re.sub(r"/\*.*?\*/", lambda comment: re.sub(r"[^\n]", " ", comment[0]), text, flags=re.DOTALL)
    for found in _HIDES.finditer(bare):
        message = f"“{' '.join(found[0].split())}” may hide what a patient must read."
        yield _at(file, bare, found.start(), message, "Take it out: a theme changes how a handout looks, not what it says.")
    for found in _SMALL.finditer(bare):
        if found["size"] and float(found["size"]) < _LEAST:
            yield _at(file, bare, found.start(), f"Text of {found['size']} points is too small.", f"Take {_LEAST} points or more.")


def _at(file: str, text: str, index: int, message: str, help: str) -> Problem:
    line = text.count("\n", 0, index) + 1
    return Problem("", (), message, help, file=file, line=line, column=index - text.rfind("\n", 0, index))


def _css_messages(text: str) -> list[str]:
    """What WeasyPrint has to say about a style sheet with our names filled in, and what it may not load."""
    from weasyprint import CSS

    from pressup_pdf.brand import Look
    from pressup_pdf.fetcher import BASE_URL, PackagedOnly, RefusedError
    from pressup_pdf.fonts import FAMILY
    from pressup_pdf.press import collected, filled

    with collected(logging.WARNING) as messages:
        try:
            # A name keeps its length in lines, so that places stay right.
            CSS(string=filled(text, Look("#000000", "#000000", "#FFFFFF", FAMILY)), base_url=BASE_URL, url_fetcher=PackagedOnly())
        except RefusedError as error:
            messages.append(str(error))
    return messages


def _place_of(message: str, text: str) -> tuple[int, int, str]:
    """Line, column, and what is wrong, in a message of WeasyPrint."""
    at = _AT_END.match(message)
    if at:
        return int(at["line"]), int(at["column"]), f"“{' '.join(at['what'].split())}”: {at['why'].rstrip('.')}"
    at = _AT.match(message)
    if at:
        return int(at["line"]), int(at["column"]), " ".join(at["why"].split())
    selector = _SELECTOR.search(message)
    start = text.find(selector["what"]) if selector else -1
    line = text.count("\n", 0, start) + 1 if start >= 0 else 1
    return line, start - text.rfind("\n", 0, start) if start >= 0 else 1, " ".join(message.split()).rstrip(".")


def _read(library: Library, file: str) -> bytes:
    """A plain file of the content folder, as far as a font or a theme may be large.

    Raises:
        OSError: when it is none, or leads out of the folder.

    """
    path = (library.root / file).resolve()
    if not path.is_file() or not path.is_relative_to(library.root.resolve()):
        raise FileNotFoundError(f"“{file}” is no plain file of the content folder")
    with path.open("rb") as opened:
        return opened.read(_MOST_BYTES)


def _text(library: Library, file: str) -> str:
    return _read(library, file).decode("utf-8")


FONTS = Check(
    "PDF-01",
    Severity.ERROR,
    fonts,
    explanation=Explanation(
        title="The publisher's font is whole, may be embedded, and has a sign for every character.",
        reason=(
            "An empty box in a dose is worse than no handout. A handout is set in a regular and a bold weight, which must both be "
            "there, and a font whose maker forbids embedding may not be in a file that is given away."
        ),
        source="PDF/UA-1 (ISO 14289-1), 7.21: all fonts are embedded; OpenType 1.9, OS/2 table, fsType.",
        examples=(
            Example(
                kind="publisher",
                bad="fonts: { package: fontpkg-no-such-family }",
                good="fonts: { package: fontpkg-atkinson-hyperlegible }",
            ),
        ),
    ),
)
THEMES = Check(
    "PDF-02",
    Severity.ERROR,
    themes,
    explanation=Explanation(
        title="The templates and the style sheet of a theme can be read, and the style sheet hides nothing.",
        reason=(
            "A mistake in a style sheet is left out by a browser without a word, and the page looks wrong in print. What is hidden "
            "or too small may be the one line that a patient must read."
        ),
        source="The sizes of Pressup's design: nothing that prints is smaller than 10 points.",
    ),
)
