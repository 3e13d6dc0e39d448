"""A translation makes the record in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pressup.content.translation import in_language, same_language, translated
from pressup.records import Exercise, Translation
from pressup.records.hashing import reviewed_hash, text_hash, texts

if TYPE_CHECKING:
    from tests.core.conftest import Content


def test_the_translated_record_has_the_texts_and_the_review_of_its_translation(good: Content) -> None:
    good.record("exercise", {"body": "A longer text."})
    review = {"review.reviewer.name": "Other Reviewer", "review.version": "1.2", "review.changes.0.version": "1.2"}
    good.record("translation", {"text.steps": [None, "Heb das Becken."], "body": "Ein längerer Text.", **review})
    library = good.load()
    assert library.findings == ()
    bridge = library.get(Exercise, "bridge")
    assert bridge
    german = translated(library, bridge, "de-AT")
    assert (german.id, german.lang, german.name, german.body) == ("bridge", "de", "Brücke", "Ein längerer Text.")
    assert german.steps == (bridge.steps[0], "Heb das Becken.")
    assert german.review.reviewer
    assert (german.review.reviewer.name, german.review.version) == ("Other Reviewer", "1.2")
    assert (german.dose, german.rights, german.level) == (bridge.dose, bridge.rights, bridge.level)
    assert translated(library, bridge, "en-US") is bridge
    with pytest.raises(LookupError, match="There is no translation of “bridge” into “fr”"):
        translated(library, bridge, "fr")


def test_a_text_without_a_place_is_refused(good: Content) -> None:
    good.record("translation", {"text": {"steps": ["A", "B", "C"]}})
    library = good.load()
    bridge, german = library.get(Exercise, "bridge"), library.get(Translation, "bridge-de")
    assert bridge
    assert german
    with pytest.raises(ValueError, match="There is no text “steps 3” in “bridge”"):
        in_language(bridge, german)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("de", "de-AT", True),
        ("de-CH", "de-AT", True),
        ("de", "nl", False),
        ("zh-Hans", "zh-Hant", False),
        ("zh-Hans-CN", "zh-CN", True),
    ],
)
def test_a_country_makes_no_other_language(one: str, other: str, same: bool) -> None:
    assert same_language(one, other) is same
    assert same_language(other, one) is same


def test_review_and_rights_are_not_translated(good: Content) -> None:
    good.record("exercise", {"rights.grant": "G.", "rights.licence": "proprietary", "review.conflicts": "None."})
    record = good.load().records["bridge"]
    assert {path[0] for path in texts(record)} == {"name", "purpose", "start", "steps", "feel_it", "cautions", "stop_if"}


def test_the_hashes_are_those_that_were_printed_before(good: Content) -> None:
    """A hash stands in people's files: a version of Pressup that makes another one would call all of them stale."""
    record = good.load().records["knee-pain"]
    assert reviewed_hash(record) == "sha256:ad96b53956b0e6380f9627ec61473949bfdb3d5c9eb6822271a595029b3e2afd"
    assert text_hash(record) == "sha256:af014c284d0f2a0039a33668b39087fb4d72e722ba71092cee7f9bb63a83ce66"
