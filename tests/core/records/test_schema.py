"""The JSON Schemas are valid, published as generated, and agree with the models on every single change to a record."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from pressup.content.source import SUFFIXES, read
from pressup.findings import Finding
from pressup.records import KINDS, LibraryFile
from pressup.records.schema import DIALECT, schema, schema_files, schema_id

Change = Callable[[Any, dict[str, Any]], Any]
Records = dict[str, dict[str, Any]]

ROOT = Path(__file__).parents[3]
LIBRARY = {"kind": "library", "lang": "en-GB", "vocabulary": {"muscle": [{"id": "a", "name": "A", "parent": "calf"}]}}


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema(kind))


def model_takes(kind: str, data: Any) -> bool:
    model = LibraryFile if kind == "library" else KINDS[kind]
    try:
        model.model_validate(data)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("kind", [*KINDS, "library"])
def test_the_schema_is_valid_and_names_itself(kind: str) -> None:
    Draft202012Validator.check_schema(schema(kind))
    assert schema(kind)["$schema"] == DIALECT
    assert schema(kind)["$id"] == schema_id(kind) == f"urn:pressup:schema:{kind}:1"


def test_the_published_schemas_are_those_of_the_models() -> None:
    made = schema_files()
    # Those of what Pressup writes are tested where they are made.
    others = ("report.schema.json", "manifest.schema.json", "jsonfeed.schema.json", "catalogue.schema.json")
    published = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").iterdir() if path.name not in others}
    assert sorted(published) == sorted(made)
    for name, text in made.items():
        assert published[name] == text, f"schemas/{name} is stale: run “pressup schemas schemas”"


@pytest.mark.parametrize("kind", [*KINDS, "library"])
def test_every_field_tells_an_editor_what_it_is(kind: str) -> None:
    def fields(node: Any, path: str) -> Iterator[tuple[str, Any]]:
        for name, field in node.get("properties", {}).items():
            yield f"{path}.{name}", field
        for name, definition in node.get("$defs", {}).items():
            yield from fields(definition, f"{path}.{name}")

    for path, field in fields(schema(kind), kind):
        assert field.get("description") or "$ref" in field, path


def every_node(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from every_node(inner)


@pytest.mark.parametrize("kind", [*KINDS, "library"])
def test_no_editor_shows_a_regular_expression(kind: str) -> None:
    patterns = [node for node in every_node(schema(kind)) if isinstance(node.get("pattern"), str)]
    assert patterns
    for node in patterns:
        assert node["patternErrorMessage"].startswith("This should be "), node
        assert node["pattern"] not in node["patternErrorMessage"], node


def test_each_vocabulary_word_says_what_it_means() -> None:
    (words,) = [node["anyOf"][0] for node in every_node(schema("exercise")) if node.get("x-pressup-vocabulary") == "position"]
    meanings = dict(zip(words["enum"], words["enumDescriptions"], strict=True))
    assert meanings["supine"] == "lying on your back"


def starter_files() -> list[Path]:
    return sorted(path for path in (ROOT / "content").rglob("*") if path.suffix in SUFFIXES and path.name != "README.md")


@pytest.mark.parametrize("path", starter_files(), ids=lambda path: path.name)
def test_the_schema_takes_every_starter_record(path: Path) -> None:
    source = read(path, path.name)
    assert not isinstance(source, Finding)
    data, findings = source.parse()
    assert findings == []
    assert [error.message for error in validator(data["kind"]).iter_errors(data)] == []


# --- The same verdict on every single change ---

EXTREME: list[Any] = [
    None,
    True,
    False,
    0,
    1,
    -1,
    2,
    5,
    6,
    7,
    2.5,
    99_999,
    100_000,
    10**30,
    1e300,
    "",
    " ",
    "\t",
    "x",
    "1",
    "3",
    "8-12",
    "8–12",
    "12-8",
    "5 s",
    "5s",
    "1.5 min",
    "3-1-2",
    "2 kg",
    "red band",
    "body weight",
    "RPE 11",
    "every day",
    "8 days a week",
    "3 days a week",
    "0",
    "-1",
    "007",
    "2026-11-22",
    "2026-13-45",
    "22.11.2026",
    "en",
    "EN",
    "GB",
    "gb",
    "#0B5563",
    "#0b55",
    "1.0",
    "v1",
    "10.1234/abc",
    "bridge",
    "Bridge",
    "a b",
    "a--b",
    "https://a.example",
    "http://a.example",
    "https://",
    "javascript:alert(1)",
    "a@b.example",
    "a@b",
    "sha256:" + "0" * 64,
    "a.b",
    "../a.png",
    "a/b.png",
    "/a",
    "x" * 80,
    "x" * 81,
    "x" * 2_000,
    "x" * 2_001,
    "x" * 200_001,
    "😀",
    "a\nb",
    "a\x00b",
    "sample",
    "reviewed",
    "active",
    "emergency",
    "strength",
    "none",
    "exercise",
    "library",
    [],
    [None],
    [""],
    ["x"],
    ["x", "y"],
    [[]],
    [1],
    [[1]],
    [[2020]],
    [[2020, 1, 1, 1]],
    [{}],
    ["knee-pain"],
    ["x"] * 21,
    {},
    {"a": 1},
    {"": ""},
    {"a": {}},
    {"a": {"options": {}}},
    {"a": {"kinds": ["exercise"]}},
    {"a": {"kinds": []}},
]


def full(kind: str, good: dict[str, Any]) -> dict[str, Any]:
    """A good record with nearly every optional field set, so that changes reach nested ones."""
    claim = {
        "id": "c",
        "text": "It helps.",
        "relation": "consensus",
        "grade": "low",
        "references": ["smith-2020"],
        "uncertainty": "?",
    }
    media = {
        "file": "a/b.png",
        "role": "start",
        "alt": "A person.",
        "decorative": False,
        "caption": "Start",
        "rights": good.get("rights"),
    }
    dose = {
        "sets": 3,
        "reps": "8-12",
        "hold": "5 s",
        "duration": "2 min",
        "distance": "20 m",
        "tempo": "3-1-2",
        "rest": "60-90 s",
        "side": "each",
        "load": "2 kg",
        "frequency": "3 days a week",
        "weeks": "1-2",
        "pain_limit": 3,
    }
    more: dict[str, dict[str, Any]] = {
        "exercise": {
            "aliases": ["x"],
            "pattern": "bridge",
            "contraction": "mixed",
            "impact": "low",
            "joints": ["hip"],
            "dose": dose,
            "equipment": {"required": ["mat"], "optional": ["towel"], "substitutes": [{"instead_of": "mat", "use": "A bed."}]},
            "needs": {"support": "A wall.", "anchor": "A sofa.", "partner": "A friend.", "supervision": "A physio."},
            "purpose": "P.",
            "breathing": "B.",
            "tips": ["T."],
            "mistakes": ["M."],
            "claims": [claim],
            "references": ["smith-2020"],
            "contraindications": [{"condition": "knee-pain", "strength": "stage-limited", "stage": "acute", "reason": "R."}],
            "progressions": [{"to": "bridge", "when": "W."}],
            "regressions": [{"change": "C."}],
            "media": [media],
        },
        "condition": {
            "formal_name": "F",
            "aliases": ["x"],
            "parent": "leg-pain",
            "causes": ["C."],
            "symptoms": ["S."],
            "typical_course": "T.",
            "self_care": ["S."],
            "see_professional": ["S."],
            "stages": [{"id": "acute", "name": "A", "entry": "E", "exit": "X"}],
            "contraindicated": [
                {
                    "exercise": "bridge",
                    "type": "stretch",
                    "pattern": "bridge",
                    "impact": "high",
                    "min_level": 3,
                    "stage": "acute",
                    "reason": "R",
                }
            ],
            "recommended": ["bridge"],
            "media": [media],
            "claims": [claim],
            "references": ["smith-2020"],
            "codes": [{"system": "ICD-10", "code": "M25.56", "verified_by": "A", "verified_on": "2026-01-01"}],
        },
        "programme": {
            "audience": "A",
            "stage": "acute",
            "supervised": True,
            "goals": ["G"],
            "minutes": "20-30",
            "before": ["B"],
            "warm_up": "W",
            "pain_rule": {
                "bands": [{"pain": "0-3", "name": "N", "action": "A"}, {"pain": "4-10", "name": "N", "action": "A"}],
                "next_day": "N",
            },
            "diary": False,
            "education": ["why-move"],
            "red_flags": [{"text": "T", "urgency": "soon", "action": "A"}],
            "after": ["A"],
            "claims": [claim],
            "references": ["smith-2020"],
        },
        "article": {
            "exercises": ["bridge"],
            "see_professional": ["S"],
            "media": [media],
            "claims": [claim],
            "references": ["smith-2020"],
        },
        "newsletter": {"publisher": "test-press", "conditions": ["knee-pain"], "claims": [claim]},
        "reference": {
            "container-title": "C",
            "volume": "1",
            "issue": "2",
            "page": "3",
            "publisher": "P",
            "number": "4",
            "PMID": "123",
            "ISBN": "1234567890",
            "URL": "https://a.example",
            "accessed": "2026-01-01",
            "guideline": True,
            "retracted": False,
            "verified": "seen",
            "note": "N",
        },
        "publisher": {
            "sample": True,
            "units": "metric",
            "funding": "None.",
            "colours": {"brand": "#000000", "accent": "#111111"},
            "outputs": {"pdf": {"kinds": ["exercise"], "options": {"paper": "a4"}}},
        },
        "translation": {"source_hash": f"sha256:{'0' * 64}"},
    }
    common = {"format": 1, "lang": "en-GB", "status": "active", "merged_into": "other", "body": "Text", "$schema": "x"}
    return {**good, **common, **more[kind], "kind": kind}


def paths(data: Any, prefix: str = "") -> Iterator[str]:
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield f"{prefix}{key}"
        if isinstance(value, dict | list):
            yield from paths(value, f"{prefix}{key}.")


def mutations(data: dict[str, Any], change: Change, every: int) -> Iterator[tuple[str, Any]]:
    """Single changes to a record: each value dropped, renamed and replaced, and a field added at the top.

    `every` thins the replacements out: each value of the record gets another share of the extreme ones.
    """
    yield "as it is", data
    for number, path in enumerate(paths(data)):
        parent, _, last = path.rpartition(".")
        if not last.isdigit():
            yield f"drop {path}", change(data, {path: ...})
            renamed = change(data, {path: ...})
            yield f"rename {path}", change(renamed, {f"{parent}.{last}s" if parent else f"{last}s": 1})
        for value in EXTREME[number % every :: every]:
            yield f"{path} = {str(value)[:40]!r}", change(data, {path: value})
    yield "add a field", {**data, "zzz": 1}


def cannot_be_said(label: str, data: Any) -> bool:
    """What JSON Schema cannot say, or says otherwise: here the verdicts may differ.

    - A number such as `2.0` or `1e300` is an integer to JSON Schema, and a decimal number to YAML and to the models.
    """

    def has_whole_float(node: Any) -> bool:
        if isinstance(node, dict | list):
            return any(map(has_whole_float, node.values() if isinstance(node, dict) else node))
        return isinstance(node, float) and math.isfinite(node) and node.is_integer()

    return has_whole_float(data)


@pytest.mark.parametrize("every", [41, pytest.param(1, marks=pytest.mark.full)])
@pytest.mark.parametrize("kind", [*KINDS, "library"])
def test_schema_and_model_give_the_same_verdict_on_every_single_change(
    kind: str, every: int, good_records: Records, change: Change
) -> None:
    data = LIBRARY if kind == "library" else full(kind, good_records[kind])
    assert model_takes(kind, data)
    counts = {True: 0, False: 0}
    differences = []
    for label, mutated in mutations(data, change, every):
        if cannot_be_said(label, mutated):
            continue
        said = validator(kind).is_valid(mutated)
        taken = model_takes(kind, mutated)
        counts[taken] += 1
        if said != taken:
            differences.append(
                f"{label}: the schema {'takes' if said else 'refuses'} it, the model {'takes' if taken else 'refuses'} it"
            )
    assert not differences, "\n".join(differences[:20])
    assert min(counts.values()) > (3 if kind == "library" else 300 // every)


def test_what_a_schema_cannot_say_is_a_rule(good_records: Records, change: Change) -> None:
    """Each of these passes schema and model, and a rule of `pressup.checks` finds it; see the tests of the rules."""
    beyond: list[tuple[str, dict[str, Any]]] = [
        ("exercise", {"dose.reps": "12-8"}),  # DOSE-01: a range the right way round
        ("exercise", {"dose.reps": ...}),  # ACT-01: a dose that says how much
        ("exercise", {"laterality": "unilateral"}),  # X-06: a side
        ("exercise", {"progressions": [{}]}),  # ACT-04: a step that says what to do
        ("exercise", {"review.due": "2026-02-31"}),  # DATE-01: a day that exists
        ("exercise", {"review.due": "2025-01-01"}),  # GOV-02: the order of dates
        ("exercise", {"review.reviewer": ...}),  # GOV-01: a reviewer
        ("exercise", {"muscles.0.muscle": "no-such-muscle"}),  # X-01: words and links that resolve
        ("exercise", {"body": "<script>"}),  # MD-03: no HTML
        ("exercise", {"media": [{"file": "a.png", "rights": {"licence": "x", "author": "y"}}]}),  # X-01, ACC-01: pictures
        ("condition", {"contraindicated": [{"reason": "R."}]}),  # SAF-04: a selector that selects
        ("programme", {"weeks": 9}),  # PLAN-01: phases that fill the weeks
        ("programme", {"stage": "no-such-stage"}),  # X-01: a stage of one of its conditions
        ("newsletter", {"items": [{}]}),  # NEWS-01: an item about something
        ("reference", {"issued.date-parts": [[2020, 13]]}),  # DATE-01
    ]
    for kind, changes in beyond:
        data = change(good_records[kind], changes)
        assert model_takes(kind, data), changes
        assert validator(kind).is_valid(data), changes
