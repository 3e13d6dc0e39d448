"""The figures of exercises lie beside the feed, each once, and their items link to them."""

import io
import json
from typing import Any

import pytest
from PIL import Image

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


@pytest.fixture
def artifacts(catalogue: Catalogue, publisher: Publisher) -> dict[str, Artifact]:
    document = drawn(catalogue)
    made = list(JsonFeed().render(document, RenderContext(JsonFeedOptions(), publisher, document.lang)))
    assert len({artifact.path for artifact in made}) == len(made)
    return {artifact.path: artifact for artifact in made}


def test_both_files_are_there_once(artifacts: dict[str, Artifact]) -> None:
    svg, png = artifacts[f"figures/{ID}.svg"], artifacts[f"figures/{ID}.png"]
    assert len(artifacts) == 4
    assert (svg.media_type, png.media_type, svg.role, png.role) == ("image/svg+xml", "image/png", "supplement", "supplement")
    assert svg.content.startswith(b"<svg ") and Image.open(io.BytesIO(png.content)).width == 1120


def test_the_item_links_to_them_with_their_exact_sizes(artifacts: dict[str, Artifact], catalogue: Catalogue) -> None:
    feed = json.loads(artifacts["catalogue.json"].content)
    assert list(problems(feed)) == []
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
    feed = json.loads(artifacts["catalogue.json"].content)
    data = {item["_pressup"]["id"]: item["_pressup"] for item in feed["items"]}
    within = {exercise["id"]: exercise for exercise in data["hamstring-basics"]["exercises"]}
    assert within[ID]["figure"] == data[ID]["figure"]
    assert "figure" not in within["bridge"] and "image" not in next(i for i in feed["items"] if i["_pressup"]["id"] == "bridge")
