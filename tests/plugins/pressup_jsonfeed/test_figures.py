"""The figures of exercises lie beside the feed, each once, and their items link to them."""

import io
import json
from typing import Any

import pytest
from PIL import Image
from tests.plugins.pressup_jsonfeed.conftest import Feed, joined

from pressup import Artifact, Catalogue, Publisher, RenderContext, figure_alt
from pressup.records.figure import Figure
from pressup_jsonfeed.rules import problems
from pressup_jsonfeed.target import JsonFeed, JsonFeedOptions

FIGURE = Figure.model_validate({"base": "standing", "finish": {"legs": {"knee": 95, "hip": 95}}})
ID = "romanian-deadlift"


def drawn(catalogue: Catalogue) -> Catalogue:
    """The catalogue with a figure in one exercise, wherever it is printed, and none in others."""

    def changed(exercise: Any) -> Any:
        return exercise.model_copy(update={"figure": FIGURE if exercise.id == ID else None})

    entries = []
    for entry in catalogue.entries:
        cards = tuple(card.model_copy(update={"exercise": changed(card.exercise)}) for card in entry.cards)
        subject = changed(entry.subject) if entry.kind == "exercise" else entry.subject
        entries.append(entry.model_copy(update={"cards": cards, "subject": subject}))
    return catalogue.model_copy(update={"entries": tuple(entries)})


def made(catalogue: Catalogue, publisher: Publisher, **options: object) -> dict[str, Artifact]:
    document, chosen = drawn(catalogue), JsonFeedOptions.model_validate(options)
    made = list(JsonFeed().render(document, RenderContext(chosen, publisher, document.lang)))
    assert len({artifact.path for artifact in made}) == len(made)
    return {artifact.path: artifact for artifact in made}


@pytest.fixture
def artifacts(catalogue: Catalogue, publisher: Publisher) -> dict[str, Artifact]:
    return made(catalogue, publisher)


def whole(artifacts: dict[str, Artifact]) -> Feed:
    """The feed with the items of all pages."""
    pages = [json.loads(artifact.content) for artifact in artifacts.values() if artifact.media_type == "application/feed+json"]
    assert [list(problems(page)) for page in pages] == [[]] * len(pages)
    return joined(pages)


def test_both_files_are_there_once(artifacts: dict[str, Artifact]) -> None:
    svg, png = artifacts[f"figures/{ID}.svg"], artifacts[f"figures/{ID}.png"]
    assert [path for path in artifacts if path.startswith("figures/")] == [f"figures/{ID}.svg", f"figures/{ID}.png"]
    assert (svg.media_type, png.media_type, svg.role, png.role) == ("image/svg+xml", "image/png", "supplement", "supplement")
    assert svg.content.startswith(b"<svg ") and Image.open(io.BytesIO(png.content)).width == 1120


def test_the_item_links_to_them_with_their_exact_sizes(artifacts: dict[str, Artifact], catalogue: Catalogue) -> None:
    feed = whole(artifacts)
    item = next(item for item in feed["items"] if item["_pressup"]["id"] == ID)
    base = f"https://sample-press.example/jsonfeed/figures/{ID}"
    assert item["image"] == f"{base}.png"
    found = {entry["url"]: entry for entry in item["attachments"]}
    for form in ("svg", "png"):
        assert found[f"{base}.{form}"]["size_in_bytes"] == len(artifacts[f"figures/{ID}.{form}"].content)
        assert found[f"{base}.{form}"]["title"] == "Romanian deadlift (picture)"
    exercise = next(entry.subject for entry in drawn(catalogue).entries if entry.id == ID)
    figure = item["_pressup"]["figure"]
    assert (figure["svg"], figure["png"], figure["alt"]) == (f"{base}.svg", f"{base}.png", figure_alt(exercise))  # type: ignore[arg-type]


def test_a_programme_tells_of_the_same_files(artifacts: dict[str, Artifact]) -> None:
    feed = whole(artifacts)
    data = {item["_pressup"]["id"]: item["_pressup"] for item in feed["items"]}
    within = {exercise["id"]: exercise for exercise in data["hamstring-basics"]["exercises"]}
    assert within[ID]["figure"] == data[ID]["figure"]
    assert "figure" not in within["bridge"] and "image" not in next(i for i in feed["items"] if i["_pressup"]["id"] == "bridge")


@pytest.mark.parametrize(("figures", "forms"), [("svg", ["svg"]), ("none", [])])
def test_fewer_forms(figures: str, forms: list[str], catalogue: Catalogue, publisher: Publisher) -> None:
    artifacts = made(catalogue, publisher, figures=figures)
    assert [path for path in artifacts if path.startswith("figures/")] == [f"figures/{ID}.{form}" for form in forms]
    item = next(item for item in whole(artifacts)["items"] if item["_pressup"]["id"] == ID)
    assert [file["mime_type"] for file in item.get("attachments", ())] == ["image/svg+xml" for _ in forms]
    assert "image" not in item and ("figure" in item["_pressup"]) == bool(forms)
