"""Verify: the text of every primary artifact is read back, and every safety text of its document must be in it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from email import policy
from email.parser import BytesParser
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from pressup.documents import Catalogue, Document, Handout
from pressup.documents.wording import dose_phrases, sample_mark
from pressup.plugin import Artifact, RenderContext, Target

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# PDFium gives U+0002, in older versions U+FFFE, for a hyphen at the end of a line.
_SPACES = re.compile("[\\s\u00a0\u00ad\u200b\x02\ufffe]+")
_OF_AN_INDEX = frozenset({"disclaimer", "sample mark"})
_BLOCKS = frozenset({"p", "div", "li", "td", "th", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "section", "header", "footer"})


class UnreadableError(ValueError):
    """Core cannot read back the text of an artifact's format."""


def missing_texts(
    target: Target[Any], document: Document, context: RenderContext[Any], artifacts: Iterable[Artifact]
) -> list[tuple[str, str]]:
    """The safety texts of a document that its primary artifacts do not hold: what each is, and the text.

    A document that comes in several primary artifacts must have every text in each of them; in a multipart mail, in each part. An
    artifact that holds some entries of a catalogue must have the texts of these. The index of a catalogue shows no exercise and no
    condition: of it only the disclaimer and the sample mark are wanted.

    Raises:
        UnreadableError: when the format is unknown to core and the target gives no text.
    """
    if not target.verifies:
        return []
    read = [artifact for artifact in artifacts if artifact.role != "supplement"]
    if any(artifact.role == "index" for artifact in read) and not isinstance(document, Catalogue):
        raise UnreadableError(f"only a catalogue has an index, and {document.id} is a {document.form}")
    if not read:
        raise UnreadableError("no artifact is primary, so nothing could be verified")
    entries = {entry.id: entry for entry in document.entries} if isinstance(document, Catalogue) else {}
    missing = _missing_entries(entries, read)
    whole: list[tuple[str, str]] | None = None
    for artifact in read:
        if artifact.entries:
            wanted = _wanted(_part(document, entries, artifact), context)
        else:
            wanted = whole = _wanted(document, context) if whole is None else whole
        here = wanted if artifact.role == "primary" else [entry for entry in wanted if entry[0] in _OF_AN_INDEX]
        for text in _texts(target, artifact):
            plain = normal(text)
            missing.extend(entry for entry in here if normal(entry[1]) not in plain and entry not in missing)
    return missing


def _wanted(document: Document, context: RenderContext[Any]) -> list[tuple[str, str]]:
    mark = [("sample mark", sample_mark(document.lang))] if document.sample else []
    return [*document.safety_texts(context.publisher), *mark]


def _part(document: Document, entries: Mapping[str, Handout], artifact: Artifact) -> Document:
    """A catalogue with the entries only that an artifact says it holds."""
    if not isinstance(document, Catalogue):
        raise UnreadableError(f"{artifact.path} says which entries it holds, and a {document.form} has none")
    unknown = [id for id in artifact.entries if id not in entries]
    if unknown:
        raise UnreadableError(f"{artifact.path} says that it holds “{unknown[0]}”, which is no entry of the catalogue")
    return document.only(tuple(entries[id] for id in artifact.entries))


def _missing_entries(entries: Mapping[str, Handout], primary: Iterable[Artifact]) -> list[tuple[str, str]]:
    """The entries of a catalogue that are in no file of a media type whose files hold some entries each."""
    held: dict[str, set[str]] = {}
    for artifact in primary:
        if artifact.entries:
            held.setdefault(artifact.media_type, set()).update(artifact.entries)
    return [("entry", entry.title) for ids in held.values() for entry in entries.values() if entry.id not in ids]


def missing_personal(
    target: Target[Any], document: Document, context: RenderContext[Any], artifacts: Iterable[Artifact]
) -> list[str]:
    """What is for one person and is in none of the primary artifacts: what each is, and never the text itself."""
    personal = context.personal
    if personal is None or not target.verifies or not isinstance(document, Handout):
        return []
    wanted = list(personal.texts())
    for card in context.cards(document):
        changed = personal.doses.get(card.exercise.id)
        fields = changed.model_fields_set if changed else frozenset()
        phrases = dose_phrases(card.first_dose, document.lang)
        wanted.extend((f"the dose of “{card.exercise.id}”", phrase.text) for phrase in phrases if phrase.kind in fields)
    plain = normal("\n".join(text for artifact in artifacts if artifact.role == "primary" for text in _texts(target, artifact)))
    return [what for what, text in wanted if normal(text) not in plain]


def explain(missing: list[tuple[str, str]]) -> str:
    """What is missing, in a sentence for the plugin's author and the publisher."""
    kind, text = missing[0]
    more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
    rule = "SAF-02, " if kind in ("red flag", "action of a red flag") else ""
    return f"the output drops a safety text ({rule}{kind}): “{text}”{more}"


def normal(text: str) -> str:
    """Text without what layout changes: spaces, line breaks, hyphenation, ligatures and the case of letters."""
    plain = _SPACES.sub("", unicodedata.normalize("NFKC", text)).replace("-", "").replace("\u2010", "").replace("\u02bc", "’")
    return plain.casefold()


def _texts(target: Target[Any], artifact: Artifact) -> Iterator[str]:
    own = target.extract_text(artifact)
    if own is not None:
        yield own
    else:
        yield from extract(artifact)


def extract(artifact: Artifact) -> Iterator[str]:
    """The text of an artifact; of a multipart mail, the text of each part.

    Raises:
        UnreadableError: for a media type that core cannot read.
    """
    media_type = artifact.media_type.split(";")[0].strip().lower()
    if media_type == "application/pdf":
        yield _pdf_text(artifact.content)
    elif media_type in ("text/html", "application/xhtml+xml"):
        yield _html_text(artifact.content.decode("utf-8"))
    elif media_type == "application/json" or media_type.endswith("+json"):
        yield "\n".join(_strings(json.loads(artifact.content)))
    elif media_type == "application/atom+xml":
        yield "\n".join(_strings([*_xml(artifact.content).itertext()]))
    elif media_type == "message/rfc822":
        yield from _mail_texts(artifact.content)
    elif media_type.startswith("text/"):
        yield artifact.content.decode("utf-8")
    else:
        raise UnreadableError(f"core cannot read {media_type}: give the target an extract_text method, or say verifies = False")


def html_parts(artifact: Artifact) -> Iterator[str]:
    """Every piece of HTML in an artifact: a page, the HTML part of a mail, the strings with markup of a feed's `content_html`."""
    media_type = artifact.media_type.split(";")[0].strip().lower()
    if media_type in ("text/html", "application/xhtml+xml"):
        yield artifact.content.decode("utf-8")
    elif media_type == "message/rfc822":
        for part in BytesParser(policy=policy.default).parsebytes(artifact.content).walk():
            if part.get_content_type() == "text/html":
                yield str(part.get_content())
    elif media_type == "application/atom+xml":
        yield from (element.text or "" for element in _xml(artifact.content).iter() if element.get("type") == "html")
    elif media_type == "application/json" or media_type.endswith("+json"):
        yield from _html_values(json.loads(artifact.content))


def _html_values(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str) and key.endswith("html"):
                yield value
            else:
                yield from _html_values(value)
    elif isinstance(data, list):
        for value in data:
            yield from _html_values(value)


def _xml(content: bytes) -> Element:
    from xml.etree import ElementTree

    return ElementTree.fromstring(content)  # noqa: S314 (what a target has just written)


def _pdf_text(content: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(content) as pdf:
        pages = []
        for page in pdf:
            text_page = page.get_textpage()
            pages.append(text_page.get_text_bounded())
            text_page.close()
            page.close()
    return "\n".join(pages)


class _TextParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "template"):
            self.hidden += 1
        if tag in _BLOCKS:
            self.parts.append("\n")
        self.parts.extend(value for name, value in attrs if name == "alt" and value)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "template"):
            self.hidden = max(0, self.hidden - 1)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def _html_text(html: str) -> str:
    parser = _TextParser()
    parser.feed(html)
    return "".join(parser.parts)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
        if "<" in data:
            yield _html_text(data)
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


def _mail_texts(content: bytes) -> Iterator[str]:
    message = BytesParser(policy=policy.default).parsebytes(content)
    for part in message.walk():
        if part.get_content_type() == "text/plain":
            yield str(part.get_content())
        elif part.get_content_type() == "text/html":
            yield _html_text(str(part.get_content()))
