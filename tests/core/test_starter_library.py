"""The starter library is without error or warning, says that it is a sample, cites its claims, and is easy to read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pressup import Article, Condition, Exercise, Library, Programme, Publisher, Severity
from pressup.records.marks import TextMark, marked

EXERCISES = [
    "hamstring-curl",
    "romanian-deadlift",
    "stiff-leg-deadlift",
    "bridge",
    "single-leg-bridge",
    "nordic-hamstring-exercise",
    "assisted-nordic",
    "single-leg-deadlift",
    "seated-hamstring-stretch",
    "standing-forward-bend",
    "lying-hamstring-stretch",
    "squat",
    "wall-sit",
    "lunge",
    "step-up",
    "calf-raise",
    "hip-abduction",
    "clamshell",
    "forearm-plank",
    "side-plank",
    "bird-dog",
    "push-up",
    "shoulder-press",
]
CONDITIONS = ["knee-pain", "patellofemoral-pain", "knee-osteoarthritis", "hamstring-strain", "tight-hamstrings"]
ARTICLES = ["what-the-hamstrings-do", "tight-hamstrings-and-knee-pain", "signs-of-weak-hamstrings"]
MOST_WORDS = 15


def test_it_has_neither_error_nor_warning(starter: Library) -> None:
    assert [str(finding) for finding in starter.findings if finding.severity is not Severity.NOTE] == []
    assert starter.faulty == frozenset()


def test_it_has_a_record_a_file(starter: Library, starter_folder: Path) -> None:
    files = [path for path in starter_folder.rglob("*") if path.suffix in (".yaml", ".json", ".md") and path.name != "README.md"]
    assert len(starter.records) == len(files) - 1  # pressup.yaml is the library's own
    stems = {path.stem for path in files}
    assert set(starter.records) <= stems, "each file is named by its record's id"


@pytest.mark.parametrize("id", EXERCISES)
def test_exercises(starter: Library, id: str) -> None:
    assert starter.get(Exercise, id) is not None


@pytest.mark.parametrize("id", CONDITIONS)
def test_conditions(starter: Library, id: str) -> None:
    condition = starter.get(Condition, id)
    assert condition is not None
    flags = list(condition.red_flags)
    while condition.parent:
        condition = starter.get(Condition, condition.parent)
        assert condition is not None
        flags.extend(condition.red_flags)
    assert {flag.urgency for flag in flags} == {"emergency", "same-day", "soon"}


@pytest.mark.parametrize("id", ARTICLES)
def test_articles(starter: Library, id: str) -> None:
    assert starter.get(Article, id) is not None


def test_it_has_a_programme_an_issue_and_a_sample_publisher(starter: Library) -> None:
    assert starter.get(Programme, "hamstring-basics") is not None
    assert [publisher.sample for publisher in starter.of(Publisher)] == [True]
    assert len({path.suffix for path in map(Path, (s.name for s in starter.sources.values()))}) == 3, (
        "all three spellings are shown"
    )


def test_everything_is_a_sample_and_no_reviewer_is_invented(starter: Library) -> None:
    for record in starter.records.values():
        review = getattr(record, "review", None)
        if review is not None:
            assert review.status == "sample", record.id
            assert (review.reviewer, review.last_reviewed, review.due) == (None, None, None), record.id


def test_every_claim_has_a_reference_or_says_that_there_is_no_evidence(starter: Library) -> None:
    claims = [(record.id, claim) for record in starter.records.values() for claim in getattr(record, "claims", ())]
    assert claims
    for id, claim in claims:
        assert claim.references or claim.grade == "none", f"{id}: {claim.text}"


def test_doubt_is_told_where_the_evidence_is_weak(starter: Library) -> None:
    for record in starter.records.values():
        for claim in getattr(record, "claims", ()):
            if claim.grade in ("low", "very-low", "contested", "none"):
                assert claim.uncertainty, f"{record.id}: {claim.text}"


def test_every_reference_has_an_address_and_no_dead_one_is_kept(starter: Library) -> None:
    cited = {id for record in starter.records.values() for claim in getattr(record, "claims", ()) for id in claim.references}
    cited |= {id for record in starter.records.values() for id in getattr(record, "references", ())}
    flags = [flag for record in starter.records.values() for flag in getattr(record, "red_flags", ())]
    cited |= {id for flag in flags for id in flag.references}
    assert {record.id for record in starter.records.values() if record.kind == "reference"} == cited


def sentences(text: str) -> list[str]:
    """The sentences of a text, Markdown marks and addresses taken away."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("*", "")
    return [part.strip(" *#->\n") for part in re.split(r"(?<=[.!?:])\s+|\n\s*\n|\n\s*(?:-|\d+\.)\s|\n#+ ", plain) if part.strip()]


def test_sentences_have_at_most_15_words(starter: Library) -> None:
    long = []
    for record in starter.records.values():
        if record.kind in ("reference", "publisher"):
            continue
        for path, text, _ in marked(record, TextMark):
            for sentence in sentences(text):
                if len(sentence.split()) > MOST_WORDS:
                    long.append(f"{record.id} {path}: {sentence}")
    assert long == []


def test_no_text_claims_to_cure_or_to_be_proven(starter: Library) -> None:
    for record in starter.records.values():
        if record.kind != "reference":
            for path, text, _ in marked(record, TextMark):
                assert not re.search(r"\b(cures?|proven|guaranteed?|always works|miracle)\b", text, re.IGNORECASE), (
                    f"{record.id} {path}"
                )
