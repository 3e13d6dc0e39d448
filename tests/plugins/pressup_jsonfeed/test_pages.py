"""The pages of a feed: every item once, small enough, and as few new pages as a change can make: J2, J7, J11."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from pressup import Artifact, Catalogue, Handout, Publisher, RenderContext
from pressup_jsonfeed.pages import MOST_BYTES
from pressup_jsonfeed.target import JsonFeed, JsonFeedOptions

Feed = dict[str, Any]
Pages = dict[str, bytes]


@pytest.fixture
def files(catalogue: Catalogue, publisher: Publisher) -> Callable[..., Pages]:
    """The pages of a catalogue by name, as JSON Feed and as Atom."""

    def render(document: Catalogue = catalogue, **options: object) -> Pages:
        chosen = JsonFeedOptions.model_validate({"figures": "none", **options})
        made = list(JsonFeed().render(document, RenderContext(chosen, publisher, document.lang)))
        assert len({artifact.path for artifact in made}) == len(made)
        return {artifact.path: artifact.content for artifact in made if artifact.role == "primary"}

    return render


def walked(pages: Pages) -> list[Feed]:
    """The pages in the order in which `next_url` leads through them, from the first; fails where it leads in a circle."""
    name, found = "catalogue.json", [json.loads(pages["catalogue.json"])]
    seen = {name}
    while address := found[-1].get("next_url"):
        name = urlsplit(address).path.rpartition("/")[2]
        assert name not in seen
        seen.add(name)
        found.append(json.loads(pages[name]))
    return found


def entries(catalogue: Catalogue, count: int) -> tuple[Handout, ...]:
    """Many entries, all as long as one of the starter library's exercises."""
    entry = next(entry for entry in catalogue.entries if entry.id == "bridge")
    return tuple(
        entry.model_copy(update={"id": f"move-{number}", "subject": entry.subject.model_copy(update={"id": f"move-{number}"})})
        for number in range(count)
    )


def dated(entry: Handout, day: str) -> Handout:
    review = entry.subject.review.model_copy(update={"last_reviewed": day})
    return entry.model_copy(update={"subject": entry.subject.model_copy(update={"review": review})})


@pytest.mark.parametrize("size", [1, 2, 3, 7, 20, 1000])
def test_every_item_is_on_one_page(size: int, catalogue: Catalogue, files: Callable[..., Pages]) -> None:
    made = files(page_size=size)
    pages = walked(made)
    assert len(pages) == len([name for name in made if name.endswith(".json")])
    assert len(pages) == len([name for name in made if name.endswith(".atom")])
    ids = [item["id"] for page in pages for item in page["items"]]
    assert sorted(ids) == sorted(f"https://sample-press.example/{entry.id}" for entry in catalogue.entries)
    assert all(1 <= len(page["items"]) <= size for page in pages)
    assert {page["feed_url"] for page in pages} == {"https://sample-press.example/jsonfeed/catalogue.json"}


def test_no_page_is_too_long(catalogue: Catalogue, files: Callable[..., Pages]) -> None:
    made = files(catalogue.only(entries(catalogue, 300)), page_size=1000)
    assert len(made) > 4
    for name, content in made.items():
        assert len(content) <= MOST_BYTES, name
        assert not content.startswith(b"\xef\xbb\xbf") and content.decode("utf-8")


def test_an_item_that_is_too_long_has_a_page_of_its_own(catalogue: Catalogue, files: Callable[..., Pages]) -> None:
    first, long, *rest = entries(catalogue, 5)
    long = long.model_copy(update={"subject": long.subject.model_copy(update={"body": "A paragraph of words.\n\n" * 9000})})
    pages = walked(files(catalogue.only((first, long, *rest)), page_size=1000))
    (alone,) = [page for page in pages if any(item["id"].endswith("/move-1") for item in page["items"])]
    assert len(alone["items"]) == 1


def changed(before: Pages, after: Pages) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_one_changed_item_changes_only_its_page(catalogue: Catalogue, files: Callable[..., Pages]) -> None:
    many = entries(catalogue, 200)
    before = files(catalogue.only(many))
    for number in (0, 77, 199):
        entry = many[number].model_copy(update={"title": "Bridge with a twist"})
        after = files(catalogue.only((*many[:number], entry, *many[number + 1 :])))
        (name,) = {name.rpartition(".")[0] for name in changed(before, after)}
        assert f'"https://sample-press.example/move-{number}"' in after[f"{name}.json"].decode()


@pytest.mark.parametrize("number", [3, 50, 120, 160])
def test_a_new_item_changes_few_pages(number: int, catalogue: Catalogue, files: Callable[..., Pages]) -> None:
    many = entries(catalogue, 200)
    before = files(catalogue.only((*many[:number], *many[number + 1 :])), atom=False)
    after = files(catalogue.only(many), atom=False)
    assert len(after) > 10
    assert len(changed(before, after)) <= 4


def test_what_has_changed_last_comes_first(catalogue: Catalogue, files: Callable[..., Pages]) -> None:
    many = list(entries(catalogue, 200))
    many[50] = dated(many[50], "2026-03-01")
    many[20] = dated(many[20], "2026-05-01")
    before = files(catalogue.only(tuple(many)))
    pages = walked(before)
    assert [item["id"].rpartition("/")[2] for item in pages[0]["items"]][:2] == ["move-20", "move-50"]
    many[159] = dated(many[159], "2026-06-01")
    after = files(catalogue.only(tuple(many)))
    assert walked(after)[0]["items"][0]["id"].endswith("/move-159")
    assert len(changed(before, after)) < len(after) / 3


def test_ids_stay_when_the_address_changes(catalogue: Catalogue, publisher: Publisher, make: Callable[..., Feed]) -> None:
    moved = make(id_base="https://old.example/library/")
    assert [item["id"] for item in moved["items"]] == [f"https://old.example/library/{entry.id}" for entry in catalogue.entries]
    assert all(item["url"].startswith(publisher.base_url) for item in moved["items"])


def test_pages_lie_beside_a_feed_at_another_address(files: Callable[..., Pages]) -> None:
    made = files(feed_url="https://cdn.example/a/feed.json")
    page = json.loads(made["catalogue.json"])
    assert page["feed_url"] == "https://cdn.example/a/feed.json"
    assert page["next_url"].startswith("https://cdn.example/a/catalogue-")
    assert b'href="https://cdn.example/a/catalogue.atom" rel="self"' in made["catalogue.atom"]


def test_an_empty_catalogue_is_a_feed_without_items(catalogue: Catalogue, files: Callable[..., Pages]) -> None:
    made = files(catalogue.only(()))
    assert json.loads(made["catalogue.json"])["items"] == []


def test_pages_are_made_one_by_one(catalogue: Catalogue, publisher: Publisher) -> None:
    context = RenderContext(JsonFeedOptions(figures="none", page_size=2), publisher, "en-GB")
    made = iter(JsonFeed().render(catalogue.only(entries(catalogue, 20)), context))
    first = next(made)
    assert isinstance(first, Artifact) and first.entries and first.path == "catalogue.json"


def test_atom_can_be_left_out(files: Callable[..., Pages]) -> None:
    assert {name.rpartition(".")[2] for name in files(atom=False)} == {"json"}
