"""The catalogue for apps: every file that the index names is there, of that size and hash, and holds what it should."""

import hashlib
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pressup import Artifact, Catalogue, Finished, Publisher
from pressup.build.verify import normal
from pressup.testing import render_target
from pressup_jsonfeed.catalogue import AppCatalogue
from pressup_jsonfeed.rules import FeedError, catalogue_schema_text, refuse_faulty_catalogue
from pressup_jsonfeed.search import words_of

Files = dict[str, Artifact]
PDF = Finished.of("pdf", "knee-pain", Artifact("knee-pain.pdf", b"%PDF-1.7 stand-in", "application/pdf"))


def made(catalogue: Catalogue, publisher: Publisher, figures: str = "none") -> Files:
    artifacts = render_target(AppCatalogue, catalogue, publisher=publisher, options={"figures": figures}, finished=(PDF,))
    return {artifact.path: artifact for artifact in artifacts}


@pytest.fixture(scope="module")
def files(catalogue: Catalogue, publisher: Publisher) -> Files:
    return made(catalogue, publisher)


def read(files: Files, name: str) -> Any:
    return json.loads(files[name].content)


def test_the_index_leads_to_every_record(files: Files, catalogue: Catalogue) -> None:
    index = read(files, "index.json")
    assert [listed["id"] for listed in index["records"]] == [entry.id for entry in catalogue.entries]
    for listed in index["records"]:
        content = files[listed["file"]].content
        assert listed["size"] == len(content)
        assert listed["file"] == f"records/{listed['id']}.{hashlib.sha256(content).hexdigest()[:16]}.json"
        record = json.loads(content)
        assert [record[key] for key in ("id", "title", "tags")] == [listed[key] for key in ("id", "title", "tags")]
        assert (record["data"]["kind"], record["data"]["sample"]) == (listed["kind"], listed["sample"])
    named = {listed["file"] for listed in index["records"]} | {index["search"], index["schema"], "index.json"}
    assert named == set(files)


def test_every_file_follows_the_published_schema(files: Files) -> None:
    schema = read(files, "catalogue.schema.json")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    index = read(files, "index.json")
    for name in ("index.json", index["search"], *(listed["file"] for listed in index["records"][:4])):
        assert list(validator.iter_errors(read(files, name))) == [], name


def test_every_key_is_explained() -> None:
    def unexplained(part: Any, path: str = "") -> list[str]:
        found = []
        for key, value in part.items() if isinstance(part, dict) else ():
            for name, field in value.items() if key == "properties" else ():
                found += [] if {"description", "$ref"} & field.keys() else [f"{path}/{name}"]
            found += unexplained(value, f"{path}/{key}")
        return found

    definitions = json.loads(catalogue_schema_text())["$defs"]
    assert [unexplained(definitions[name]) for name in ("index", "listed", "record", "search")] == [[], [], [], []]


def test_a_changed_record_gets_a_new_name_and_no_other_does(files: Files, catalogue: Catalogue, publisher: Publisher) -> None:
    first = catalogue.entries[0]
    changed = first.model_copy(update={"subject": first.subject.model_copy(update={"body": "More about it."})})
    after = made(catalogue.model_copy(update={"entries": (changed, *catalogue.entries[1:])}), publisher)
    gone, new = files.keys() - after.keys(), after.keys() - files.keys()
    assert [name.partition(".")[0] for name in (*gone, *new)] == [f"records/{first.id}"] * 2
    assert [name for name in files.keys() & after.keys() if files[name].content != after[name].content] == ["index.json"]


def test_each_record_holds_its_safety_texts(files: Files, catalogue: Catalogue, publisher: Publisher) -> None:
    index = read(files, "index.json")
    for entry, listed in zip(catalogue.entries, index["records"], strict=True):
        assert files[listed["file"]].entries == (entry.id,)
        text = normal(read(files, listed["file"])["content_text"])
        assert [kind for kind, wanted in entry.safety_texts(publisher) if normal(wanted) not in text] == []
    assert (index["disclaimer"], index["help_lines"]["emergency"]) == (publisher.disclaimer, "Call 999.")
    assert index["sample"] is True and "Sample" in index["sample_mark"]


def test_what_belongs_to_a_record_is_attached(files: Files) -> None:
    listed = next(listed for listed in read(files, "index.json")["records"] if listed["id"] == "knee-pain")
    (file,) = read(files, listed["file"])["attachments"]
    assert (file["url"], file["size_in_bytes"]) == ("https://sample-press.example/pdf/knee-pain.pdf", PDF.size)


def test_pictures_have_a_hash_in_their_names_too(catalogue: Catalogue, publisher: Publisher) -> None:
    one = catalogue.only(tuple(entry for entry in catalogue.entries if entry.id == "bridge"))
    files = made(one, publisher, "svg")
    (picture,) = [file for file in files.values() if file.media_type == "image/svg+xml"]
    assert picture.path == f"figures/bridge.{hashlib.sha256(picture.content).hexdigest()[:16]}.svg"
    (record,) = [json.loads(file.content) for file in files.values() if file.entries]
    assert record["data"]["figure"]["svg"] == f"https://sample-press.example/catalogue/{picture.path}"


def found(files: Files, word: str) -> list[str]:
    search = read(files, read(files, "index.json")["search"])
    return [search["records"][number] for number in search["words"].get(word, ())]


def test_words_lead_to_records_the_likeliest_first(files: Files) -> None:
    assert found(files, "bridge")[:2] == ["bridge", "single-leg-bridge"]
    assert "hamstring-basics" in found(files, "bridge")  # it shows the exercise
    assert found(files, "knee")[0] in ("knee-pain", "knee-osteoarthritis")
    assert found(files, "unicorn") == []


def test_properties_to_filter_by(files: Files) -> None:
    search = read(files, read(files, "index.json")["search"])
    ids = {
        name: {value: [search["records"][n] for n in places] for value, places in values.items()}
        for name, values in search["facets"].items()
    }
    assert set(ids) == {"kind", "level", "muscle", "equipment", "condition", "region"}
    assert ids["kind"]["programme"] == ["hamstring-basics"]
    assert "hamstring-basics" in ids["condition"]["knee-pain"] and "knee-pain" in ids["condition"]["knee-pain"]
    assert "shoulder-press" in ids["equipment"]["dumbbells"]
    assert sorted(id for group in ids["kind"].values() for id in group) == sorted(search["records"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Knie-Übung, 2-mal!", ["knie", "ubung", "mal"]),
        ("Straße ﬁt", ["straße", "fit"]),
        ("a b <script>", ["script"]),
        ("膝の痛み", ["膝の痛み"]),
        ("", []),
    ],
)
def test_words_as_they_are_looked_up(text: str, words: list[str]) -> None:
    assert list(words_of(text)) == words


def test_a_faulty_part_is_refused() -> None:
    with pytest.raises(FeedError, match=r"The search “search” of the catalogue breaks its schema. .*facets"):
        refuse_faulty_catalogue("search", {"format": 1, "records": [], "words": {}})
