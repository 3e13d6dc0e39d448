"""How well the rules of thumb about words do: planted mistakes that they find, and false alarms in a folder of good texts.

    python tests/bench/heuristics.py [FOLDER] [--lang en-US] [--list]

FOLDER holds text files in good plain English; each paragraph or row of paragraphs of about 300 words is checked as an article.
Without it only the planted mistakes are counted. `table` gives the same as rows.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pressup.checks.check import Problem, RecordCheck, RecordContext
from pressup.checks.lexicon import word_set
from pressup.checks.rules import RECORD_CHECKS
from pressup.records import KINDS, LibraryFile, Record
from pressup.testing.good_records import GOOD_RECORDS

WORDS_A_PIECE = 300

TYPOS = sorted(
    word_set(
        "ketttlebells kettlebll postion foward parner exerise initate acclerate througout throught dumbell wont"
        " recieve seperate definately occured untill streching hamstirng shoudler benfit exersise strenght lenght"
        " musle tendonitus begining comfortabley pateint phsyio theraputic weigth knne thigth ankel towell raisse"
        " slowley gentley contiue recomended neccessary diffrent resistence excercise flexability balence sholders"
        " repitition elbwo stretchs physiotherpist inflamation dont doesnt"
    )
)
"""Slips of the hand. The last real words they make (“heal” for “heel”) are left out: no dictionary can find those."""

SENTENCES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "PLN-03": tuple(
        ("article", "body", text)
        for text in (
            "The patella slides in a groove.",
            "Stay prone and bend one knee.",
            "Crepitus on stairs is common.",
            "You may notice an effusion after sport.",
            "Proprioception gets better with practice.",
            "This loads the muscle eccentrically.",
            "Start with isometric holds.",
            "A tear of the meniscus can lock the knee.",
            "Your range of motion will grow.",
            "A varus knee wears on one side.",
            "Dorsiflexion is stiff after a cast.",
            "Gait training starts in week 2.",
            "The anterior cruciate ligament (ACL) can tear.",
            "Chronic pain is real pain.",
            "Take an NSAID with food.",
        )
    ),
    "PLN-05": (
        ("exercise", "steps", "The knee is bent slowly."),
        ("exercise", "steps", "Your back should be kept flat."),
        ("exercise", "tips", "A towel can be placed under the heel."),
        ("article", "body", "Patients should rest for a day."),
        ("article", "body", "The patient must not drive."),
        ("article", "body", "Knee pain is caused by many things."),
        ("article", "body", "The scan is read by a doctor."),
        ("article", "body", "A scan was taken. The knee was examined. A plan was made. You go home."),
    ),
    "PLN-06": (
        ("exercise", "steps", "Lift the leg three times."),
        ("exercise", "steps", "Hold for ten seconds."),
        ("exercise", "steps", "Hold for 30."),
        ("exercise", "steps", "Do this two or three times."),
        ("exercise", "tips", "Do twice as many on the weak side."),
        ("exercise", "tips", "Use half the weight at first."),
        ("exercise", "tips", "Lift at 70% of your best."),
        ("exercise", "steps", "Do 3x10."),
        ("article", "body", "Do two sets of eight reps."),
        ("article", "body", "Of 60% who stretched, 15% got better, and 1/3 of those, or 5%, stayed so."),
    ),
    "PLN-08": (
        *(("exercise", "steps", f"Keep the {typo} slow.") for typo in TYPOS),
        ("article", "body", "It is one of of the best moves."),
        ("article", "body", "You may perhaps feel a stretch."),
        ("article", "body", "It is a common ache, Particularly in runners."),
        ("article", "body", "This helps avoidance and Restoration of strength."),
        ("article", "body", "Leave a Reply"),
        ("article", "body", "Your email address will not be published."),
        ("article", "body", "Required fields are marked *"),
        ("article", "body", "Share on Facebook"),
        ("article", "body", "Click here to subscribe"),
        ("article", "body", "Stretching may help because of the"),
        ("exercise", "steps", "Go back to the staring position."),
        ("exercise", "steps", "It is usually commonly felt in the calf."),
    ),
    "PLN-09": (
        ("article", "body", "This program lasts 6 weeks."),
        ("article", "body", "See a physical therapist."),
        ("article", "body", "The center of the knee is sore."),
        ("article", "body", "The color of the skin may change."),
        ("article", "body", "Pediatric care is free."),
        ("article", "body", "Pitting edema (swelling) can last."),
        ("article", "body", "Ask about an anesthetic (a drug that numbs)."),
        ("article", "body", "It takes 1 liter of water."),
        ("article", "body", "Swap your behavior step by step."),
        ("article", "body", "We organise a class and recognize each member."),
    ),
}
"""Planted mistakes by code: the kind of record, the field, and a text in British English that is wrong in one way."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one rule did: of so many planted mistakes so many found, and so many findings in so many words of good text."""

    code: str
    planted: int
    found: int
    words: int
    alarms: int

    @property
    def per_thousand(self) -> float:
        """Findings in 1,000 words of good text."""
        return 1000 * self.alarms / self.words if self.words else 0.0


def table(folder: Path | None = None, lang: str = "en-US") -> list[Row]:
    """A row for each rule of thumb about words.

    Args:
        folder: Text files in good plain English, for false alarms; none are counted without it.
        lang: The language tag of these texts.
    """
    pieces = list(_pieces(folder)) if folder else []
    words = sum(len(piece.split()) for piece in pieces)
    rows = []
    for code, planted in SENTENCES.items():
        found = sum(bool(problems(code, kind, field, text)) for kind, field, text in planted)
        alarms = sum(len(problems(code, "article", "body", piece, lang)) for piece in pieces)
        rows.append(Row(code, len(planted), found, words, alarms))
    return rows


def problems(code: str, kind: str, field: str, text: str, lang: str = "en-GB") -> list[Problem]:
    """What the rules of a code find in a text that stands in a field of a good record, and nowhere else in it."""
    record = _record(kind, field, text)
    context = RecordContext(lang, LibraryFile(kind="library"))
    found = [problem for check in _checks(code) for problem in check.find(record, context)]
    return [problem for problem in found if problem.path[0] == field]


def _checks(code: str) -> Iterator[RecordCheck]:
    return (check for check in RECORD_CHECKS if check.code == code)


def _record(kind: str, field: str, text: str) -> Record:
    data = dict(GOOD_RECORDS[kind])
    data[field] = text if isinstance(data.get(field), str) or field == "body" else [text]
    return KINDS[kind].model_validate(data)


def _pieces(folder: Path) -> Iterator[str]:
    """Paragraphs of the texts, joined to about 300 words."""
    for file in sorted(folder.glob("*.txt")):
        piece = ""
        for paragraph in file.read_text(encoding="utf-8").split("\n\n"):
            piece = f"{piece}\n\n{paragraph}".strip()
            if len(piece.split()) >= WORDS_A_PIECE:
                yield piece
                piece = ""
        if piece:
            yield piece


def main() -> None:
    """Print the table, and with --list every finding in the good texts and every planted mistake that was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--lang", default="en-US", help="the language tag of the texts")
    parser.add_argument("--list", action="store_true", help="list findings in the texts, and what was missed")
    chosen = parser.parse_args()
    print(f"{'rule':<8} {'planted':>8} {'found':>6} {'words':>8} {'findings':>9} {'per 1,000':>10}")
    for row in table(chosen.folder, chosen.lang):
        print(f"{row.code:<8} {row.planted:>8} {row.found:>6} {row.words:>8} {row.alarms:>9} {row.per_thousand:>10.2f}")
    if not chosen.list:
        return
    for code, planted in SENTENCES.items():
        for kind, field, text in planted:
            if not problems(code, kind, field, text):
                print(f"{code} missed: {text}")
        for piece in _pieces(chosen.folder) if chosen.folder else ():
            for problem in problems(code, "article", "body", piece, chosen.lang):
                print(f"{code} {' '.join(problem.words.split())!r}: {problem.message} {problem.help}")


if __name__ == "__main__":
    main()
