"""What pages say as JSON-LD, read back by extruct."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from extruct.jsonld import JsonLdExtractor

from pressup import Document, Handout
from pressup.testing import sample_documents
from pressup.testing.samples import HOSTILE

Make = Callable[..., str]
Data = dict[str, Any]


def graph(html: str) -> list[Data]:
    (data,) = JsonLdExtractor().extract(html)
    assert data["@context"] == "https://schema.org"
    found: list[Data] = data["@graph"]
    return found


def by_type(html: str) -> dict[str, Data]:
    return {one["@type"]: one for one in graph(html)}


NEEDED = {
    "MedicalWebPage": {"@id", "url", "name", "description", "inLanguage", "version", "author", "publisher", "license"},
    "ExercisePlan": {"@id", "name", "activityFrequency"},
    "HowTo": {"@id", "name", "step"},
    "CollectionPage": {"@id", "name", "mainEntity"},
}


def test_every_page_says_what_its_type_needs(documents: dict[str, Document], page: Make) -> None:
    for id in documents:
        for one in graph(page(id)):
            assert NEEDED[one["@type"]] <= one.keys(), (id, one["@type"])


def test_an_exercise_is_a_plan_and_a_how_to(page: Make) -> None:
    found = by_type(page("bridge"))
    plan = found["ExercisePlan"]
    assert (plan["name"], plan["repetitions"], plan["activityFrequency"]) == ("Bridge", 10, "3\u00a0days a week")
    assert plan["exerciseType"] == "strength"
    steps = found["HowTo"]["step"]
    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    assert steps[1]["text"] == "Press both heels down. Lift your hips off the mat."
    assert found["MedicalWebPage"]["mainEntity"] == {"@id": plan["@id"]}


def test_a_programme_has_its_exercises(page: Make) -> None:
    plan = by_type(page("hamstring-basics"))["ExercisePlan"]
    assert plan["activityDuration"] == "P6W"
    assert [part["name"] for part in plan["hasPart"]][:2] == ["Hamstring curl", "Bridge"]


def test_the_index_lists_all(documents: dict[str, Document], page: Make) -> None:
    listed = by_type(page("catalogue"))["CollectionPage"]["mainEntity"]
    assert listed["numberOfItems"] == len(listed["itemListElement"]) == len(documents) - 1


def reviewed(document: Handout, *, whole: bool = True) -> Handout:
    """The handout as if a clinician had approved it, or all of it but its conditions."""
    data = json.loads(document.model_dump_json(by_alias=True))
    review = {
        "status": "reviewed",
        "version": "1.0",
        "authors": [{"name": "An author"}],
        "reviewer": {"name": "Robin Sample", "role": "clinical-reviewer", "profession": "Physiotherapist"},
        "last_reviewed": "2026-05-04",
        "due": "2028-05-04",
    }
    data["sample"] = False
    for record in (data["subject"], *(card["exercise"] for card in data["cards"]), *(data["conditions"] if whole else ())):
        record["review"] = review
    return Handout.model_validate(data)


def test_a_review_is_told_only_when_there_was_one(page: Make, documents: dict[str, Document]) -> None:
    document = documents["hamstring-basics"]
    assert isinstance(document, Handout)
    assert not {"lastReviewed", "reviewedBy"} & by_type(page(document))["MedicalWebPage"].keys()
    assert not {"lastReviewed", "reviewedBy"} & by_type(page(reviewed(document, whole=False)))["MedicalWebPage"].keys()
    html = page(reviewed(document))
    told = by_type(html)["MedicalWebPage"]
    assert told["lastReviewed"] == "2026-05-04"
    assert told["reviewedBy"] == {"@type": "Person", "name": "Robin Sample", "jobTitle": "Physiotherapist"}
    assert "Robin Sample, Physiotherapist (4 May 2026)" in html
    assert "To be reviewed again by 4 May 2028." in html
    assert "not clinically reviewed" not in html
    assert 'class="sample"' not in html
    assert "noindex" not in html


@pytest.mark.parametrize("kind", ["programme", "exercise", "condition", "catalogue"])
def test_hostile_text_does_not_leave_the_data(page: Make, kind: str) -> None:
    html = page(sample_documents(HOSTILE)[kind], assets=None)
    assert "<" not in html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert HOSTILE in json.dumps(graph(html), ensure_ascii=False).replace('\\"', '"')


def test_it_can_be_left_out(page: Make) -> None:
    assert "ld+json" not in page("bridge", json_ld=False)
