"""Marks tell texts, links and vocabulary words apart, with the path of each as in the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pressup.records import Article, Exercise, Programme, Publisher, Reference
from pressup.records.marks import LinkMark, TextMark, WordMark, marked

Change = Callable[[Any, dict[str, Any]], Any]
Records = dict[str, dict[str, Any]]


def test_links_of_a_programme_are_found_wherever_they_stand(good_records: Records) -> None:
    programme = Programme.model_validate(good_records["programme"])
    found = [(path, target, mark.kinds) for path, target, mark in marked(programme, LinkMark)]
    assert found == [
        (("conditions", 0), "knee-pain", ("condition",)),
        (("phases", 0, "items", 0, "exercise"), "bridge", ("exercise",)),
        (("phases", 1, "items", 0, "exercise"), "bridge", ("exercise",)),
    ]


def test_words_of_an_exercise_name_their_vocabulary(good_records: Records, change: Change) -> None:
    data = change(
        good_records["exercise"],
        {"equipment": {"required": ["mat"], "substitutes": [{"instead_of": "mat", "use": "A bed."}]}, "joints": ["hip", "knee"]},
    )
    found = {(path, word, mark.vocabulary) for path, word, mark in marked(Exercise.model_validate(data), WordMark)}
    assert found == {
        (("position",), "supine", "position"),
        (("muscles", 0, "muscle"), "glutes", "muscle"),
        (("joints", 0), "hip", "joint"),
        (("joints", 1), "knee", "joint"),
        (("equipment", "required", 0), "mat", "equipment"),
        (("equipment", "substitutes", 0, "instead_of"), "mat", "equipment"),
    }


def test_markdown_is_told_from_plain_text(good_records: Records) -> None:
    article = Article.model_validate(good_records["article"])
    texts = {path: mark.markdown for path, _, mark in marked(article, TextMark)}
    assert texts[("body",)] is True
    assert texts[("title",)] is False
    assert ("review", "version") not in texts


def test_every_text_is_found_once(good_records: Records) -> None:
    exercise = Exercise.model_validate(good_records["exercise"])
    paths = [path for path, _, _ in marked(exercise, TextMark)]
    assert len(paths) == len(set(paths))
    assert {("name",), ("steps", 0), ("steps", 1), ("cautions", 0), ("stop_if", 0), ("feel_it",), ("start",)} <= set(paths)


def test_paths_use_the_names_of_the_file(good_records: Records, change: Change) -> None:
    data = change(good_records["publisher"], {"funding": "None."})
    paths = {path for path, _, _ in marked(Publisher.model_validate(data), TextMark)}
    assert {("funding",), ("mailing", "reason"), ("help_lines", "same_day")} <= paths
    noted = Reference.model_validate(change(good_records["reference"], {"note": "Small."}))
    assert [path for path, _, _ in marked(noted, TextMark)] == [("note",)]
