"""How well the rules about the strength of words do (EVI-03, EVI-04): promises that they find, and false alarms.

    python tests/bench/strength.py [FOLDER] [--list]

FOLDER holds text files in good plain English; each piece of about 300 words is checked as the body of an article. Without it only
the sentences of this file are counted. What is missed stays in.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pressup.checks.check import Problem, RecordContext
from pressup.checks.strength import CHECKS
from pressup.records import KINDS, LibraryFile
from pressup.testing.good_records import GOOD_RECORDS

WORDS_A_PIECE = 300

PROMISES = (
    "Daily stretching prevents back pain for good.",
    "Squats cure sore knees within a week.",
    "This routine cures runner's knee.",
    "Our method is proven to heal a torn muscle.",
    "It has been proven that heat mends strains.",
    "Science proves that foam rolling works.",
    "We guarantee that you will walk without pain.",
    "Relief is guaranteed.",
    "A very effective way to end stiffness.",
    "An extremely effective fix for cramps.",
    "The plan is 100 % effective.",
    "Core training will prevent every injury.",
    "Strong hips can prevent knee pain.",
    "The miracle stretch that doctors love.",
    "It eliminates pain at the root.",
    "This always works for tight calves.",
    "There is no question that yoga cures a stiff neck.",
    "After six weeks your knee is cured.",
    "The cure for arthritis is movement.",
    "Taping prevents ankle sprains.",
    "Rolling your feet gets rid of pain for ever.",
    "You will never be injured again.",
    "It heals cartilage.",
    "Nothing works better than this stretch.",
)
FAIR = (
    "Exercise does not cure arthritis, but it can ease pain.",
    "No brace prevents all injuries.",
    "It is not known whether stretching prevents strains.",
    "Balance training may help to prevent falls.",
    "Wear good shoes to prevent slipping.",
    "Swelling prevents the knee from bending fully.",
    "Pain that prevents you from working needs a doctor.",
    "Few treatments have been proven to work.",
    "Is rest a proven treatment?",
    "There is no miracle and no guarantee.",
    "Beware of adverts that promise it always works.",
    "Doctors once thought that rest cures back pain, which is not true.",
    "This can be an effective exercise.",
    "The seat belt prevents sliding.",
    "Ask what can be done to prevent a second strain.",
    "Nobody can say that this prevents a new tear.",
)
CAUSES = (
    "Weak hips cause kneecap pain.",
    "Flat feet lead to sore shins.",
    "Knee pain is due to tight muscles.",
    "Sitting all day results in weak muscles.",
    "Being overweight increases the chance of arthritis.",
    "Poor sleep triggers pain.",
    "Stress makes back pain worse.",
    "Tight calves bring on heel pain.",
    "Heel pain comes from tight calves.",
    "Tight muscles are why knees hurt.",
)
LINKS = (
    "Weak hips and kneecap pain often go together.",
    "People who sleep badly report more pain.",
    "Flat feet were more common in runners with sore shins.",
    "This does not show that stress causes pain.",
    "Being overweight is linked to a higher risk of arthritis.",
    "It is unclear which leads to which.",
    "Poor sleep may make pain worse.",
    "The risk was about twice as high.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """How one rule did on one set of texts: findings in so many texts of so many words."""

    code: str
    what: str
    texts: int
    found: int
    words: int


def table(folder: Path | None = None) -> list[Row]:
    """A row for each rule and set of texts: planted promises, fair sentences, and the texts of a folder."""
    rows = []
    for code, what, sentences in (
        ("EVI-03", "planted", PROMISES),
        ("EVI-03", "fair", FAIR),
        ("EVI-04", "planted", CAUSES),
        ("EVI-04", "fair", LINKS),
    ):
        found = sum(bool(as_claim(code, sentence)) for sentence in sentences)
        rows.append(Row(code, what, len(sentences), found, sum(len(sentence.split()) for sentence in sentences)))
    if folder:
        pieces = list(_pieces(folder))
        words = sum(len(piece.split()) for piece in pieces)
        rows.append(Row("EVI-03", "folder, as bodies", len(pieces), sum(len(as_body(piece)) for piece in pieces), words))
        claims = [sentence.strip() + "." for piece in pieces for sentence in piece.split(". ") if 0 < len(sentence) < 1_900]
        for code in ("EVI-03", "EVI-04"):
            found = sum(len(as_claim(code, sentence)) for sentence in claims)
            rows.append(Row(code, "folder, as claims", len(claims), found, words))
    return rows


def as_claim(code: str, sentence: str) -> list[Problem]:
    """What is found in a sentence that stands as a claim of an association with the grade low."""
    claim = {"text": sentence, "relation": "association", "grade": "low", "references": ["smith-2020"], "uncertainty": "?"}
    return _problems(code, {"claims": [claim]})


def as_body(text: str) -> list[Problem]:
    """What EVI-03 finds in the body of an article without claims."""
    return _problems("EVI-03", {"body": text})


def _problems(code: str, changes: dict[str, object]) -> list[Problem]:
    record = KINDS["article"].model_validate({**GOOD_RECORDS["article"], **changes})
    context = RecordContext("en-GB", LibraryFile(kind="library"))
    return [problem for check in CHECKS if check.code == code for problem in check.find(record, context)]


def _pieces(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("*.txt")):
        words = file.read_text(encoding="utf-8").split(" ")
        yield from (" ".join(words[i : i + WORDS_A_PIECE]) for i in range(0, len(words), WORDS_A_PIECE))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="text files in good plain English")
    parser.add_argument("--list", action="store_true", help="print what is missed, and every false alarm")
    chosen = parser.parse_args()
    print(f"{'':<10}{'texts':<22}{'number':>8}{'found':>8}{'words':>8}")
    for row in table(chosen.folder):
        print(f"{row.code:<10}{row.what:<22}{row.texts:>8}{row.found:>8}{row.words:>8}")
    if chosen.list:
        for code, planted, fair in (("EVI-03", PROMISES, FAIR), ("EVI-04", CAUSES, LINKS)):
            print(*(f"{code} misses: {text}" for text in planted if not as_claim(code, text)), sep="\n")
            print(*(f"{code} wrongly: {text}" for text in fair if as_claim(code, text)), sep="\n")
        for piece in _pieces(chosen.folder) if chosen.folder else ():
            for problem in as_body(piece):
                at = piece.find(problem.words)
                print(f"EVI-03 in the folder: {' '.join(piece[max(0, at - 60) : at + 60].split())}")
            for sentence in piece.split(". "):
                if 0 < len(sentence) < 1_900:
                    for code in ("EVI-03", "EVI-04"):
                        for problem in as_claim(code, sentence):
                            print(f"{code} as a claim: {problem.words}: {' '.join(sentence.split())[:150]}")


if __name__ == "__main__":
    main()
