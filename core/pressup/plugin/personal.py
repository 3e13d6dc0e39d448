"""What is for one person: a name, notes and changes of doses, given at the desk and kept nowhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pressup.content.invisible import in_value
from pressup.documents.model import ExerciseCard
from pressup.errors import UsageError
from pressup.records import Dose

MAX_RECIPIENT, MAX_NOTE = 80, 400
"""How many characters a name and a note may have: what fits on the line and in the card."""


class PersonalError(ValueError):
    """Something that is for one person cannot be shown.

    Its message is printed as it stands, so it must not quote the name or a note. Of any other error that is raised while something
    is made for one person, only the class is told: its message may quote anything.
    """


@dataclass(frozen=True, slots=True)
class Personal:
    """What is for one person. A target that shows it says `personal = True`.

    It comes to a target in `RenderContext.personal` and goes no further: not into a document, the cache, a manifest, a log, the
    name or the metadata of a file, nor to another machine. Its `repr` shows none of it.

    Attributes:
        recipient: The person's name, on one line, at most 80 characters; None to leave the line empty.
        note: A note for the whole document, at most 400 characters. Line breaks become spaces, as in all notes.
        notes: Notes on exercises, by the exercise's id.
        doses: What is changed of doses, by the exercise's id: the fields that are set replace those of every phase.

    Raises:
        UsageError: for a text that is empty, too long, or holds characters that nobody sees.
    """

    recipient: str | None = field(default=None, repr=False)
    note: str | None = field(default=None, repr=False)
    notes: Mapping[str, str] = field(default_factory=dict, repr=False)
    doses: Mapping[str, Dose] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if self.recipient is not None:
            if len(self.recipient.strip().splitlines()) > 1:
                raise UsageError("The name of the recipient has a line break in it. Write it on one line.")
            object.__setattr__(self, "recipient", _clean(self.recipient, "The name of the recipient", MAX_RECIPIENT))
        if self.note is not None:
            object.__setattr__(self, "note", _clean(self.note, "The note", MAX_NOTE))
        notes = {id: _clean(text, f"The note on “{id}”", MAX_NOTE) for id, text in self.notes.items()}
        object.__setattr__(self, "notes", notes)
        object.__setattr__(self, "doses", dict(self.doses))
        for id, dose in self.doses.items():
            kept = [name for name in ("pain_limit", "weeks") if getattr(dose, name) is not None]
            if kept:
                raise UsageError(f"The dose of “{id}” changes {kept[0]}, which stays as the record says.")

    def card(self, card: ExerciseCard) -> ExerciseCard:
        """A card with this person's dose in every phase; the same card where nothing is changed."""
        change = self.doses.get(card.exercise.id)
        if change is None:
            return card
        doses = tuple(entry.model_copy(update={"dose": entry.dose.replaced_by(change)}) for entry in card.doses)
        exercise = card.exercise.model_copy(update={"dose": card.exercise.dose.replaced_by(change)})
        return card.model_copy(update={"doses": doses, "exercise": exercise})

    def texts(self) -> Iterator[tuple[str, str]]:
        """The name and the notes: what each is, and the text."""
        if self.recipient is not None:
            yield "the name of the recipient", self.recipient
        if self.note is not None:
            yield "the note", self.note
        for id, text in self.notes.items():
            yield f"the note on “{id}”", text


def _clean(text: str, what: str, most: int) -> str:
    """A text on one line, in the usual form of its letters. Messages say what is wrong, and never quote it."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise UsageError(f"{what} is not written in UTF-8.") from None
    if len(text) > 20 * most or len(clean := " ".join(unicodedata.normalize("NFC", text).split())) > most:
        raise UsageError(f"{what} is {len(text):,} characters long; at most {most} fit.")
    found = in_value(clean) or in_value(text)
    if found:
        raise UsageError(f"{what} holds the invisible character U+{ord(found):04X}. Write it again by hand.")
    if not clean:
        raise UsageError(f"{what} is empty.")
    return clean
