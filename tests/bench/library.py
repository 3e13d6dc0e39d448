"""Exercise files to measure with: as long as one of the starter library's, each with movements of its own."""

from __future__ import annotations

import random
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_VERBS = [
    "Lift",
    "Bend",
    "Press",
    "Slide",
    "Turn",
    "Push",
    "Pull",
    "Lower",
    "Raise",
    "Stretch",
    "Move",
    "Reach",
    "Roll",
    "Draw",
    "Swing",
    "Tilt",
    "Point",
    "Set",
    "Rest",
    "Hold",
]
_PARTS = [
    "knee",
    "foot",
    "heel",
    "hip",
    "arm",
    "hand",
    "elbow",
    "shoulder",
    "leg",
    "thigh",
    "ankle",
    "chest",
    "head",
    "calf",
    "wrist",
    "toe",
    "palm",
    "side",
    "waist",
    "shin",
]
_WAYS = (
    "up",
    "down",
    "to the side",
    "forward",
    "back",
    "across",
    "out",
    "in",
    "towards the wall",
    "along the floor",
    "over the mat",
)
_PACES = (
    "slowly",
    "for a count of 3",
    "with care",
    "as far as you like",
    "without a jerk",
    "while you breathe out",
    "and then pause",
)


def generate(folder: Path, count: int) -> list[Path]:
    """Write `count` exercises, each a file, each stepping up to the next; the same ones each time."""
    text = (ROOT / "content" / "exercises" / "hamstring-curl.yaml").read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(count):
        file = folder / f"exercise-{number}.yaml"
        file.write_text(_exercise(text, number, count), encoding="utf-8")
        files.append(file)
    return files


def _exercise(text: str, number: int, count: int) -> str:
    chance = random.Random(number)
    steps = "".join(f"  - {_sentence(chance)} {_sentence(chance)}\n" for _ in range(5))
    own = text.replace("id: hamstring-curl", f"id: exercise-{number}")
    own = own.replace("name: Hamstring curl", f"name: {chance.choice(_PARTS).capitalize()} {chance.choice(_PARTS)} move {number}")
    own = own.replace("aliases: [Lying leg curl, Heel lift on your front]\n", "")
    own = (
        own.replace("{ change: Wear an ankle weight of 1 kg.,", f"{{ to: exercise-{(number + 1) % count},")
        if number + 1 < count
        else own
    )
    return re.sub(r"(?<=^steps:\n)(?:  - .*\n)+", lambda _: steps, own, flags=re.MULTILINE)


def _sentence(chance: random.Random) -> str:
    part = f"{chance.choice(('one', 'your', 'the other', 'your left', 'your right'))} {chance.choice(_PARTS)}"
    return f"{chance.choice(_VERBS)} {part} {chance.choice(_WAYS)} {chance.choice(_PACES)}."
