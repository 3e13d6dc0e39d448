"""What a target gets and gives: options, context, artifacts, and the assets of the content folder."""

from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, ValidationError

from pressup import Artifact, Finished, Handout, RenderContext, Target, TargetOptions
from pressup.plugin.target import AssetError, options_table
from pressup.testing import sample_publisher


class Options(TargetOptions):
    """Options of every sort."""

    paper: Literal["a4", "letter"] = "a4"
    """The paper
    that it is printed on."""
    scale: Annotated[float, Field(gt=0)] = 1.0
    """Larger or smaller."""
    title: str
    cover: bool = False
    """Whether there is a cover."""


class Plain(Target[Options]):
    name = "plain"
    summary = "Plain"
    documents = (Handout,)
    options = Options

    def render(self, document: Handout, context: RenderContext[Options]) -> list[Artifact]:
        return []


class Bare(Target[TargetOptions]):
    name = "bare"
    summary = "Bare"
    documents = (Handout,)

    def render(self, document: Handout, context: RenderContext[TargetOptions]) -> list[Artifact]:
        return []


def context(assets: Path | None = None, **changes: Any) -> RenderContext[TargetOptions]:
    publisher = sample_publisher().model_copy(update=changes)
    return RenderContext(TargetOptions(), publisher, "en-GB", (), assets)


# --- Options ---


def test_the_table_of_options_has_name_values_default_and_meaning() -> None:
    assert options_table(Plain) == [
        {"name": "paper", "type": "a4 | letter", "default": "a4", "description": "The paper that it is printed on."},
        {"name": "scale", "type": "number", "default": "1.0", "description": "Larger or smaller."},
        {"name": "title", "type": "string", "default": "", "description": ""},
        {"name": "cover", "type": "boolean", "default": "False", "description": "Whether there is a cover."},
    ]
    assert options_table(Bare) == []


def test_options_are_closed_and_frozen() -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Options.model_validate({"title": "x", "papr": "a4"})
    options = Options.model_validate({"title": "x", "cover": "true", "scale": "1.5"})
    assert (options.cover, options.scale) == (True, 1.5)
    with pytest.raises(ValidationError, match="frozen"):
        options.title = "y"  # type: ignore[misc]


def test_a_target_without_own_options_has_none_and_comes_after_nothing() -> None:
    assert (Bare.options, Bare.after, Bare.verifies) == (TargetOptions, (), True)
    assert Bare().extract_text(Artifact("a", b"", "text/plain")) is None


def test_a_target_must_render() -> None:
    class Lazy(Target[TargetOptions]):
        name = "lazy"

    with pytest.raises(TypeError, match="abstract"):
        Lazy()  # type: ignore[abstract]


# --- Artifacts ---


def test_an_artifact_is_primary_unless_it_says_otherwise() -> None:
    assert Artifact("a.txt", b"", "text/plain").role == "primary"


def test_a_finished_artifact_tells_path_size_hash_and_type() -> None:
    finished = Finished.of("pdf", "knee-pain", Artifact("knee-pain.pdf", b"abc", "application/pdf"))
    digest = hashlib.sha256(b"abc").hexdigest()
    assert finished == Finished("pdf", "knee-pain", "pdf/knee-pain.pdf", 3, digest, "application/pdf")


# --- The context ---


def test_a_context_can_be_sent_to_another_process() -> None:
    mine = context(Path("content"))
    assert pickle.loads(pickle.dumps(mine)) == mine


def test_the_address_of_a_record_has_one_slash() -> None:
    assert context(base_url="https://press.example").url("bridge") == "https://press.example/bridge"
    assert context(base_url="https://press.example/a/").url("bridge") == "https://press.example/a/bridge"


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en-GB", "22 November 2026"), ("en-US", "November 22, 2026"), ("de-DE", "22. November 2026"), ("de", "22. November 2026")],
)
def test_a_date_is_written_as_the_locale_writes_it(locale: str, text: str) -> None:
    assert RenderContext(TargetOptions(), sample_publisher(), locale).date("2026-11-22") == text


def test_a_package_without_a_catalogue_speaks_english() -> None:
    assert context().translations("pressup").gettext("Emergency") == "Emergency"


# --- Assets ---


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    (content / "media").mkdir(parents=True)
    (content / "media" / "bridge.png").write_bytes(b"png")
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "content-of-another").mkdir()
    (tmp_path / "content-of-another" / "secret").write_bytes(b"secret")
    return content


def test_an_asset_is_read_from_the_content_folder(folder: Path) -> None:
    assert context(folder).asset("media/bridge.png") == b"png"
    assert context(folder).asset("media/../media/bridge.png") == b"png"


def test_a_link_inside_the_content_folder_is_followed(folder: Path) -> None:
    (folder / "same.png").symlink_to("media/bridge.png")
    assert context(folder).asset("same.png") == b"png"


@pytest.mark.parametrize(
    "path", ["../secret", "media/../../secret", "/etc/passwd", "../content-of-another/secret", "", ".", "media\0/bridge.png"]
)
def test_an_asset_outside_is_refused(folder: Path, path: str) -> None:
    with pytest.raises(AssetError, match="is outside the content folder"):
        context(folder).asset(path)


@pytest.mark.parametrize("place", ["../secret", "/etc/passwd"])
def test_a_link_that_leaves_the_folder_is_refused(folder: Path, place: str) -> None:
    (folder / "link.png").symlink_to(place)
    (folder / "link").symlink_to("..")
    with pytest.raises(AssetError, match=r"“link.png” is outside the content folder"):
        context(folder).asset("link.png")
    with pytest.raises(AssetError, match=r"“link/secret” is outside the content folder"):
        context(folder).asset("link/secret")


def test_what_is_no_plain_file_is_refused_and_nothing_waits_for_it(folder: Path) -> None:
    os.mkfifo(folder / "pipe.png")
    with pytest.raises(AssetError, match=r"“pipe.png” cannot be read: not a plain file"):
        context(folder).asset("pipe.png")
    with pytest.raises(AssetError, match="“media” cannot be read: "):
        context(folder).asset("media")


def test_an_asset_that_is_missing_or_too_large_is_refused(folder: Path) -> None:
    with pytest.raises(AssetError, match=r"“none.png” cannot be read: no such file or directory\."):
        context(folder).asset("none.png")
    with (folder / "large.png").open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(AssetError, match=r"“large.png” is larger than 20 MB\."):
        context(folder).asset("large.png")


def test_without_a_content_folder_there_is_no_asset() -> None:
    with pytest.raises(AssetError, match="There is no content folder"):
        context().asset("media/bridge.png")
