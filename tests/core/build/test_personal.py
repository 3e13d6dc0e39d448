"""A handout for one person: what a failing plugin says of it is withheld, and a target must show all of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from tests.core.build.conftest import registry_of
from tests.core.kit_targets import Good

import pressup
from pressup import Artifact, Document, Dose, Handout, Library, Personal, PersonalError, RenderContext
from pressup.errors import UsageError

NAME = "Zebedee Quux"


class Shows(Good):
    """Shows what is for one person."""

    documents = (Handout,)  # type: ignore[assignment]
    personal = True

    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        assert isinstance(document, Handout)
        given = [text for _, text in context.personal.texts()] if context.personal else []
        doses = [pressup.dose_text(card.first_dose, document.lang) for card in context.cards(document)]
        return [*super().lines(document, context), *given, *doses]


class Fails(Shows):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        raise ValueError(f"I do not like {context.personal and context.personal.recipient}")


class Tells(Shows):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        raise PersonalError("The name is too long for my line.")


class Drops(Shows):
    def lines(self, document: Document, context: RenderContext[Any]) -> list[str]:
        return Good.lines(self, document, context)


def programme(library: Library) -> str:
    return next(record.id for record in library.records.values() if record.kind == "programme")


def make(library: Library, target: Any, output: Path, personal: Personal | None = None, **more: Any) -> pressup.BuildReport:
    return pressup.render_for(
        library, personal or Personal(NAME), programme(library), target.name, output=output, registry=registry_of(target), **more
    )


def test_it_is_written_to_a_folder_of_its_own_and_verified(sample: Library, tmp_path: Path) -> None:
    report = make(sample, Shows, tmp_path / "desk")
    (made,) = report.made
    assert report.ok and made.verified and not made.cached
    assert NAME in Path(str(made.path)).read_text()
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".gitignore", "desk", made.name]


@pytest.mark.parametrize("name", ["Fails", "Drops"])
def test_a_fault_does_not_say_for_whom(sample: Library, tmp_path: Path, name: str) -> None:
    (fault,) = make(sample, {"Fails": Fails, "Drops": Drops}[name], tmp_path / "desk").faults
    expected = {"Fails": "ValueError. Its message is not shown", "Drops": "the output drops the name of the recipient"}
    assert fault.message.startswith(expected[name])
    assert "Quux" not in repr(fault)
    assert not (tmp_path / "desk").exists()


def test_a_plugin_can_say_what_is_wrong_without_quoting_it(sample: Library, tmp_path: Path) -> None:
    (fault,) = make(sample, Tells, tmp_path / "desk").faults
    assert fault.message == "The name is too long for my line."


def test_a_dose_that_is_dropped_is_a_fault(sample: Library, tmp_path: Path) -> None:
    (card, *_) = make_cards(sample)
    (fault,) = make(sample, Drops, tmp_path / "desk", Personal(doses={card: Dose.model_validate({"sets": 9})})).faults
    assert fault.message == f"the output drops the dose of “{card}”"


def make_cards(library: Library) -> list[str]:
    record: Any = library.records[programme(library)]
    return [item.exercise for phase in record.phases for item in phase.items]


def test_an_executor_that_may_be_elsewhere_is_refused(sample: Library, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as pool, pytest.raises(UsageError, match="stays on this machine"):
        make(sample, Shows, tmp_path / "desk", executor=pool)


def test_a_target_that_does_not_show_it_is_refused(sample: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="The target “good” makes nothing for one person"):
        make(sample, Good, tmp_path / "desk")


class NamesTheFile(Shows):
    def render(self, document: Document, context: RenderContext[Any]) -> Iterable[Artifact]:
        (artifact,) = super().render(document, context)
        name = context.personal.recipient.split()[0] if context.personal and context.personal.recipient else "nobody"
        yield Artifact(f"{document.id}-{name}.txt", artifact.content, artifact.media_type)


def test_the_kit_finds_targets_that_drop_it_or_name_a_file_after_it() -> None:
    from pressup.testing import assert_target_conforms

    with pytest.raises(AssertionError, match="drops the name of the recipient"):
        assert_target_conforms(Drops)
    with pytest.raises(AssertionError, match="names the person in a file's name"):
        assert_target_conforms(NamesTheFile)
