"""What a patient reads of a record: its texts and their sentences, made once for all checks of the record."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from pressup.checks.check import Path, RecordContext
from pressup.checks.texts import gathered
from pressup.records import Publisher, Record, Reference

if TYPE_CHECKING:
    from pressup.language import Block, Sentence


@dataclass(frozen=True, slots=True)
class PatientText:
    """The prose of a record in one piece, with the places that its parts come from.

    Attributes:
        text: All texts, as they stand in the record, one after the other.
        sentences: The sentences of all texts in order, by their place in `text`; without headings and names.
        blocks: The headings, paragraphs and list items of the body.
    """

    text: str
    sentences: tuple[Sentence, ...]
    blocks: tuple[Block, ...]
    _paths: tuple[Path, ...]
    _starts: tuple[int, ...]

    def path(self, sentence: Sentence) -> Path:
        """Where the text of a sentence stands in the record."""
        return self._paths[bisect_right(self._starts, sentence.start) - 1]

    def words(self, sentence: Sentence) -> str:
        """A sentence as it stands in the record, with its Markdown."""
        return self.text[sentence.start : sentence.end]

    def inside(self, first: str) -> dict[int, list[Sentence]]:
        """The sentences of a list of texts such as `steps`, by position."""
        found: dict[int, list[Sentence]] = {}
        texts = [at for at, path in enumerate(self._paths) if path[0] == first]
        if not texts:
            return found
        place = bisect_left(self.sentences, self._starts[texts[0]], key=_start)
        for at in texts:
            end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self.text) + 1
            while place < len(self.sentences) and self.sentences[place].start < end:
                found.setdefault(int(self._paths[at][1]), []).append(self.sentences[place])
                place += 1
        return found


def _start(sentence: Sentence) -> int:
    return sentence.start


def patient_text(record: Record, context: RecordContext) -> PatientText:
    """What a patient reads of a record. References and publishers have nothing of it."""
    return _Last.of(record, context.lang)


class _Last:
    """The record that was looked at last, which the next check asks for again. It is kept itself, so none takes its place."""

    kept: ClassVar[tuple[Record, str, PatientText] | None] = None

    @classmethod
    def of(cls, record: Record, lang: str) -> PatientText:
        kept = cls.kept
        if kept is not None and kept[0] is record and kept[1] == lang:
            return kept[2]
        made = _read(record, lang)
        cls.kept = (record, lang, made)
        return made


def _read(record: Record, lang: str) -> PatientText:
    from pressup.language import BREAK, scan, sentences

    blocks: tuple[Block, ...] = ()
    texts: list[str] = []
    plain: list[str] = []
    paths: list[Path] = []
    starts: list[int] = []
    place = 0
    if not isinstance(record, (Reference, Publisher)):
        for path, text, (mark, prose) in gathered(record):
            if not prose:
                continue
            texts.append(text)
            paths.append(path)
            starts.append(place)
            place += len(text) + 1
            if mark.markdown:
                text, blocks = scan(text)
            plain.append(text)
    found = sentences(BREAK.join(plain), lang)
    return PatientText(BREAK.join(texts), found, blocks, tuple(paths), tuple(starts))
