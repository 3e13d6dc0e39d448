"""Drafts: a document that is not made again is the one that would have been made."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import pressup
from pressup.build.drafts import Drafts
from pressup.build.fingerprint import document_hash
from pressup.content.library import Library
from pressup.documents import Document, Handout, Newsletter, drafts_for


def found(library: Library, file: Path | None) -> tuple[dict[str, Any], int]:
    """What every handout and newsletter of a library carries, and how many had to be made."""
    drafts = Drafts(library, file)
    publisher = library.publishers[0]
    kinds = ("programme", "condition", "article", "exercise")
    forms: tuple[type[Document], ...] = (Handout, Newsletter)
    carried = {
        f"{form.form} {draft.id}": drafts.carried(draft)
        for form in forms
        for draft in drafts_for(library, publisher, form, kinds=kinds)
    }
    drafts.save()
    return carried, drafts.made


def changed(library: Library, id: str) -> Library:
    """The library with another title of one record, as an edit of its file would give."""
    record = library.records[id]
    other = record.model_copy(update={record.title_field: f"{record.display_title} again"})
    source = library.sources[id]
    return replace(
        library,
        records={**library.records, id: other},
        sources={**library.sources, id: replace(source, text=f"{source.text}# edited\n")},
    )


def test_nothing_is_made_when_nothing_has_changed(starter: Library, tmp_path: Path) -> None:
    first, made = found(starter, tmp_path / "plan.json")
    again, made_again = found(starter, tmp_path / "plan.json")
    assert (made, made_again) == (len(first), 0)
    assert again == first


def test_what_is_carried_is_what_the_document_says(starter: Library) -> None:
    for draft in drafts_for(starter, starter.publishers[0], Handout):
        document, carried = draft.make(starter), Drafts(starter).carried(draft)
        assert (carried.id, carried.title, carried.lang, carried.records) == (
            document.id, document.title, document.lang, document.record_ids,
        )  # fmt: skip
        assert carried.parts == {"document": document_hash(document)}


def test_a_change_of_any_record_is_seen_wherever_it_is_used(starter: Library, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    before, _ = found(starter, file)
    kept = file.read_bytes()
    for id in starter.records:
        library = changed(starter, id)
        fresh, _ = found(library, None)
        file.write_bytes(kept)
        remembered, made = found(library, file)
        assert remembered == fresh, id
        different = {key for key in fresh if fresh[key] != before[key]}
        assert made >= len(different), id


def test_an_edit_makes_few_documents(starter: Library, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    carried, _ = found(starter, file)
    users = [key for key, entry in carried.items() if "standing-forward-bend" in entry.records]
    _, made = found(changed(starter, "standing-forward-bend"), file)
    assert len(users) <= made < len(carried) / 2


def test_a_record_that_comes_or_goes_is_seen(starter_folder: Path, tmp_path: Path) -> None:
    content, file = tmp_path / "content", tmp_path / "plan.json"
    shutil.copytree(starter_folder, content)
    found(pressup.load(content), file)
    for path in content.glob("references/*"):
        path.unlink()
        break
    library = pressup.load(content)
    assert found(library, file)[0] == found(library, None)[0]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: "[]",
        lambda text: f"other{text}",
        lambda text: text.replace("\n", "\n3\n", 1),
        lambda text: text.replace("\n", '\n["handout bridge"]\n', 1),
        lambda text: text.replace("\n", '\n["handout bridge", ["bridge"], "x", "bridge", "", "", "", "", true, 5, 5, ""]\n', 1),
        lambda text: text[: text.rindex("\n", 0, -1)],
        lambda text: "\n".join([*text.splitlines()[:1], *text.splitlines()[2:]]),
    ],
)
def test_a_damaged_file_is_no_file(starter: Library, tmp_path: Path, spoil: Any) -> None:
    file = tmp_path / "plan.json"
    first, made = found(starter, file)
    file.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert found(starter, file) == (first, made)


def test_a_folder_that_cannot_be_written_to_is_no_fault(starter: Library, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    first, made = found(starter, tmp_path / "taken" / "plan.json")
    assert made == len(first)
