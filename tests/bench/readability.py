"""How well the rules of plain language find what is planted, and how often they fire on honest texts.

    python tests/bench/readability.py [folder of .txt files] [--show PLN-02]

The planted texts are our own. A text of the folder is cut into pieces of about 300 words, each the body of an article.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressup.checks import Problem, RecordCheck, RecordContext, readability
from pressup.records import KINDS, LibraryFile, Record
from pressup.testing.good_records import GOOD_RECORDS

Texts = list[dict[str, Any]]
PIECE = 300
CODES = ("PLN-01", "PLN-02", "PLN-07")

HARD = [
    "Patients presenting with persistent patellofemoral symptomatology following conservative intervention should undergo "
    "comprehensive biomechanical evaluation. Subsequent rehabilitation incorporates individualised progressive strengthening, "
    "neuromuscular re-education and modification of aggravating activities.",
    "Regular participation in moderate-intensity physical activity significantly diminishes the probability of experiencing "
    "recurrent musculoskeletal difficulties. Individuals exhibiting apprehension regarding activity frequently demonstrate "
    "avoidance behaviours, which ultimately exacerbate deconditioning.",
    "Before beginning the recommended programme, carefully consider any previous injuries, current medication and other medical "
    "conditions that could potentially influence your ability to participate safely, and discuss any uncertainty with an "
    "appropriately qualified professional who is familiar with your medical history.",
    "Osteoarthritis is characterised by gradual deterioration of articular cartilage, accompanied by inflammation and alteration "
    "of surrounding structures. Radiographic abnormalities frequently demonstrate limited association with severity of symptoms.",
]
EASY = [
    "Your knee may hurt when you climb stairs. That does not mean that you harm it. Rest for a day if it is sore. Then try again "
    "with fewer stairs. Most people find that it gets better in some weeks.",
    "Start with a short walk. Go a bit further each day. If your leg hurts more the next day, do less. You can use a stick if it "
    "helps you. Ask a friend to come along.",
    "Sit on a firm chair. Put both feet flat on the floor. Lean forward and stand up. Sit down again as slowly as you can. Stop if "
    "you feel a sharp pain. Call your doctor if your calf is hot or red.",
    "Muscles get strong when you use them. They need a day of rest in between. Do not rush. Breathe out when it is hard. Write "
    "down what you did. Then you can see how far you have come.",
]
LONG = [
    "If you feel that your knee is sore after you have walked up a hill, rest it for a day or two.",
    "Lie on your back with both knees bent, your feet flat on the floor and your arms at your sides.",
    "Dr. Lee says that you should not stop moving when your back hurts, e.g. after a long day in the garden.",
    "Hold on to a chair that does not slip, lift one foot off the floor and count slowly to 10 before you swap.",
]
SHORT = [
    "Rest for 2.5 minutes. Then go on.",
    "See Dr. Lee at 10 a.m. on Friday. Take your notes with you. They help her to see what you did.",
    "Use a band, a strap, etc. if you have one. A towel will do as well. Fold it once and hold both ends.",
    "Is it sore? Stop! Rest for a while, and try again with less weight on the next day.",
]
NO_STEPS = [
    "Your knees bend as you sit back.",
    "The heel moves towards your bottom.",
    "This is the start position.",
    "Lying on your back, bend both knees.",
    "You lift one leg.",
    "Both feet stay on the floor.",
    "Hips are level with the knees.",
    "10 slow breaths.",
    "Lift the hips. Hold. Lower. Rest for a while.",
    "There should be a stretch at the back of the thigh.",
    "Patient lifts the leg.",
    "Slowly, hips rise to the ceiling.",
]
"""What is no good step; the last is planted to show what the rule does not see."""
STEPS = [
    "Bend one knee.",
    "Slowly lower your foot.",
    "With your back flat, lift both hips.",
    "Bring your knee up.",
    "Swing your leg to the side.",
    "Then swap legs.",
    "Do not hold your breath.",
    "On an out-breath, press up.",
    "Repeat 10 times.",
    "Back up to the wall. Lean on it.",
    "Keep your weight on your heels.",
    "If you can, let go of the chair.",
]


def problems(kind: str, changes: dict[str, Any], code: str) -> list[Problem]:
    """What the rules of one code find in a good record with some fields replaced."""
    record: Record = KINDS[kind].model_validate({**GOOD_RECORDS[kind], **changes})
    context = RecordContext("en-GB", LibraryFile(kind="library"))
    checks = [check for check in readability.CHECKS if check.code == code and isinstance(check, RecordCheck)]
    return [problem for check in checks for problem in check.find(record, context)]


def detected() -> Iterator[tuple[str, int, int, int, int]]:
    """A rule, the bad texts it found and how many there are, and the good texts it fires on and how many there are."""

    def fired(kind: str, texts: list[dict[str, Any]], code: str) -> int:
        return sum(bool(problems(kind, changes, code)) for changes in texts)

    def row(
        name: str, kind: str, code: str, bad: list[dict[str, Any]], good: list[dict[str, Any]]
    ) -> tuple[str, int, int, int, int]:
        return f"{code} {name}", fired(kind, bad, code), len(bad), fired(kind, good, code), len(good)

    def bodies(texts: list[str], times: int = 1) -> list[dict[str, Any]]:
        return [{"body": "## Part\n\n" + "\n\n".join([text] * times)} for text in texts]

    def with_step(texts: list[str]) -> list[dict[str, Any]]:
        return [{"steps": [text, "Lower it again."]} for text in texts]

    plain = "You can walk."
    yield row("grade", "article", "PLN-01", bodies(HARD, 4), bodies(EASY, 4))
    yield row("sentences", "article", "PLN-02", bodies(LONG), bodies(SHORT))
    yield row("steps", "exercise", "PLN-02", with_step(NO_STEPS), with_step(STEPS))
    divided = [{"body": "\n\n".join([plain] * n)} for n in (6, 9)] + [{"body": "## A\n\n" + "\n\n".join([plain] * 6)}]
    kept = [{"body": "\n\n".join([plain] * 5)}, {"body": "## A\n\n" + "\n".join(["- You can."] * 9) + "\n\n## B\n\nYes."}]
    yield row("headings", "article", "PLN-07", divided, kept)
    yield row("purpose", "exercise", "PLN-07", [{"purpose": None}], [{}])


def pieces(folder: Path) -> list[str]:
    """The texts of a folder in pieces of about 300 words, between paragraphs."""
    found = []
    for file in sorted(folder.glob("*.txt")):
        piece: list[str] = []
        for paragraph in file.read_text(encoding="utf-8").split("\n\n"):
            piece.append(paragraph)
            if sum(len(part.split()) for part in piece) >= PIECE:
                found.append("\n\n".join(piece))
                piece = []
        found += ["\n\n".join(piece)] if piece else []
    return found


def table(folder: Path | None = None) -> None:
    """Print what is found of what is planted, and how often honest texts fire."""
    print(f"{'rule':<24} {'planted found':>16} {'good texts fired':>18}")
    for name, found, bad, false, good in detected():
        print(f"{name:<24} {f'{found} of {bad}':>16} {f'{false} of {good}':>18}")
    if folder:
        texts = pieces(folder)
        print(f"\n{'rule':<24} {'pieces fired':>16} {'findings':>18}   ({folder.name}: {len(texts)} pieces)")
        for code in CODES:
            all_found = [problems("article", {"body": text}, code) for text in texts]
            print(f"{code:<24} {f'{sum(map(bool, all_found))} of {len(texts)}':>16} {sum(map(len, all_found)):>18}")


def main() -> None:
    """Print the table, and findings of a code one by one if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="a folder of honest texts, .txt")
    parser.add_argument("--show", metavar="CODE", help="print each finding of this code in the folder")
    chosen = parser.parse_args()
    table(chosen.folder)
    if chosen.show and chosen.folder:
        for text in pieces(chosen.folder):
            for problem in problems("article", {"body": text}, chosen.show):
                print(f"\n{problem.message}\n  {' '.join(problem.words.split())}")


if __name__ == "__main__":
    main()
