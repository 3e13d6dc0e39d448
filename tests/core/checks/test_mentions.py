"""A text that names a condition lists it, so that its red flags are printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pressup import Finding, Severity

STRAIN = (
    "condition",
    {"id": "strain", "name": "Hamstring strain", "formal_name": "Strain of biceps femoris", "aliases": ["Pulled leg"]},
)
NARROW = ("condition", {"id": "kneecap", "name": "Runner's knee", "parent": "knee-pain"})


@pytest.mark.parametrize(
    ("kind", "changes", "marked"),
    [
        ("article", {"title": "After a hamstring strain"}, "hamstring strain"),
        ("article", {"summary": "Hamstring strains heal."}, "Hamstring strains"),
        ("article", {"body": "## How\n\nA *pulled leg* needs time."}, "pulled leg"),
        ("article", {"body": "The strain of biceps-femoris."}, "strain of biceps-femoris"),
        ("article", {"body": "It may be runner’s knee."}, "runner’s knee"),
        ("programme", {"purpose": "Recover from a pulled leg."}, "pulled leg"),
        ("programme", {"goals": ["Forget your hamstring strain."]}, "hamstring strain"),
        ("newsletter", {"items": [{"heading": "Pulled leg?"}]}, "Pulled leg"),
        ("newsletter", {"lead": "Knee pain is common."}, "Knee pain"),
        ("newsletter", {"audience": "people with knee pain"}, "knee pain"),
        ("newsletter", {"action": {"label": "Knee pain: read on", "url": "https://press.example/bridge"}}, "Knee pain"),
    ],
)
def test_a_condition_that_is_named_and_not_listed(
    fires: Callable[..., Finding], kind: str, changes: dict[str, Any], marked: str
) -> None:
    finding = fires(kind, changes, "X-10", marked, severity=Severity.WARNING, others=(STRAIN, NARROW))
    assert finding.heuristic


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("article", {"body": "Knee pain and sore knees.", "conditions": ["kneecap"]}),  # the wider one is printed too
        ("article", {"body": "A strained hamstring is no strain here. The leg was pulled."}),
        ("article", {"body": "hamstringstrain hamstring-strained"}),
        ("article", {"lang": "de", "body": "Hamstring strain"}),
        ("newsletter", {"lead": "Knee pain is common.", "items": [{"article": "why-move"}]}),
        ("newsletter", {"lead": "A pulled leg?", "items": [{"condition": "strain"}]}),
        ("article", {"claims": [{"text": "A hamstring strain heals.", "relation": "consensus", "grade": "moderate"}]}),
        ("exercise", {"purpose": "For a hamstring strain."}),
    ],
)
def test_what_is_no_mention(silent: Callable[..., None], kind: str, changes: dict[str, Any]) -> None:
    silent(kind, changes, "X-10", others=(STRAIN, NARROW))


def test_a_name_inside_a_longer_one_does_not_count(fires: Callable[..., Finding]) -> None:
    others = (("condition", {"id": "strain", "name": "Strain injury"}), STRAIN)
    fires(
        "article", {"title": "A hamstring strain injury"}, "X-10", "hamstring strain", severity=Severity.WARNING, others=others[1:]
    )


def test_each_condition_is_told_once(fires: Callable[..., Finding]) -> None:
    fires("article", {"body": "Pulled leg. Pulled leg. Hamstring strain."}, "X-10", severity=Severity.WARNING, others=(STRAIN,))
