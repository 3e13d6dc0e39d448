"""Vocabularies are data files: well formed, and named by the schema so that editors complete their words."""

from __future__ import annotations

import re

import pytest

from pressup.records.library_file import Term, Vocabularies
from pressup.records.marks import SLUG_PATTERN
from pressup.records.vocabulary import NAMES, packaged


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_a_slug_with_a_name_that_a_reader_understands(name: str) -> None:
    for id, entry in packaged()[name].items():
        assert re.fullmatch(SLUG_PATTERN, id)
        assert str(entry["name"]).strip()
        Term.model_validate(dict(entry))


def test_a_library_may_extend_every_vocabulary() -> None:
    assert set(Vocabularies.model_fields) == set(NAMES)


def test_no_word_stands_twice_in_its_file() -> None:
    from importlib.resources import files

    for name in NAMES:
        text = files("pressup.records.vocabulary").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
        assert len(re.findall(r"^- ", text, re.MULTILINE)) == len(packaged()[name])


def test_every_muscle_belongs_to_a_known_one_without_a_circle() -> None:
    muscles = packaged()["muscle"]
    for id in muscles:
        seen = []
        current: str | None = id
        while current is not None:
            assert current not in seen
            seen.append(current)
            assert current in muscles
            current = muscles[current].get("parent")


def test_equipment_says_whether_people_have_it_at_home() -> None:
    assert all(isinstance(entry["home"], bool) for entry in packaged()["equipment"].values())
